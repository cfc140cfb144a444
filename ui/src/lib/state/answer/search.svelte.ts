// A search in a body: what is looked for, how often it occurs, which of them one stands on.
import type { Backend } from "../../backend";
import type { HitView } from "../../bindings";
import { asError } from "../error";

/** After the last letter typed, until it is looked for. */
const PAUSE_MS = 200;

export class BodySearch {
  open = $state(false);
  text = $state("");
  regex = $state(false);
  matchCase = $state(false);
  /** Null until something was looked for. */
  total = $state<number | null>(null);
  /** From 0. */
  hit = $state(0);
  problem = $state("");
  searching = $state(false);

  #backend: Backend;
  #id: string;
  #raw: boolean;
  #onhit: (hit: HitView) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #searches = 0;

  constructor(backend: Backend, id: string, raw: boolean, onhit: (hit: HitView) => void) {
    this.#backend = backend;
    this.#id = id;
    this.#raw = raw;
    this.#onhit = onhit;
  }

  /** What was typed or switched is looked for in a moment. */
  change(): void {
    clearTimeout(this.#timer);
    this.#searches += 1;
    this.total = null;
    this.problem = "";
    this.searching = this.text !== "";
    if (this.text) this.#timer = setTimeout(() => void this.#search(), PAUSE_MS);
  }

  /** The next one, or from the last the first; -1 the one before. */
  async step(by: 1 | -1): Promise<void> {
    if (!this.total) return;
    this.hit = (this.hit + by + this.total) % this.total;
    await this.#go();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#searches += 1;
    this.searching = false;
    this.open = false;
  }

  /** "3 of 1,204", "none", or what keeps it from being looked for. */
  get count(): string {
    if (this.problem) return this.problem;
    if (this.searching) return "Searching…";
    if (this.total === null) return "";
    if (this.total === 0) return "Not found";
    return `${(this.hit + 1).toLocaleString("en")} of ${this.total.toLocaleString("en")}`;
  }

  async #search(): Promise<void> {
    const mine = this.#searches;
    try {
      const found = await this.#backend.searchBody(this.#id, this.#raw, this.text, this.regex, this.matchCase);
      if (mine !== this.#searches || found.cancelled) return;
      this.problem = found.problem;
      this.total = found.problem ? null : found.total;
      this.hit = 0;
      this.searching = false;
      if (this.total) await this.#go();
    } catch (error) {
      if (mine !== this.#searches) return;
      this.searching = false;
      this.problem = asError(error).sentence;
    }
  }

  async #go(): Promise<void> {
    const [mine, hit] = [this.#searches, this.hit];
    try {
      const where = await this.#backend.searchHit(this.#id, this.#raw, hit);
      if (mine === this.#searches && hit === this.hit) this.#onhit(where);
    } catch (error) {
      if (mine === this.#searches) this.problem = asError(error).sentence;
    }
  }
}
