// Rows as bytes: what Rust writes is read as it was meant.
import { expect, test } from "vitest";
import { blank } from "../src/lib/fake/answer/body";
import { encodeRows } from "../src/lib/fake/answer/encode";
import { decodeRows } from "../src/lib/format/rows";

/** Two rows as src-tauri/io/src/bodies/encode.rs writes them in its own test. */
const written = [
  ...[99, 0, 0, 0, 2, 0, 0, 0],
  ...[1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 6, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0],
  ...[3, 1 | 8 | 32, 0, 0, 0x22, 0x6e, 0x22, 0x31, 0x30],
  ...[1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 6, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 2, 0, 0, 0],
  ...[3, 2 | 4 | 16, 0, 0, 0x31, 0x30],
];

test("a row is read where the table says it stands", () => {
  const { total, rows } = decodeRows(new Uint8Array(written).buffer);
  expect(total).toBe(99);
  expect(rows).toEqual([
    {
      ...{ number: 1, line: 2, depth: 3, kind: "number", name: '"n"', text: "10", cutFrom: 5, items: 4, holds: 6 },
      ...{ comma: true, opens: false, folded: false, unclosed: true, continues: false, nameCut: true },
    },
    {
      ...{ number: 1, line: 2, depth: 3, kind: "number", name: null, text: "10", cutFrom: 0, items: 4, holds: 6 },
      ...{ comma: false, opens: true, folded: true, unclosed: false, continues: true, nameCut: false },
    },
  ]);
});

test("letters of more than one byte do not move what comes after them", () => {
  const rows = [
    { ...blank, kind: "string" as const, name: '"größe"', text: '"klein — 😀"' },
    { ...blank, number: 1, kind: "null" as const, text: "null" },
  ];
  expect(decodeRows(encodeRows(2, rows))).toEqual({ total: 2, rows });
});

test("bytes that end too early are no rows", () => {
  expect(() => decodeRows(new Uint8Array(written.slice(0, 30)).buffer)).toThrow();
});

test("a kind that nobody knows is refused", () => {
  const bytes = new Uint8Array(written);
  bytes[40] = 77;
  expect(() => decodeRows(bytes.buffer)).toThrow("no known kind");
});
