// An answer beside another one: a sample, an earlier exchange, or the same call sent to another environment.
import type { Backend } from "../../backend";
import type {
  ActivityRowView,
  CalledView,
  CallPhaseView,
  CallView,
  ComparisonView,
  ErrorView,
  SampleView,
  TwinView,
} from "../../bindings";
import { asError } from "../error";

/** The other answer, by its name. */
export interface Other {
  id: string;
  name: string;
}

/** Earlier exchanges that are offered. */
const EARLIER = 20;
let runs = 0;

export class Comparing {
  result = $state.raw<ComparisonView | null>(null);
  other = $state.raw<Other | null>(null);
  /** This answer is on the left, where it is looked at from. */
  swapped = $state(false);
  error = $state.raw<ErrorView | null>(null);
  /** What is under way, in words; empty if nothing is. */
  busy = $state("");
  /** The call under way can be cancelled. */
  run = $state("");
  received = $state(0);
  earlier = $state.raw<ActivityRowView[]>([]);

  #backend: Backend;
  #called: CalledView;
  #choices = 0;

  constructor(backend: Backend, called: CalledView) {
    this.#backend = backend;
    this.#called = called;
  }

  /** Earlier answers to the same call, with their bodies. */
  async findEarlier(): Promise<void> {
    const { integration, title, sentAtMs, source } = this.#called;
    const query = { integration, text: title, troubleOnly: false };
    try {
      const { rows } = await this.#backend.activity(query, 0, EARLIER);
      const same = (row: ActivityRowView) => row.sentAtMs === sentAtMs && source.kind !== "sample";
      this.earlier = rows.filter((row) => row.title === title && row.hasBody && !same(row));
    } catch (error) {
      this.error = asError(error);
    }
  }

  async withSample(endpoint: string, sample: SampleView): Promise<void> {
    await this.#with(`Sample “${sample.title}”`, "Reading the sample…", () =>
      this.#backend.showSample(this.#called.integration, endpoint, sample.id),
    );
  }

  async withEarlier(row: ActivityRowView, name: string): Promise<void> {
    await this.#with(name, "Reading what is kept…", async () => (await this.#backend.keptExchange(row.id)).called);
  }

  /** Sends the same call there. Not for calls that change something: nobody calls this for one. */
  async withTwin(twin: TwinView, call: CallView): Promise<void> {
    runs += 1;
    this.received = 0;
    const run = `compare-${runs}`;
    await this.#with(`${twin.environmentName} (${twin.label})`, "Sending…", async () => {
      this.run = run;
      const result = await this.#backend.sendCall(run, { ...call, integration: twin.id });
      if (result.kind === "called") return result.called;
      if (result.kind === "cancelled") return null;
      if (result.kind === "refused")
        throw refusal(result.refusal.title, result.refusal.sentence, result.refusal.nextStep);
      const why = result.problems.map(({ message }) => message).join(" ");
      throw refusal(
        "",
        `It cannot be sent there as it is. ${why}`,
        "Correct the form, send it here, then compare again.",
      );
    });
  }

  async cancel(): Promise<void> {
    if (this.run) await this.#backend.cancelCall(this.run);
  }

  /** What a change behind the page tells of the call under way. */
  progress(run: string, phase: CallPhaseView, received: number): void {
    if (run !== this.run) return;
    this.busy = { token: "Getting a token…", waiting: "Waiting for the answer…", receiving: "Receiving…" }[phase];
    this.received = received;
  }

  async swap(): Promise<void> {
    this.swapped = !this.swapped;
    if (this.other) await this.#compare(this.#choices);
  }

  /** Nothing is compared any more; the other answer's body can go. */
  async end(): Promise<void> {
    this.#choices += 1;
    const { other, run } = this;
    this.other = null;
    this.result = null;
    this.run = "";
    this.busy = "";
    if (run) await this.#backend.cancelCall(run);
    if (other && other.id !== this.#called.id) await this.#backend.dropAnswer(other.id);
  }

  async #with(name: string, busy: string, get: () => Promise<CalledView | null>): Promise<void> {
    await this.end();
    const mine = this.#choices;
    this.error = null;
    this.busy = busy;
    try {
      const found = await get();
      if (mine !== this.#choices) {
        // Something else was chosen meanwhile.
        if (found) await this.#backend.dropAnswer(found.id);
        return;
      }
      this.run = "";
      if (!found) {
        this.busy = "";
        return;
      }
      this.other = { id: found.id, name };
      if (found.status === 0 && found.source.kind === "live") {
        const { title, sentence, nextStep } = found.outcome;
        throw refusal(title, sentence, nextStep);
      }
      await this.#compare(mine);
    } catch (error) {
      if (mine !== this.#choices) return;
      this.run = "";
      this.busy = "";
      this.error = asError(error);
    }
  }

  async #compare(mine: number): Promise<void> {
    if (!this.other) return;
    const pair: [string, string] = this.swapped ? [this.#called.id, this.other.id] : [this.other.id, this.#called.id];
    this.busy ||= "Comparing…";
    try {
      const result = await this.#backend.compare(...pair);
      if (mine === this.#choices) this.result = result;
    } catch (error) {
      if (mine === this.#choices) this.error = asError(error);
    }
    if (mine === this.#choices) this.busy = "";
  }
}

function refusal(title: string, sentence: string, nextStep: string): ErrorView {
  return { code: "twin_refused", sentence: title ? `${title}. ${sentence}` : sentence, nextStep, fields: [] };
}
