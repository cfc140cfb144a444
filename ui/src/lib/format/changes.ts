// Two requests line by line: what goes, what comes, what stays.
import type { MemberView, RequestView } from "../bindings";

export interface Line {
  /** What stands between the name and the value, and before the name. */
  kind: "address" | "query" | "header" | "form" | "json" | "empty";
  /** For an address: method and address. */
  member: MemberView;
  /** What joins it to the one before: `?`, `&`, or nothing. */
  joint: string;
}

export interface Change {
  state: "gone" | "new" | "same";
  line: Line;
}

export function linesOf(request: RequestView | null): Line[] {
  if (!request) return [];
  const { method, address, query, headers, body } = request;
  const line = (kind: Line["kind"], member: MemberView, joint = ""): Line => ({ kind, member, joint });
  const lines = [line("address", { name: method, value: address, masked: "" })];
  lines.push(
    ...query.map((member, i) => line("query", member, i ? "&" : "?")),
    ...headers.map((member) => line("header", member)),
  );
  if (body.kind === "form") lines.push(...body.members.map((member, i) => line("form", member, i ? "&" : "")));
  if (body.kind === "json") lines.push(...body.members.map((member) => line("json", member)));
  if (body.kind === "empty") lines.push(line("empty", { name: "", value: "empty body", masked: "" }));
  return lines;
}

/** The longest common sequence stays; what is replaced goes before its replacement comes. */
export function changesOf(before: RequestView | null, after: RequestView | null): Change[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  // Becoming the first is no change.
  const key = (line: Line | undefined) => JSON.stringify([line?.kind, line?.member]);
  const common = a.map(() => b.map(() => 0)).concat([b.map(() => 0)]);
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row) row[j] = key(a[i]) === key(b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const out: Change[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [gone, come] = [a[i], b[j]];
    if (gone && come && key(gone) === key(come)) {
      out.push({ state: "same", line: come });
      i += 1;
      j += 1;
    } else if (gone && (!come || at(i + 1, j) >= at(i, j + 1))) {
      out.push({ state: "gone", line: gone });
      i += 1;
    } else if (come) {
      out.push({ state: "new", line: come });
      j += 1;
    }
  }
  return out;
}
