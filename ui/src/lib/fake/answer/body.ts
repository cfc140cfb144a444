// A body that the fake holds: formatted rows, some of them folded, and lines as they came.
import type { BodyRow, RowKind } from "../../format/rows";

export interface Body {
  /** Visible rows. */
  rows(first: number, count: number): { total: number; rows: BodyRow[] };
  lines(first: number, count: number): { total: number; rows: BodyRow[] };
  fold(row: number, folded: boolean): number;
  foldAll(depth: number | null): number;
  /** The numbers of the rows in which it occurs. */
  find(pattern: RegExp, raw: boolean): number[];
  /** Unfolds what hides a row and gives its position. */
  reveal(row: number): number;
  path(row: number): string;
  readonly value: unknown;
  readonly bytes: number;
}

/** What a row shows of a long value; Rust shows more. */
const SHOWN = 2000;
const COLUMNS = 200;

export const blank: BodyRow = {
  number: 0,
  line: 1,
  depth: 0,
  kind: "null",
  name: null,
  text: "",
  cutFrom: 0,
  nameCut: false,
  comma: false,
  opens: false,
  folded: false,
  unclosed: false,
  continues: false,
  items: 0,
  holds: 0,
};

interface Laid extends BodyRow {
  path: string;
  /** Its comma, if it is folded. */
  commaBehind: boolean;
}

export class SmallBody implements Body {
  #rows: Laid[] = [];
  #lines: BodyRow[];
  #folded = new Set<number>();
  readonly bytes: number;

  /** `text`: the body as it came; by itself, the value on one line. */
  constructor(
    readonly value: unknown,
    text = JSON.stringify(value),
  ) {
    this.bytes = new TextEncoder().encode(text).length;
    if (value !== undefined) this.#lay(value, null, "$", 0, false);
    this.#lines = linesOf(text);
  }

  rows(first: number, count: number) {
    const visible = this.#visible();
    return { total: visible.length, rows: visible.slice(first, first + count).map((row) => this.#shown(row)) };
  }

  lines(first: number, count: number) {
    return { total: this.#lines.length, rows: this.#lines.slice(first, first + count) };
  }

  fold(number: number, folded: boolean): number {
    const row = this.#opening(number);
    if (folded && row?.opens) this.#folded.add(row.number);
    else if (row) this.#folded.delete(row.number);
    return this.#visible().length;
  }

  foldAll(depth: number | null): number {
    const folded = this.#rows.filter((row) => depth !== null && row.opens && row.depth >= depth);
    this.#folded = new Set(folded.map((row) => row.number));
    return this.#visible().length;
  }

  find(pattern: RegExp, raw: boolean): number[] {
    const found: number[] = [];
    for (const row of raw ? this.#lines : this.#rows) {
      const text = row.name === null ? row.text : `${row.name}: ${row.text}`;
      for (const _ of text.matchAll(pattern)) found.push(row.number);
    }
    return found;
  }

  reveal(number: number): number {
    for (const at of this.#folded) {
      const row = this.#rows[at];
      if (row && at < number && number <= at + row.holds) this.#folded.delete(at);
    }
    return this.#visible().findIndex((row) => row.number === number);
  }

  path(number: number): string {
    return this.#opening(number)?.path ?? "$";
  }

  #opening(number: number): Laid | undefined {
    const row = this.#rows[number];
    if (row?.kind !== "endOfObject" && row?.kind !== "endOfArray") return row;
    return this.#rows.find((opening) => opening.opens && opening.number + opening.holds === number);
  }

  #visible(): Laid[] {
    const out: Laid[] = [];
    for (let i = 0; i < this.#rows.length; i++) {
      const row = this.#rows[i] as Laid;
      out.push(row);
      if (this.#folded.has(i)) i += row.holds;
    }
    return out;
  }

  #shown(row: Laid): BodyRow {
    const folded = this.#folded.has(row.number);
    const cut = row.text.length > SHOWN;
    return {
      ...row,
      folded,
      comma: row.opens ? folded && row.commaBehind : row.comma,
      text: row.text.slice(0, SHOWN),
      cutFrom: cut ? row.text.length : 0,
    };
  }

  #lay(value: unknown, name: string | null, path: string, depth: number, comma: boolean): void {
    const number = this.#rows.length;
    const row = (kind: RowKind, text: string, rest: Partial<Laid> = {}): Laid => ({
      ...blank,
      number: this.#rows.length,
      line: this.#rows.length + 1,
      depth,
      kind,
      text,
      comma,
      commaBehind: comma,
      path,
      ...rest,
    });
    const quoted = name === null ? null : JSON.stringify(name);
    if (typeof value !== "object" || value === null) {
      const kind = value === null ? "null" : (typeof value as RowKind);
      this.#rows.push(row(kind, JSON.stringify(value), { name: quoted }));
      return;
    }
    const array = Array.isArray(value);
    const members = array ? value.map((item) => [null, item] as const) : Object.entries(value);
    if (!members.length) {
      this.#rows.push(row(array ? "array" : "object", array ? "[]" : "{}", { name: quoted }));
      return;
    }
    const kind = array ? "array" : "object";
    const opening = row(kind, array ? "[" : "{", { name: quoted, opens: true, comma: false, items: members.length });
    this.#rows.push(opening);
    members.forEach(([key, inner], i) => {
      const below = key === null ? `${path}[${i}]` : step(path, key);
      this.#lay(inner, key, below, depth + 1, i < members.length - 1);
    });
    this.#rows.push(row(array ? "endOfArray" : "endOfObject", array ? "]" : "}"));
    opening.holds = this.#rows.length - 1 - number;
  }
}

const step = (path: string, key: string) => (/^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}["${key}"]`);

function linesOf(text: string): BodyRow[] {
  const rows: BodyRow[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    for (let at = 0; at === 0 || at < line.length; at += COLUMNS) {
      const piece = line.slice(at, at + COLUMNS);
      rows.push({ ...blank, kind: "line", number: rows.length, line: i + 1, text: piece, continues: at > 0 });
    }
  });
  return rows;
}
