// Where a search's text stands in a row, for its mark. Rust finds the rows; this only shows the place in them.

export interface Part {
  text: string;
  hit: boolean;
}

export interface Sought {
  text: string;
  regex: boolean;
  matchCase: boolean;
}

/** Null where there is nothing to mark: no text, or a pattern that only Rust understands, whose rows are marked whole. */
export function patternOf({ text, regex, matchCase }: Sought): RegExp | null {
  if (!text) return null;
  const source = regex ? text : text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  try {
    return new RegExp(source, matchCase ? "gu" : "giu");
  } catch {
    return null;
  }
}

export function partsOf(text: string, pattern: RegExp | null): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of pattern ? text.matchAll(pattern) : []) {
    if (!found[0]) continue;
    if (found.index > from) parts.push({ text: text.slice(from, found.index), hit: false });
    parts.push({ text: found[0], hit: true });
    from = found.index + found[0].length;
  }
  if (from < text.length || !parts.length) parts.push({ text: text.slice(from), hit: false });
  return parts;
}
