// The Requests tab of one integration: what can be called, the forms as they were left, the run under way, the last answer.
import type { Backend } from "../backend";
import type {
  CalledView,
  CallPhaseView,
  CallView,
  EndpointsView,
  EndpointView,
  ErrorView,
  RefusalView,
  SampleView,
} from "../bindings";
import { CallForm } from "./callForm.svelte";
import { asError } from "./error";
import { Writing } from "./writing.svelte";

export interface Run {
  id: string;
  /** The endpoint that it was sent for; null for a custom request. */
  of: string | null;
  /** Null until the first news of it. */
  phase: CallPhaseView | null;
  /** Bytes of the body so far. */
  received: number;
  startedAtMs: number;
}

export interface Answer {
  called: CalledView;
  /** Null for a sample. */
  call: CallView | null;
}

/** Why there is no new answer. */
export type Trouble =
  | { kind: "refused"; refusal: RefusalView }
  | { kind: "cancelled"; changes: boolean }
  | { kind: "failed"; error: ErrorView };

export class Tester {
  readonly integration: string;
  list = $state.raw<EndpointsView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  /** What stands in the search field. */
  search = $state("");
  form = $state.raw<CallForm | null>(null);
  readonly writing: Writing;
  /** The form is a line, so that the answer has its room. */
  folded = $state(false);
  run = $state.raw<Run | null>(null);
  /** Between the wish to send and the run. */
  starting = $state(false);
  /** Has to be confirmed first, for what it changes. */
  asking = $state.raw<{ call: CallView; effect: string } | null>(null);

  #backend: Backend;
  #say: (words: string) => void;
  #forms = new Map<string | null, CallForm>();
  #answer = $state.raw<{ of: string | null; it: Answer } | null>(null);
  #trouble = $state.raw<{ of: string | null; it: Trouble } | null>(null);
  #loads = 0;
  /** To be filled in once the list is there. */
  #wanted: CallView | null = null;
  /** What is under way changes something. */
  #changes = false;

  constructor(backend: Backend, integration: string, say: (words: string) => void) {
    this.#backend = backend;
    this.integration = integration;
    this.#say = say;
    this.writing = new Writing(backend, integration);
  }

  // Getters, and not deriveds: those belong to the component that made the tester, and stand still once it is gone.
  get endpoint(): EndpointView | null {
    return this.find(this.form?.endpoint ?? null);
  }

  /** Of what is chosen; null if the last answer is another one's. */
  get answer(): Answer | null {
    return this.#answer && this.#answer.of === this.form?.endpoint ? this.#answer.it : null;
  }

  get trouble(): Trouble | null {
    return this.#trouble && this.#trouble.of === this.form?.endpoint ? this.#trouble.it : null;
  }

  find(id: string | null): EndpointView | null {
    return this.list?.endpoints.find((endpoint) => endpoint.id === id) ?? null;
  }

