// The Activity tab of one integration: what is looked for, the rows that pass, and where one stands among them. Rows that
// come in on top move the others down: what is looked at, and what is chosen, stays where it is.
import type { Backend } from "../backend";
import type { ActivityQueryView, ActivityRowView, ErrorView } from "../bindings";
import { PAGE, Pages } from "./answer/pages.svelte";

/** After the last letter typed, until it is looked for. */
const PAUSE_MS = 200;

export class Activity {
  readonly integration: string;
  /** What stands in the search field. */
  text = $state("");
  troubleOnly = $state(false);
  /** Of all integrations. */
  everywhere = $state(false);
  /** Null until the first answer. */
  rows = $state.raw<Pages<ActivityRowView> | null>(null);
  /** What the rows are the answer to. */
  asked = $state.raw<ActivityQueryView | null>(null);
  /** What all of it takes, of all integrations. */
  kept = $state.raw({ entries: 0, bytes: 0 });
  error = $state.raw<ErrorView | null>(null);
  /** The position of the row that the keys act on. */
  current = $state(0);
  /** Rows were put above those in sight, or others took their place: the list follows. */
  onmoved: (by: number) => void = () => {};
  onothers: () => void = () => {};

  #backend: Backend;
  /** The current row was chosen: it stays the current one. */
  #stood = false;
  #top: string | undefined;
  /** The rows that are drawn. */
  #range = $state.raw({ first: 0, count: 0 });
  /** Answers to an older question are dropped. */
  #generation = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;
  #reading = false;
  #again = false;

  constructor(backend: Backend, integration: string) {
    this.#backend = backend;
    this.integration = integration;
  }

  get query(): ActivityQueryView {
    const { integration, everywhere, text, troubleOnly } = this;
    return { integration: everywhere ? null : integration, text: text.trim(), troubleOnly };
  }

  /** Looks for what is typed, a moment after the last letter. */
  searched(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(false), PAUSE_MS);
  }

  /** Reads other rows, at once: a switch was moved. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#read(false);
  }

  /** All that there is. */
  async clear(): Promise<void> {
    this.text = "";
    this.troubleOnly = false;
    await this.look();
  }

  /** Something came in or went: read anew in the next frame, once for all that happens until then. */
  changed(): void {
    if (this.#reading) this.#again = true;
    else this.#frame ||= requestAnimationFrame(() => void this.refresh());
  }

  /** The same question once more. */
  async refresh(): Promise<void> {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { asked, query } = this;
    await this.#read(JSON.stringify(asked) === JSON.stringify(query));
  }

  /** These are on screen, or nearly. */
  want(first: number, count: number): void {
    this.#range = { first, count };
    this.rows?.want(first, count);
  }

  /** Whether a row is in the document: a screen reader can be pointed to it. */
  isDrawn(position: number): boolean {
    const { first, count } = this.#range;
    return position >= first && position < first + count && this.at(position) !== undefined;
  }

  at(position: number): ActivityRowView | undefined {
    return this.rows?.at(position);
  }

  stand(position: number): void {
    this.#stood = true;
    this.current = Math.max(0, Math.min(position, (this.rows?.total ?? 0) - 1));
  }

  /** Nobody looks any more. */
  stop(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#generation += 1;
    this.#reading = false;
    this.#again = false;
    this.rows?.stop();
    this.onmoved = () => {};
    this.onothers = () => {};
  }

  /** The rows shown stay until the new ones have come. `same`: they are the same ones, but for what came or went. */
  async #read(same: boolean): Promise<void> {
    const mine = ++this.#generation;
    const query = this.query;
    this.#reading = true;
    this.#again = false;
    const next = new Pages<ActivityRowView>((first, count) => this.#ask(query, first, count));
    await next.bring(0);
    const by = same ? this.#moved(next) : 0;
    if (same) await this.#fetchSeen(next, by);
    if (mine !== this.#generation) return;
    this.#reading = false;
    this.error = next.error;
    if (!next.error) this.#show(next, query, same, by);
    if (this.#again) this.changed();
  }

  async #ask(query: ActivityQueryView, first: number, count: number) {
    const view = await this.#backend.activity(query, first, count);
    this.kept = { entries: view.keptEntries, bytes: view.keptBytes };
    return view;
  }

  #show(next: Pages<ActivityRowView>, query: ActivityQueryView, same: boolean, by: number): void {
    this.rows?.stop();
    this.rows = next;
    this.asked = query;
    this.#top = next.at(0)?.id;
    if (!same) this.#stood = false;
    const to = this.#stood ? this.current + by : same ? this.current : 0;
    this.current = Math.max(0, Math.min(to, next.total - 1));
    if (!same) this.onothers();
    else if (by) this.onmoved(by);
    next.want(this.#range.first, this.#range.count);
  }

  /** How many rows came in above the one that was the first. */
  #moved(next: Pages<ActivityRowView>): number {
    if (this.#top === undefined) return 0;
    for (let i = 0; i < Math.min(PAGE, next.total); i++) if (next.at(i)?.id === this.#top) return i;
    // More than a page of them, or the first one went.
    return Math.max(0, next.total - (this.rows?.total ?? 0));
  }

  /** What will be in sight is there before it is shown. */
  async #fetchSeen(next: Pages<ActivityRowView>, by: number): Promise<void> {
    const { first, count } = this.#range;
    const last = Math.min(first + count + by, next.total) - 1;
    for (let at = Math.min(first + by, last); at >= 0 && at <= last; at += PAGE) await next.bring(at);
    if (last >= 0) await next.bring(last);
  }
}
