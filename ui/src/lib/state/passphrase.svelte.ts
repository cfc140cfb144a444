// A passphrase that is being entered: the text is in Rust, here is its handle, until it is used once.
import type { HeldSecretView } from "../bindings";

export class Passphrase {
  held = $state.raw<HeldSecretView | null>(null);
  /** What is wrong with it, for under its field. */
  problem = $state("");
  #field: { flush(): Promise<void> } | undefined;

  register = (field: { flush(): Promise<void> }) => {
    this.#field = field;
    return () => {
      this.#field = undefined;
    };
  };

  take(held: HeldSecretView): void {
    this.held = held;
    this.problem = "";
  }

  /** The handle of what was entered; null, and said under the field, if nothing was or it cannot be right. */
  async ready(): Promise<string | null> {
    await this.#field?.flush();
    if (!this.held) this.problem ||= "Enter it first.";
    return this.held && !this.held.problem ? this.held.handle : null;
  }

  /** It was used: the next try needs it again. */
  forget(problem = ""): void {
    this.held = null;
    this.problem = problem;
  }
}
