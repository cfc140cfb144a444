// Rows that come a page at a time: only what is looked at is asked for, one question at a time, and few pages are kept.
import type { ErrorView } from "../../bindings";
import { asError } from "../error";

/** Rows of a page. */
export const PAGE = 100;
/** Pages that are kept. */
const KEPT = 20;

export interface Page<Row> {
  total: number;
  rows: Row[];
}

export class Pages<Row> {
  /** How many rows there are; counts from the first answer, or what was known before. */
  total = $state(0);
  error = $state.raw<ErrorView | null>(null);
  /** Nothing has been answered yet. */
  fresh = $state(true);

  /** Said to whoever reads rows that others have come. */
  #news = $state(0);
  #ask: (first: number, count: number) => Promise<Page<Row>>;
  #pages = new Map<number, Row[]>();
  /** What was shown before the last change: it stays until the new rows come. */
  #before = new Map<number, Row[]>();
  #wanted = { first: 0, count: 0 };
  /** Answers to an older question are dropped. */
  #generation = 0;
  #asking = false;
  #frame = 0;

  constructor(ask: (first: number, count: number) => Promise<Page<Row>>, total = 0) {
    this.#ask = ask;
    this.total = total;
  }

  at(position: number): Row | undefined {
    void this.#news;
    const page = Math.floor(position / PAGE);
    return (this.#pages.get(page) ?? this.#before.get(page))?.[position % PAGE];
  }

  /** These are on screen, or nearly. Asked for in the next frame, if they are not here. */
  want(first: number, count: number): void {
    this.#wanted = { first, count };
    this.#soon();
  }

  /** All rows may be others now: those shown stay until the new ones come. */
  renew(total = this.total): void {
    this.#generation += 1;
    for (const [page, rows] of this.#pages) this.#before.set(page, rows);
    this.#pages.clear();
    this.total = total;
    this.#soon();
  }

  /** Asks for a row that may be far from the screen. */
  async bring(position: number): Promise<Row | undefined> {
    const page = Math.floor(position / PAGE);
    if (!this.#pages.has(page)) await this.#load(page, 1);
    return this.at(position);
  }

  retry(): void {
    this.error = null;
    this.#soon();
  }

  /** Nothing more is asked for. */
  stop(): void {
    this.#generation += 1;
    cancelAnimationFrame(this.#frame);
    this.#wanted = { first: 0, count: 0 };
  }

  #soon(): void {
    if (this.#frame || this.#asking) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      void this.#fill();
    });
  }

  /** Asks for the first run of pages that is missing; what is wanted may be other when the answer comes. */
  async #fill(): Promise<void> {
    const missing = this.#missing();
    if (!missing || this.error) return;
    this.#asking = true;
    await this.#load(missing.page, missing.count);
    this.#asking = false;
    if (this.#missing() && !this.error) this.#soon();
  }

  async #load(page: number, count: number): Promise<void> {
    const generation = this.#generation;
    try {
      const { total, rows } = await this.#ask(page * PAGE, count * PAGE);
      if (generation === this.#generation) this.#take(page, count, total, rows);
    } catch (error) {
      if (generation === this.#generation) this.error = asError(error);
    }
  }

  #take(page: number, count: number, total: number, rows: Row[]): void {
    for (let i = 0; i < count; i++) this.#pages.set(page + i, rows.slice(i * PAGE, (i + 1) * PAGE));
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= KEPT) break;
      this.#pages.delete(old);
    }
    this.total = total;
    this.fresh = false;
    if (!this.#missing()) this.#before.clear();
    this.#news += 1;
  }

  #missing(): { page: number; count: number } | null {
    const { first, count } = this.#wanted;
    const end = this.fresh ? first + count : Math.min(first + count, this.total);
    if (end <= first) return null;
    const last = Math.floor((end - 1) / PAGE);
    let page = Math.floor(first / PAGE);
    for (; page <= last && this.#pages.has(page); page++) this.#use(page);
    if (page > last) return null;
    let run = 1;
    while (page + run <= last && !this.#pages.has(page + run)) run += 1;
    return { page, count: run };
  }

  /** What is used last is dropped last. */
  #use(page: number): void {
    const rows = this.#pages.get(page);
    if (!rows) return;
    this.#pages.delete(page);
    this.#pages.set(page, rows);
  }
}
