// Where the window is: which pane stands on the right, and whether it may be left.

export type Tab = "token" | "setup";

export type Place =
  | { kind: "start" }
  | { kind: "integration"; id: string; tab: Tab }
  | { kind: "add" }
  | { kind: "sandbox" }
  | { kind: "settings" };

export class Navigation {
  place = $state<Place>({ kind: "start" });
  /** Where someone wants to go while a form holds unsaved text: asked about in a dialog. */
  wanted = $state<Place | null>(null);
  /** Set by a form: whether leaving would lose what was typed. */
  guard: (() => boolean) | null = null;
  #before: Place = { kind: "start" };

  go(to: Place): void {
    if (same(to, this.place)) return;
    if (this.guard?.()) {
      this.wanted = to;
      return;
    }
    this.force(to);
  }

  /** Goes without asking: after saving, or when the user said to discard. */
  force(to: Place): void {
    this.guard = null;
    this.wanted = null;
    if (this.place.kind === "integration" || this.place.kind === "start") this.#before = this.place;
    this.place = to;
  }

  open(id: string, tab: Tab = "token"): void {
    this.go({ kind: "integration", id, tab });
  }

  /** Esc: from a page that is not an integration's, back to where one came from. */
  back(): void {
    this.go(this.#before);
  }

  /** An integration is gone: nothing may lead back to it. */
  forget(id: string): void {
    if (this.#before.kind === "integration" && this.#before.id === id) this.#before = { kind: "start" };
    if (this.place.kind === "integration" && this.place.id === id) this.force({ kind: "start" });
    if (this.#before.kind === "integration" && this.#before.id === id) this.#before = { kind: "start" };
  }
}

function same(a: Place, b: Place): boolean {
  if (a.kind === "integration" && b.kind === "integration") return a.id === b.id && a.tab === b.tab;
  return a.kind === b.kind;
}
