// A paste that sets up an integration: read in Rust, then put into the form, one reading of it at a time.
import type { Backend } from "../backend";
import type { ErrorView, PasteView } from "../bindings";
import { asError } from "./error";
import type { Form } from "./form.svelte";

export class Paste {
  reading = $state(false);
  error = $state.raw<ErrorView | null>(null);
  /** What was read, problem or not; null before. */
  read = $state.raw<PasteView | null>(null);
  /** Which candidate stands in the form; -1 while it is asked whether typed text may be replaced. */
  chosen = $state(-1);

  #backend: Backend;
  #form: Form;

  constructor(backend: Backend, form: Form) {
    this.#backend = backend;
    this.#form = form;
  }

  /** What was typed is in the way, and nothing was replaced yet. */
  get asks(): boolean {
    return this.chosen < 0 && (this.read?.candidates.length ?? 0) > 0;
  }

  async start(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    this.error = null;
    try {
      const read = await this.#backend.readPaste();
      this.read = read;
      this.chosen = -1;
      if (!this.#form.isTyped) this.take();
    } catch (reason) {
      this.error = asError(reason);
    }
    this.reading = false;
  }

  /** Puts a candidate into the form. Another reading of the same paste keeps what was typed since. */
  take(at = 0): void {
    const candidate = this.read?.candidates[at];
    if (!candidate || !this.read) return;
    this.#form.fill(candidate.draft, this.read.asks, this.chosen >= 0);
    this.chosen = at;
  }

  dismiss(): void {
    this.read = null;
    this.error = null;
  }
}
