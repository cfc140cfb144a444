// What answers are made readable with: amounts, dates, marks of a search, columns.
import { describe, expect, test } from "vitest";
import { bytes } from "../src/lib/format/bytes";
import { localMoment } from "../src/lib/format/dates";
import { partsOf, patternOf } from "../src/lib/format/matches";
import { fullMoment } from "../src/lib/format/moment";
import { linesOf, widthsOf } from "../src/views/requests/answer/table/widths";

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [812, "812 bytes"],
  [12_400, "12.4 kB"],
  [96_000, "96 kB"],
  [999_600, "1 MB"],
  [104_857_600, "105 MB"],
  [5e12, "5000 GB"],
])("%d bytes are %s", (count, text) => expect(bytes(count)).toBe(text));

describe("a date", () => {
  test("with its zone has a local time", () => {
    const at = Date.UTC(2026, 10, 20, 9, 5);
    expect(localMoment("2026-11-20T09:05:00Z")).toBe(fullMoment(at));
    expect(localMoment("2026-11-20 09:05:00 UTC")).toBe(fullMoment(at));
    expect(localMoment("2026-11-20T10:05:00.000+01:00")).toBe(fullMoment(at));
  });
  test.each(["2026-11-20", "2026-11-20T09:05:00", "soon", "2026-99-20T09:05:00Z"])("as %s has none", (text) =>
    expect(localMoment(text)).toBe(""),
  );
});

describe("a search marks", () => {
  const marks = (text: string, sought: { text: string; regex?: boolean; matchCase?: boolean }) =>
    partsOf(text, patternOf({ regex: false, matchCase: false, ...sought })).map(({ text, hit }) =>
      hit ? `[${text}]` : text,
    );
  test("every occurrence, whatever its case", () =>
    expect(marks("Fan, fan", { text: "fan" })).toEqual(["[Fan]", ", ", "[fan]"]));
  test("only its case, if asked", () =>
    expect(marks("Fan, fan", { text: "fan", matchCase: true })).toEqual(["Fan, ", "[fan]"]));
  test("signs as signs", () => expect(marks("a.b axb", { text: "a.b" })).toEqual(["[a.b]", " axb"]));
  test("a pattern as a pattern", () =>
    expect(marks("FN# 62787", { text: "\\d+", regex: true })).toEqual(["FN# ", "[62787]"]));
  test("nothing for a pattern that finds emptiness", () =>
    expect(marks("abc", { text: "x*", regex: true })).toEqual(["abc"]));
  test("nothing for what only Rust understands", () =>
    expect(marks("abc", { text: "(?x) a", regex: true })).toEqual(["abc"]));
});

describe("a column", () => {
  test.each([
    ["id", ["id"]],
    ["bulletinFirstPublished", ["bulletinFirst", "Published"]],
    ["EndOfSaleDate.value", ["EndOfSale", "Date.value"]],
    ["last_modified_date", ["last_", "modified_date"]],
    ["lowercaseonlykey", ["lowercaseonlykey"]],
  ])("with the key %s breaks it between words", (key, lines) => expect(linesOf(key)).toEqual(lines));

  test("is as wide as most of its cells, not as its longest", () => {
    const columns = [{ key: "id", kind: "text", shown: true }];
    const rows = Array.from({ length: 20 }, (_, record) => ({
      record,
      cells: [record ? "0123456789" : "x".repeat(300)],
    }));
    expect(widthsOf(columns, rows)[0]).toBe(96);
  });
});
