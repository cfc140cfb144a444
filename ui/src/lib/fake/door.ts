// What every part of the fake does: notes each call, answers late if asked to, fails where a test wants it to.
import type { ChangeView, ErrorView } from "../bindings";

export class FakeDoor {
  /** Every call with its arguments, for tests. */
  calls: unknown[][] = [];
  /** Makes the next call of that name fail. */
  failures = new Map<string, ErrorView>();
  #after: number;
  #listeners = new Set<(change: ChangeView) => void>();

  constructor({ answersAfterMs = 0 } = {}) {
    this.#after = answersAfterMs;
  }

  onChange = async (listener: (change: ChangeView) => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** As Rust does when something changed behind the page. */
  emit(change: ChangeView): void {
    for (const listener of this.#listeners) listener(change);
  }

  protected async answer<T>(name: string, args: unknown[], act: () => T, slower = 1): Promise<T> {
    this.calls.push([name, ...args]);
    if (this.#after) await new Promise((resolve) => setTimeout(resolve, this.#after * slower));
    const failure = this.failures.get(name);
    this.failures.delete(name);
    if (failure) throw failure;
    return act();
  }
}
