// Kept exchanges, invented: made when they are first asked for, and one more for each call that is sent.
import type { ActivityBackend } from "../backend";
import type {
  ActivityQueryView,
  ActivityRowView,
  CalledView,
  CallView,
  EndpointView,
  ErrorView,
  KeptExchangeView,
} from "../bindings";
import { bodyOf, headOf } from "./answered";
import { FakeCalls } from "./calls";
import { exchangesOf, passes } from "./exchanges";

const gone: ErrorView = {
  code: "exchange_gone",
  sentence: "This exchange is not kept any more.",
  nextStep: "It was removed, or it made room for newer ones. Close it, and look for a later one.",
  fields: [],
};
const sentences: Record<string, [string, string]> = {
  success: ["The answer is in the documented shape.", ""],
  noData: ["There is nothing under what was asked for.", "Compare the id with where it comes from."],
  partial: ["Some of what was asked for was refused.", "Look for the members that carry an error."],
  refused: ["The server refused the call.", "Send it again: the token is renewed first."],
  failed: ["Nothing that could be read came back.", "Send it again in a minute."],
  cancelled: ["It was cancelled before the answer came.", ""],
};
const why =
  "The body was not kept: answers of this endpoint may hold data of persons. Settings say what is kept of later ones.";

const unmeasured = { dnsMs: null, connectMs: null, tlsMs: null, waitMs: null, downloadMs: null };

export abstract class FakeActivity extends FakeCalls implements ActivityBackend {
  /** How many there are, until they are asked for. */
  exchanges = 1204;
  #rows: ActivityRowView[] | null = null;
  #calls = new Map<string, CallView>();

  activity = (query: ActivityQueryView, first: number, count: number) =>
    this.answer("activity", [query, first, count], () => {
      const found = this.kept().filter((row) => passes(row, query));
      const bodies = this.kept().filter(({ hasBody }) => hasBody);
      return {
        total: found.length,
        rows: structuredClone(found.slice(first, first + count)),
        keptEntries: this.kept().length,
        keptBytes: bodies.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0),
      };
    });
  keptExchange = (id: string) => this.answer("keptExchange", [id], () => this.#open(id));
  removeExchange = (id: string) =>
    this.answer("removeExchange", [id], () => {
      this.#rows = this.kept().filter((row) => row.id !== id);
    });
  clearActivity = (integration: string | null) =>
    this.answer("clearActivity", [integration], () => {
      const before = this.kept();
      this.#rows = before.filter((row) => integration !== null && row.integration !== integration);
      return before.length - this.#rows.length;
    });

  /** All of them, to be looked at by a test. */
  kept(): ActivityRowView[] {
    this.#rows ??= exchangesOf(this.exchanges, this.integrations(), (id) => this.endpointList(id));
    return this.#rows;
  }

  /** One more, as after a call. */
  keep(row: Partial<ActivityRowView> = {}): ActivityRowView {
    const [first] = exchangesOf(1, this.integrations(), (id) => this.endpointList(id));
    const one = { ...(first as ActivityRowView), id: `n${this.kept().length}`, sentAtMs: Date.now(), ...row };
    this.#rows = [one, ...this.kept()];
    this.emit({ kind: "activity" });
    return one;
  }

  protected override ended(called: CalledView, call: CallView): void {
    const one = this.integrations().find(({ id }) => id === call.integration);
    const { id } = this.keep({
      integration: call.integration,
      label: one?.label ?? "",
      environmentName: one?.environmentName ?? "",
      title: called.title,
      method: called.request?.method ?? call.method,
      address: called.request?.address ?? call.address,
      status: called.status,
      outcome: called.outcome.kind,
      outcomeTitle: called.outcome.title,
      elapsedMs: called.times.totalMs,
      bodyBytes: called.bodyBytes,
      hasBody: true,
    });
    this.#calls.set(id, call);
  }

  #open(id: string): KeptExchangeView {
    const row = this.kept().find((one) => one.id === id);
    if (!row) throw gone;
    const isThere = this.integrations().some((one) => one.id === row.integration);
    const endpoint = isThere
      ? (this.endpointList(row.integration).find(({ title }) => title === row.title) ?? null)
      : null;
    const call = isThere ? (this.#calls.get(id) ?? exampleOf(row, endpoint)) : null;
    return { called: this.#called(row, endpoint, call), call };
  }

  #called(row: ActivityRowView, endpoint: EndpointView | null, call: CallView | null): CalledView {
    const [sentence, nextStep] = sentences[row.outcome] ?? ["", ""];
    const code = row.outcome;
    const request = {
      method: row.method,
      address: row.address,
      query: [],
      headers: [],
      body: { kind: "none" },
    } as const;
    const head: Partial<CalledView> = {
      source: { kind: "kept" },
      title: row.title,
      outcome: { kind: row.outcome, code, title: row.outcomeTitle, sentence, nextStep, fault: null },
      request: { ...request, query: [], headers: [] },
      sentAtMs: row.sentAtMs,
      status: row.status,
      times: { ...unmeasured, totalMs: row.elapsedMs },
      wireBytes: row.bodyBytes,
      reason:
        { 200: "OK", 401: "Unauthorized", 404: "Not Found", 429: "Too Many Requests", 502: "Bad Gateway" }[
          row.status
        ] ?? "",
      canSaveSample: row.hasBody && call !== null,
    };
    const without: Partial<CalledView> = { rows: 0, lines: 0, tables: [], bodyBytes: row.bodyBytes };
    if (!row.status) Object.assign(head, without, { body: { kind: "none" }, headers: [], lifted: [] });
    else if (!row.hasBody) Object.assign(head, without, { body: { kind: "notKept", why } });
    return this.holdJson(bodyOf(endpoint), headOf(row.integration, endpoint, head));
  }
}

/** A call that fits, for an exchange that nobody sent. */
function exampleOf({ integration, method, address }: ActivityRowView, endpoint: EndpointView | null): CallView {
  const free = { query: [], headers: [], body: { kind: "fromParameters" } as const };
  if (!endpoint) return { integration, endpoint: null, values: {}, method, address, ...free };
  const needed = endpoint.parameters.filter(({ required }) => required);
  const values = Object.fromEntries(needed.map(({ key, example }) => [key, example]));
  return { integration, endpoint: endpoint.id, values, method: "", address: "", ...free };
}
