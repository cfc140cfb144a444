// What a switch of grant or placement changes in the request: kept from the switch until the next other edit.
import type { DraftCheckView, DraftView } from "../bindings";
import { same } from "./draft";

export class Comparison {
  /** What was shown before the switch, with the name of the way that it showed. */
  before = $state.raw<{ name: string; check: DraftCheckView } | null>(null);
  #draft: DraftView | null = null;

  begin(name: string, check: DraftCheckView, draft: DraftView): void {
    this.before = { name, check };
    this.#draft = draft;
  }

  /** Another edit of the draft ends it. */
  follow(draft: DraftView): void {
    if (this.#draft && !same(draft, this.#draft)) this.end();
  }

  end(): void {
    this.before = null;
    this.#draft = null;
  }
}