  /** Reads what can be called; again, too, for what is remembered and saved since. */
  async load(): Promise<void> {
    const mine = ++this.#loads;
    try {
      const list = await this.#backend.endpoints(this.integration);
      if (mine !== this.#loads) return;
      this.list = list;
      this.error = null;
      const wanted = this.#wanted;
      this.#wanted = null;
      if (wanted && this.find(wanted.endpoint)) return this.fill(wanted);
      const chosen = this.form?.endpoint;
      const isThere = chosen === null || list.endpoints.some(({ id }) => id === chosen);
      if (!isThere) this.choose(list.endpoints[0]?.id ?? null);
    } catch (error) {
      if (mine === this.#loads) this.error = asError(error);
    }
  }

  /** An endpoint by its id, or null for a custom request. Its form is as it was left. */
  choose(id: string | null): void {
    let form = this.#forms.get(id);
    if (!form) {
      form = new CallForm(this.#backend, this.integration, this.find(id));
      this.#forms.set(id, form);
    }
    if (form !== this.form) this.folded = false;
    this.form = form;
    this.writing.leave();
  }

  /** Fills the form of what was called then; once the list is there, if it is not yet. */
  fill(call: CallView): void {
    if (call.endpoint !== null && !this.find(call.endpoint)) {
      this.#wanted = call;
      if (this.list) void this.load();
      return;
    }
    const form = new CallForm(this.#backend, this.integration, this.find(call.endpoint), call);
    this.#forms.set(call.endpoint, form);
    this.choose(call.endpoint);
  }

  /** Sends, unless there are problems, or it has to be asked first. */
  async send(): Promise<"problems" | "asks" | "sent" | "busy"> {
    const { form } = this;
    if (!form || this.run || this.starting || this.asking) return "busy";
    this.starting = true;
    try {
      const call = await form.settled();
      const check = await form.ask(call);
      if (!check) {
        if (form.error) this.#trouble = { of: form.endpoint, it: { kind: "failed", error: form.error } };
        return "busy";
      }
      if (check.problems.length) return "problems";
      if (check.effect) {
        this.asking = { call, effect: check.effect };
        return "asks";
      }
      this.starting = false;
      return await this.#send(form, call, false);
    } catch (error) {
      this.#trouble = { of: form.endpoint, it: { kind: "failed", error: asError(error) } };
      return "busy";
    } finally {
      this.starting = false;
    }
  }

  /** What it changes was read, and it is to be sent. */
  async confirm(): Promise<"problems" | "sent"> {
    const { asking, form } = this;
    this.asking = null;
    return asking && form ? this.#send(form, asking.call, true) : "sent";
  }

  async #send(form: CallForm, call: CallView, changes: boolean): Promise<"problems" | "sent"> {
    const of = form.endpoint;
    const id = crypto.randomUUID();
    this.run = { id, of, phase: null, received: 0, startedAtMs: Date.now() };
    this.#trouble = null;
    this.#changes = changes;
    try {
      const result = await this.#backend.sendCall(id, call);
      if (this.run?.id !== id) {
        // It was cancelled here, and came all the same.
        if (result.kind === "called") this.#drop(result.called);
        return "sent";
      }
      this.run = null;
      if (result.kind === "called") this.#show(of, { called: result.called, call });
      else if (result.kind === "cancelled") this.#trouble = { of, it: { kind: "cancelled", changes } };
      else if (result.kind === "refused") this.#refuse(of, result.refusal);
      else {
        form.refuse(result.problems);
        return "problems";
      }
      void this.load();
    } catch (error) {
      if (this.run?.id !== id) return "sent";
      this.run = null;
      this.#trouble = { of, it: { kind: "failed", error: asError(error) } };
    }
    return "sent";
  }

  /** The result that may still come is nobody's any more. */
  async cancel(): Promise<void> {
    const { run } = this;
    if (!run) return;
    this.run = null;
    this.#trouble = { of: run.of, it: { kind: "cancelled", changes: this.#changes } };
    this.#say("Cancelled");
    try {
      await this.#backend.cancelCall(run.id);
    } catch (error) {
      this.#trouble = { of: run.of, it: { kind: "failed", error: asError(error) } };
    }
  }

  /** News of a run: of this one, or of none that is shown. */
  progress(run: string, phase: CallPhaseView, received: number): void {
    if (this.run?.id === run) this.run = { ...this.run, phase, received };
  }

  async nextPage(): Promise<"problems" | "asks" | "sent" | "busy"> {
    const next = this.answer?.called.nextPage;
    if (!next || !this.form || this.run) return "busy";
    Object.assign(this.form.values, next);
    return this.send();
  }

  /** The stored answer; nothing is sent. */
  async showSample({ id }: SampleView): Promise<void> {
    const of = this.form?.endpoint;
    if (!of || this.run || this.starting) return;
    this.starting = true;
    try {
      this.#show(of, { called: await this.#backend.showSample(this.integration, of, id), call: null });
      this.#trouble = null;
    } catch (error) {
      this.#trouble = { of, it: { kind: "failed", error: asError(error) } };
    }
    this.starting = false;
  }

  /** What went wrong was read. */
  dismiss(): void {
    this.#trouble = null;
  }

  async edit(id: string): Promise<void> {
    try {
      this.writing.edit(await this.#backend.endpointDraft(this.integration, id));
    } catch (error) {
      this.#trouble = { of: id, it: { kind: "failed", error: asError(error) } };
    }
  }

  /** It was written: its form starts anew. */
  async saved(id: string): Promise<void> {
    this.writing.close();
    this.#forms.delete(id);
    await this.load();
    this.choose(id);
  }

  async remove(id: string): Promise<void> {
    await this.#backend.removeEndpoint(this.integration, id);
    this.#forms.delete(id);
    this.writing.forget(id);
    if (this.#answer?.of === id) this.#forget();
    await this.load();
  }

  /** The integration is gone, or the window closes. */
  end(): void {
    if (this.run) void this.cancel();
    this.#forget();
  }

  #show(of: string | null, answer: Answer): void {
    this.#forget();
    this.#answer = { of, it: answer };
    this.#say(`${answer.called.title}: ${answer.called.outcome.title}`);
  }

  #refuse(of: string | null, refusal: RefusalView): void {
    this.#forget();
    this.#trouble = { of, it: { kind: "refused", refusal } };
    this.#say(refusal.title);
  }

  #forget(): void {
    if (this.#answer) this.#drop(this.#answer.it.called);
    this.#answer = null;
  }

  #drop({ id }: CalledView): void {
    void this.#backend.dropAnswer(id);
  }
}
