// How wide columns are: by what stands in the first rows, so that they do not move while one scrolls.
import type { ColumnView, TableRowView } from "../../../../lib/bindings";

/** The width of a letter: of a head, of a text, of a figure. */
const [HEAD, TEXT_LETTER, FIGURE] = [6.4, 7, 8.4];
const PADDING = 26;
const [LEAST, MOST] = [64, 360];
/** A text may be cut to this, so that the other columns have room. */
const TEXT = 180;

/** A column's key in one line, or in two where it is long: `bulletinFirst`, `Published`. */
export function linesOf(key: string): [string] | [string, string] {
  const words = key.match(/[A-Z]?[^A-Z._\- ]+[._\- ]*|[A-Z]+|./g) ?? [key];
  if (key.length <= 10 || words.length < 2) return [key];
  const splits = words
    .slice(1)
    .map((_, i): [string, string] => [words.slice(0, i + 1).join(""), words.slice(i + 1).join("")]);
  const length = (lines: [string, string]) => Math.max(...lines.map((line) => line.length));
  return splits.reduce((best, split) => (length(split) < length(best) ? split : best));
}

/** What each column would like, in pixels. */
export function widthsOf(columns: ColumnView[], rows: TableRowView[]): number[] {
  return columns.map(({ key, kind }, i) => {
    const cells = rows.map(({ cells }) => cells[i]?.length ?? 0).sort((a, b) => a - b);
    // One long value does not widen the column for all.
    const usual = cells[Math.floor((cells.length - 1) * 0.9)] ?? 0;
    const head = Math.max(...linesOf(key).map((line) => line.length));
    return Math.max(
      LEAST,
      Math.min(MOST, Math.round(Math.max(head * HEAD, usual * (isText(kind) ? TEXT_LETTER : FIGURE))) + PADDING),
    );
  });
}

const isText = (kind: string) => kind === "text" || kind === "mixed";

/** The least that each can be. */
export const leastOf = (columns: ColumnView[], widths: number[]): number[] =>
  columns.map(({ kind }, i) => (isText(kind) ? Math.min(widths[i] ?? LEAST, TEXT) : (widths[i] ?? LEAST)));

/** Texts take what room is left; the others get a little of it. */
export function gridOf(columns: ColumnView[], widths: number[]): string {
  const least = leastOf(columns, widths);
  return columns
    .map(({ kind }, i) => `minmax(${least[i]}px, ${Math.round((widths[i] ?? LEAST) / (isText(kind) ? 1 : 4))}fr)`)
    .join(" ");
}
