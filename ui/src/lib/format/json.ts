// Cuts a JSON text into pieces to colour. It never parses: the text may be cut off, and numbers stay as sent.

export interface Piece {
  kind: "name" | "string" | "number" | "plain";
  text: string;
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/g;

export function pieces(text: string): Piece[] {
  if (!/^\s*[[{]/.test(text)) return [{ kind: "plain", text }];
  const out: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(token)) {
    if (found.index > from) out.push({ kind: "plain", text: text.slice(from, found.index) });
    if (found[1]) out.push({ kind: found[2] ? "name" : "string", text: found[1] });
    if (found[2]) out.push({ kind: "plain", text: found[2] });
    if (found[3]) out.push({ kind: "number", text: found[3] });
    from = found.index + found[0].length;
  }
  if (from < text.length) out.push({ kind: "plain", text: text.slice(from) });
  return out;
}
