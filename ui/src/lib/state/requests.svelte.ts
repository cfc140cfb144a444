// The Requests tabs of all integrations: what was typed and answered stays while the app runs, wherever one looks meanwhile.
import type { Backend } from "../backend";
import type { CallView, ChangeView } from "../bindings";
import { Tester } from "./tester.svelte";

export class Requests {
  /** Said once to screen readers. */
  onsaid: (words: string) => void = () => {};
  #backend: Backend;
  #testers = new Map<string, Tester>();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  of(integration: string): Tester {
    let tester = this.#testers.get(integration);
    if (!tester) {
      tester = new Tester(this.#backend, integration, (words) => this.onsaid(words));
      this.#testers.set(integration, tester);
    }
    return tester;
  }

  /** Fills the form of what was called then; whoever asks for it goes to the tab. */
  fill(integration: string, call: CallView): void {
    this.of(integration).fill(call);
  }

  /** How a call is getting on. */
  change({ run, phase, received }: Extract<ChangeView, { kind: "call" }>): void {
    for (const tester of this.#testers.values()) tester.progress(run, phase, received);
  }

  /** Its own endpoints changed, or the samples of one: whoever looked at the list reads it again. */
  renew(integration: string): void {
    const tester = this.#testers.get(integration);
    if (tester?.list) void tester.load();
  }

  /** An integration is gone. */
  forget(integration: string): void {
    this.#testers.get(integration)?.end();
    this.#testers.delete(integration);
  }
}
