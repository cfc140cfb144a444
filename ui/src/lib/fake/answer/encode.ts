// Rows as Rust sends them, from rows as the fake has them: written apart from the reading, after encode.rs.
import { type BodyRow, KINDS } from "../../format/rows";

const utf8 = new TextEncoder();

export function encodeRows(total: number, rows: BodyRow[]): ArrayBuffer {
  const parts = rows.map((row) => {
    const name = row.name === null ? null : utf8.encode(row.name);
    const text = utf8.encode(row.text);
    const bytes = new Uint8Array(36 + (name?.length ?? 0) + text.length);
    const head = new DataView(bytes.buffer);
    const nameLength = name ? name.length : 0xffffffff;
    const lengths = [nameLength, text.length, row.cutFrom || text.length];
    for (const [i, number] of [row.number, row.line, row.depth, row.items, row.holds, ...lengths].entries()) {
      head.setUint32(4 * i, number, true);
    }
    head.setUint8(32, KINDS.indexOf(row.kind));
    const flags = [row.comma, row.opens, row.folded, row.unclosed, row.continues, row.nameCut];
    head.setUint8(
      33,
      flags.reduce((sum, flag, bit) => sum | (Number(flag) << bit), 0),
    );
    if (name) bytes.set(name, 36);
    bytes.set(text, 36 + (name?.length ?? 0));
    return bytes;
  });
  const all = new Uint8Array(8 + parts.reduce((sum, part) => sum + part.length, 0));
  const head = new DataView(all.buffer);
  head.setUint32(0, total, true);
  head.setUint32(4, rows.length, true);
  let at = 8;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}
