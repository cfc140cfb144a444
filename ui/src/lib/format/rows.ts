// Reads the rows of a body, which come as bytes: the table is in src-tauri/io/src/bodies/encode.rs.

export type RowKind =
  | "object"
  | "array"
  | "string"
  | "number"
  | "boolean"
  | "null"
  | "endOfObject"
  | "endOfArray"
  | "line";

/** As the bytes number them. */
export const KINDS: RowKind[] = [
  "object",
  "array",
  "string",
  "number",
  "boolean",
  "null",
  "endOfObject",
  "endOfArray",
  "line",
];

export interface BodyRow {
  /** Among all rows, folded ones included, from 0: names the row to the backend. */
  number: number;
  /** The number to show, from 1; pieces of one line share it. */
  line: number;
  depth: number;
  kind: RowKind;
  /** Quotes and escapes as written; null if it is no member. */
  name: string | null;
  /** As written; only the bracket of what has rows of its own. */
  text: string;
  /** Bytes of the whole value, if the text was cut for display; otherwise 0. */
  cutFrom: number;
  nameCut: boolean;
  comma: boolean;
  /** It can be folded. */
  opens: boolean;
  folded: boolean;
  /** It opens what the body never closes. */
  unclosed: boolean;
  /** It goes on with the line of the row before. */
  continues: boolean;
  /** Members or items that it holds. */
  items: number;
  /** Rows that folding hides. */
  holds: number;
}

export interface BodyRows {
  /** Rows that are visible now, not only these. */
  total: number;
  rows: BodyRow[];
}

/** Bytes before a row's name. */
export const HEAD = 36;
export const NO_NAME = 0xffffffff;
export const FLAGS = { comma: 1, opens: 2, folded: 4, unclosed: 8, continues: 16, nameCut: 32 };

const text = new TextDecoder();

/** Throws where the bytes end too early: they come from Rust, so that is a fault of ours. */
export function decodeRows(bytes: ArrayBuffer): BodyRows {
  const view = new DataView(bytes);
  const total = view.getUint32(0, true);
  const rows: BodyRow[] = [];
  let at = 8;
  for (let left = view.getUint32(4, true); left > 0; left--) {
    const number = (offset: number) => view.getUint32(at + offset, true);
    const [nameBytes, textBytes, valueBytes] = [number(20), number(24), number(28)];
    const [kind, flags] = [KINDS[view.getUint8(at + 32)], view.getUint8(at + 33)];
    if (!kind) throw new Error(`row ${number(0)} is of no known kind`);
    const named = nameBytes !== NO_NAME;
    const name = at + HEAD;
    const value = name + (named ? nameBytes : 0);
    rows.push({
      number: number(0),
      line: number(4),
      depth: number(8),
      kind,
      name: named ? text.decode(new Uint8Array(bytes, name, nameBytes)) : null,
      text: text.decode(new Uint8Array(bytes, value, textBytes)),
      cutFrom: valueBytes > textBytes ? valueBytes : 0,
      nameCut: Boolean(flags & FLAGS.nameCut),
      comma: Boolean(flags & FLAGS.comma),
      opens: Boolean(flags & FLAGS.opens),
      folded: Boolean(flags & FLAGS.folded),
      unclosed: Boolean(flags & FLAGS.unclosed),
      continues: Boolean(flags & FLAGS.continues),
      items: number(12),
      holds: number(16),
    });
    at = value + textBytes;
  }
  return { total, rows };
}
