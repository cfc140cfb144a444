// A body of a million rows that are made when they are asked for: to see that scrolling asks for no more than it shows.
import type { BodyRow } from "../../format/rows";
import { type Body, blank } from "./body";

/** Rows of one record, its brackets among them. */
const EACH = 8;

export class EndlessBody implements Body {
  readonly value = undefined;
  readonly bytes: number;
  #allFolded = false;

  constructor(readonly records = 125_000) {
    this.bytes = records * 180;
  }

  /** All rows, folded ones too: two around the records on each side. */
  get all(): number {
    return this.records * EACH + 4;
  }

  rows(first: number, count: number) {
    const total = this.#total();
    const rows: BodyRow[] = [];
    for (let at = first; at < Math.min(total, first + count); at++) rows.push(this.#row(this.#number(at)));
    return { total, rows };
  }

  lines(first: number, count: number) {
    const rows: BodyRow[] = [];
    const total = Math.ceil(this.bytes / 200);
    for (let at = first; at < Math.min(total, first + count); at++) {
      const text = `{"id":${at},"serial":"FDO${String(at).padStart(8, "0")}","note":"`.padEnd(
        200,
        "as invented as the rest ",
      );
      rows.push({ ...blank, kind: "line", number: at, text, continues: at > 0 });
    }
    return { total, rows };
  }

  /** Records fold all together or not at all. */
  fold(): number {
    return this.#total();
  }

  foldAll(depth: number | null): number {
    this.#allFolded = depth === 2;
    return this.#total();
  }

  find(pattern: RegExp): number[] {
    const found: number[] = [];
    for (let number = 0; number < this.all; number++) {
      const { name, text } = this.#row(number);
      if (`${name}: ${text}`.search(pattern) >= 0) found.push(number);
    }
    return found;
  }

  reveal(number: number): number {
    this.#allFolded = false;
    return number;
  }

  path(number: number): string {
    const { name } = this.#row(number);
    const record = Math.floor((number - 2) / EACH);
    return name ? `$.data[${record}].${JSON.parse(name)}` : `$.data[${record}]`;
  }

  #total(): number {
    return this.#allFolded ? this.records + 4 : this.all;
  }

  #number(position: number): number {
    if (!this.#allFolded || position < 2) return position;
    const record = position - 2;
    return record < this.records ? 2 + record * EACH : this.records * EACH + 2 + (record - this.records);
  }

  #row(number: number): BodyRow {
    const row = (rest: Partial<BodyRow>): BodyRow => ({ ...blank, number, line: number + 1, ...rest });
    const last = this.all - 1;
    if (number === 0) return row({ kind: "object", text: "{", opens: true, items: 1, holds: last });
    if (number === 1) {
      return row({
        kind: "array",
        name: '"data"',
        text: "[",
        depth: 1,
        opens: true,
        items: this.records,
        holds: last - 2,
      });
    }
    if (number === last) return row({ kind: "endOfObject", text: "}" });
    if (number === last - 1) return row({ kind: "endOfArray", text: "]", depth: 1 });
    const record = Math.floor((number - 2) / EACH);
    const comma = record < this.records - 1;
    const folded = this.#allFolded;
    const members: Partial<BodyRow>[] = [
      { kind: "object", text: "{", depth: 2, opens: true, folded, comma: folded && comma, items: 6, holds: EACH - 1 },
      { name: '"id"', kind: "number", text: String(9_007_199_254_740_993n + BigInt(record)), comma: true },
      { name: '"serial"', kind: "string", text: `"FDO${String(record).padStart(8, "0")}"`, comma: true },
      { name: '"covered"', kind: "boolean", text: record % 3 ? "true" : "false", comma: true },
      { name: '"price"', kind: "number", text: "10.00", comma: true },
      { name: '"contract"', kind: "null", text: "null", comma: true },
      { name: '"note"', kind: "string", text: '"as invented as the rest"' },
      { kind: "endOfObject", text: "}", depth: 2, comma },
    ];
    return row({ depth: 3, ...members[(number - 2) % EACH] });
  }
}
