// Composing and sending, invented. What is typed decides what comes: `slow` waits, `refused` gets no token, `problem` is found out late.
import type { CallBackend, Language } from "../backend";
import type {
  CalledView,
  CallResultView,
  CallView,
  EndpointDraftView,
  EndpointView,
  ErrorView,
  IntegrationView,
} from "../bindings";
import { bodyOf, headOf } from "./answered";
import { FakeAnswers } from "./answers";
import { checkCall } from "./compose";
import { endpointsOf } from "./endpoints";
import { keyRefused } from "./integrations";
import { documentOf, draftInvalid, draftOfEndpoint, endpointOfDraft, notADocument } from "./own";
import { exported, snippetOf } from "./snippets";

const notComplete: ErrorView = {
  code: "call_incomplete",
  sentence: "The request is not complete.",
  nextStep: "Fill in the fields that are marked, then copy it again.",
  fields: [],
};

export abstract class FakeCalls extends FakeAnswers implements CallBackend {
  /** How long each step of a call takes, in milliseconds. */
  stepMs = 0;
  #lists = new Map<string, EndpointView[]>();
  #cancelled = new Set<string>();
  #own = 0;

  /** The integrations of the desk. */
  abstract integrations(): IntegrationView[];

  /** Something is in the clipboard now. */
  protected abstract copied(label: string, what: string): void;

  /** A call got its answer. */
  protected ended(_called: CalledView, _call: CallView): void {}

  endpoints = (integration: string) =>
    this.answer("endpoints", [integration], () => {
      const one = this.#integration(integration);
      const others = this.integrations().filter(({ id, provider }) => provider === one.provider && id !== integration);
      return structuredClone({
        endpoints: this.endpointList(integration),
        base: one.apiOrigins[0] ? `${one.apiOrigins[0]}/` : "",
        twins: others.map(({ id, label, environmentName }) => ({ id, label, environmentName })),
      });
    });
  previewCall = (call: CallView) => this.answer("previewCall", [call], () => this.#check(call));
  sendCall = async (run: string, call: CallView): Promise<CallResultView> => {
    await this.answer("sendCall", [run, call], () => {});
    const text = JSON.stringify(call);
    for (const phase of ["token", "waiting", "receiving", "receiving", "receiving"] as const) {
      this.emit({ kind: "call", run, phase, received: phase === "receiving" ? 14_200_000 : 0 });
      await this.#step(text.includes("slow") ? 20 : 1);
      if (this.#cancelled.has(run)) return { kind: "cancelled" };
    }
    if (text.includes("refused")) return { kind: "refused", refusal: { ...keyRefused, atMs: Date.now() } };
    const problems = this.#check(call).problems;
    if (text.includes("problem"))
      problems.push({ field: Object.keys(call.values)[0] ?? "address", message: "The gateway wants another form." });
    if (problems.length) return { kind: "problems", problems };
    const called = this.#called(call);
    this.ended(called, call);
    return { kind: "called", called };
  };
  cancelCall = (run: string) => this.answer("cancelCall", [run], () => void this.#cancelled.add(run));
  showSample = (integration: string, endpoint: string, sample: string) =>
    this.answer("showSample", [integration, endpoint, sample], () => {
      const found = this.#endpoint(integration, endpoint);
      const { title = "", own = false } = found?.samples.find(({ id }) => id === sample) ?? {};
      const source = {
        kind: "sample",
        id: sample,
        title,
        own,
        inferred: found?.inferred ?? false,
        origin: "",
        note: "",
      } as const;
      return this.holdJson(bodyOf(found), headOf(integration, found, { source, request: null, canSaveSample: false }));
    });

  snippet = (call: CallView, language: Language) =>
    this.answer("snippet", [call, language], () => this.#snippet(call, language));
  copySnippet = (call: CallView, language: Language, withToken: boolean) =>
    this.answer("copySnippet", [call, language, withToken], () => {
      this.#snippet(call, language);
      const one = this.#integration(call.integration);
      this.copied(one.label, withToken ? "request with its token" : "request");
      return { validUntilMs: one.token?.expiresAtMs ?? 0, renewed: false };
    });
  exportPostman = (integration: string | null) =>
    this.answer("exportPostman", [integration], () =>
      exported(integration ? [this.#integration(integration)] : this.integrations(), !integration),
    );

  endpointDraft = (integration: string, endpoint: string) =>
    this.answer("endpointDraft", [integration, endpoint], () => draftOfEndpoint(this.#endpoint(integration, endpoint)));
  saveEndpoint = (integration: string, draft: EndpointDraftView) =>
    this.answer("saveEndpoint", [integration, draft], () => {
      const fields = draftInvalid(draft);
      if (fields) throw fields;
      const id = draft.id || `own.${++this.#own}`;
      const list = this.endpointList(integration).filter((one) => one.id !== id);
      this.#lists.set(integration, [...list, endpointOfDraft({ ...draft, id })]);
      return id;
    });
  removeEndpoint = (integration: string, endpoint: string) =>
    this.answer("removeEndpoint", [integration, endpoint], () => {
      this.#lists.set(
        integration,
        this.endpointList(integration).filter(({ id }) => id !== endpoint),
      );
    });
  /** What cannot be added, whatever is chosen. */
  openApiLeftOut: string[] = [];
  readOpenApi = (integration: string, text: string) =>
    this.answer("readOpenApi", [integration, text], () => {
      if (!text.includes("openapi")) throw notADocument;
      return documentOf();
    });
  importOpenApi = (integration: string, text: string, keys: string[]) =>
    this.answer("importOpenApi", [integration, text, keys], () => {
      const chosen = documentOf().endpoints.filter(({ key }) => keys.includes(key));
      const drafts = chosen.map((one) => ({ ...draftOfEndpoint(null), ...one, id: `own.${one.key}` }));
      this.#lists.set(integration, [...this.endpointList(integration), ...drafts.map(endpointOfDraft)]);
      return { count: keys.length, leftOut: this.openApiLeftOut };
    });

  /** What can be called, to be looked at or changed by a test. */
  endpointList(integration: string): EndpointView[] {
    const kept = this.#lists.get(integration);
    if (kept) return kept;
    const list = endpointsOf(this.#integration(integration).provider);
    this.#lists.set(integration, list);
    return list;
  }

  #integration(id: string): IntegrationView {
    const found = this.integrations().find((one) => one.id === id);
    if (!found) throw new Error(`no integration ${id}`);
    return found;
  }

  #endpoint(integration: string, id: string | null): EndpointView | null {
    return this.endpointList(integration).find((one) => one.id === id) ?? null;
  }

  #check(call: CallView) {
    const origin = this.#integration(call.integration).apiOrigins[0] ?? "";
    return checkCall(call, this.#endpoint(call.integration, call.endpoint), origin);
  }

  #snippet(call: CallView, language: Language): string {
    const { request, problems } = this.#check(call);
    if (!request) throw { ...notComplete, fields: problems };
    return snippetOf(request, language);
  }

  #called(call: CallView): CalledView {
    const endpoint = this.#endpoint(call.integration, call.endpoint);
    const page = call.values["query.page_index"] ?? "1";
    const more = endpoint?.id === "bug.by-keyword" && Number(page) < 3;
    const nextPage = more ? { "query.page_index": String(Number(page) + 1) } : null;
    const { request } = this.#check(call);
    return this.holdJson(bodyOf(endpoint, page), headOf(call.integration, endpoint, { request, nextPage }));
  }

  async #step(times: number): Promise<void> {
    if (this.stepMs) await new Promise((resolve) => setTimeout(resolve, this.stepMs * times));
  }
}
