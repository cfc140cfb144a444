// Where the window is: which pane stands on the right, and whether it may be left.

import type { PlaceView } from "../bindings";

/** In the order of their keys. */
export const TABS = ["token", "requests", "activity", "setup"] as const;
export type Tab = (typeof TABS)[number];

/** What was asked for from elsewhere and is done on the token's page. */
export type TokenAct = "ask" | "revoke";

export type Place =
  | { kind: "start" }
  | { kind: "integration"; id: string; tab: Tab; act?: TokenAct }
  | { kind: "add"; paste?: boolean }
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
    // The page that adds reads the paste itself, and asks before it replaces what was typed.
    if (to.kind === "add" && to.paste && this.place.kind === "add") {
      this.place = to;
      return;
    }
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
    const { place } = this;
    if (place.kind === "start") this.#before = place;
    // What was done there is not done again on the way back.
    if (place.kind === "integration") this.#before = { kind: "integration", id: place.id, tab: place.tab };
    this.place = to;
  }

  open(id: string, tab: Tab = "token"): void {
    this.go({ kind: "integration", id, tab });
  }

  /** Opens the token's page and does there what it offers. */
  act(id: string, act: TokenAct): void {
    this.go({ kind: "integration", id, tab: "token", act });
  }

  /** It was done: coming here again does not do it again. */
  acted(): void {
    const { place } = this;
    if (place.kind === "integration") this.place = { kind: "integration", id: place.id, tab: place.tab };
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

/** As Rust keeps it; null for the first start, which is no place to come back to. */
export function told(place: Place): PlaceView | null {
  if (place.kind === "start") return null;
  if (place.kind === "integration") return { kind: place.kind, id: place.id, tab: place.tab };
  return { kind: place.kind, id: "", tab: "" };
}

/** The place that Rust kept, if it is one. */
export function placeOf(view: PlaceView | null | undefined): Place | null {
  const tab = TABS.find((each) => each === view?.tab);
  if (view?.kind === "integration") return tab ? { kind: view.kind, id: view.id, tab } : null;
  if (view?.kind === "add" || view?.kind === "sandbox" || view?.kind === "settings") return { kind: view.kind };
  return null;
}

function same(to: Place, at: Place): boolean {
  if (to.kind === "integration" && at.kind === "integration") return to.id === at.id && to.tab === at.tab && !to.act;
  return to.kind === at.kind;
}
