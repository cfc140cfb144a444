// The card of a record: read anew for each, the one before stays until it comes.
import type { Backend } from "../../backend";
import type { CardView, ErrorView } from "../../bindings";
import { asError } from "../error";

export class ReadCard {
  view = $state.raw<CardView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  #backend: Backend;
  #asked = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Reads the record that `find` names; nothing, if it names none. */
  async read(id: string, table: number, find: () => Promise<number | undefined>): Promise<void> {
    this.#asked += 1;
    const mine = this.#asked;
    try {
      const record = await find();
      if (record === undefined || mine !== this.#asked) return;
      const view = await this.#backend.card(id, table, record);
      if (mine !== this.#asked) return;
      this.view = view;
      this.error = null;
    } catch (error) {
      if (mine === this.#asked) this.error = asError(error);
    }
  }
}
