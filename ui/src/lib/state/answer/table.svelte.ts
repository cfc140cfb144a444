// One table of an answer: its columns, order and filter, and the rows that pass.
import type { Backend } from "../../backend";
import type { CalledView, ColumnView, TableQueryView, TableRowView, TableView } from "../../bindings";
import { choices } from "./choices";
import { Pages } from "./pages.svelte";

/** After the last letter typed, until it is filtered. */
const PAUSE_MS = 200;

export class AnswerTable {
  readonly rows: Pages<TableRowView>;
  readonly view: TableView;
  filter = $state("");
  sort = $state("");
  descending = $state(false);
  /** The keys of those shown, in the table's own order. */
  shown = $state.raw<string[]>([]);
  /** The position of the row that the keys act on. */
  current = $state(0);

  #key: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    backend: Backend,
    { id, endpoint, title }: CalledView,
    readonly index: number,
    view: TableView,
  ) {
    this.view = view;
    this.#key = `${endpoint ?? title} ${view.path}`;
    const choice = choices.table(this.#key);
    const kept = choice.columns?.filter((key) => view.columns.some((column) => column.key === key));
    this.shown = kept?.length ? kept : this.usual;
    if (view.columns.some(({ key }) => key === choice.sort)) {
      this.sort = choice.sort;
      this.descending = choice.descending;
    }
    this.rows = new Pages((first, count) => backend.tableRows(id, this.query, first, count), view.rows);
  }

  get columns(): ColumnView[] {
    return this.view.columns.filter(({ key }) => this.shown.includes(key));
  }

  /** Those shown unless the user chooses otherwise. */
  get usual(): string[] {
    const usual = this.view.columns.filter(({ shown }) => shown);
    return (usual.length ? usual : this.view.columns).map(({ key }) => key);
  }

  get query(): TableQueryView {
    const { index, filter, sort, descending } = this;
    return { table: index, filter: filter.trim(), sort, descending, columns: this.columns.map(({ key }) => key) };
  }

  /** Up, then down, then the answer's own order. */
  order(key: string): void {
    if (this.sort !== key) [this.sort, this.descending] = [key, false];
    else if (!this.descending) this.descending = true;
    else [this.sort, this.descending] = ["", false];
    this.#changed();
  }

  /** The last one stays: a table without columns shows nothing. */
  toggle(key: string): void {
    const left = this.shown.includes(key) ? this.shown.filter((one) => one !== key) : [...this.shown, key];
    if (left.length) this.show(left);
  }

  show(keys: string[]): void {
    this.shown = keys;
    this.#changed();
  }

  /** What was typed is filtered in a moment. */
  filtered(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.current = 0;
      this.rows.renew();
    }, PAUSE_MS);
  }

  stand(position: number): void {
    this.current = Math.max(0, Math.min(position, this.rows.total - 1));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.rows.stop();
  }

  #changed(): void {
    const { shown: columns, sort, descending } = this;
    choices.keepTable(this.#key, { columns, sort, descending });
    this.current = 0;
    this.rows.renew();
  }
}
