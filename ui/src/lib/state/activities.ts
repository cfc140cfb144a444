// The Activity tabs of all integrations: what was looked for stays while the app runs, and the one on screen hears of changes.
import { untrack } from "svelte";
import type { Backend } from "../backend";
import { Activity } from "./activity.svelte";

export class Activities {
  #backend: Backend;
  #each = new Map<string, Activity>();
  #shown: Activity | null = null;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  of(integration: string): Activity {
    let one = this.#each.get(integration);
    if (!one) {
      one = new Activity(this.#backend, integration);
      this.#each.set(integration, one);
    }
    return one;
  }

  /** It is on screen from now on; returns the way to stop. */
  show(one: Activity): () => void {
    this.#shown = one;
    // What is read of its state on the way is nothing that the caller's effect depends on.
    untrack(() => void one.refresh());
    return () => {
      if (this.#shown === one) this.#shown = null;
      one.stop();
    };
  }

  /** Something came in or went. */
  change(): void {
    this.#shown?.changed();
  }

  forget(integration: string): void {
    this.#each.delete(integration);
  }
}
