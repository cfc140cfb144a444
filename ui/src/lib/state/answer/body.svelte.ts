// The rows of one body, as formatted JSON or as it came: folding, the row that one stands on, what can be copied of it.
import type { Backend } from "../../backend";
import { type BodyRow, decodeRows } from "../../format/rows";
import { Pages } from "./pages.svelte";

/** How far one looks back for what a row lies in, if it is not on screen. */
const LOOK_BACK = 4000;

export class BodyView {
  readonly rows: Pages<BodyRow>;
  /** The position of the row that the keys act on. */
  current = $state(0);
  /** The number of the row that a search found. */
  marked = $state<number | null>(null);

  #backend: Backend;

  constructor(
    backend: Backend,
    readonly id: string,
    readonly raw: boolean,
    total: number,
  ) {
    this.#backend = backend;
    this.rows = new Pages(async (first, count) => decodeRows(await backend.bodyRows(id, raw, first, count)), total);
  }

  get row(): BodyRow | undefined {
    return this.rows.at(this.current);
  }

  /** Stands on a row; the ends are as far as it goes. */
  stand(position: number): void {
    this.current = Math.max(0, Math.min(position, this.rows.total - 1));
  }

  async fold(row: BodyRow, folded: boolean): Promise<void> {
    this.rows.renew(await this.#backend.foldRow(this.id, row.number, folded));
    this.stand(this.current);
  }

  /** Folds what lies at `depth` or deeper; null unfolds all. The first row is stood on, for the others have moved. */
  async foldAll(depth: number | null): Promise<void> {
    this.rows.renew(await this.#backend.foldAll(this.id, depth));
    this.current = 0;
  }

  /** The position of the row that opens what a row lies in; null at the outermost, and where that is very far. */
  async parent(position: number): Promise<number | null> {
    const depth = this.rows.at(position)?.depth ?? 0;
    for (let at = position - 1; at >= Math.max(0, position - LOOK_BACK) && depth > 0; at--) {
      const row = this.rows.at(at) ?? (await this.rows.bring(at));
      if (row?.opens && row.depth < depth) return at;
    }
    return null;
  }

  /** A search found a row here; others may have been unfolded for it. */
  show({ row, position, total }: { row: number; position: number; total: number }): void {
    if (total !== this.rows.total) this.rows.renew(total);
    this.marked = row;
    this.stand(position);
  }
}
