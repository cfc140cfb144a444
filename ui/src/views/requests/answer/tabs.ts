// Which ways to look at an answer make sense, and which one it opens on.
import type { CalledView } from "../../../lib/bindings";

export type AnswerTab = "table" | "json" | "raw" | "headers" | "compare";

const names: Record<AnswerTab, string> = {
  table: "Table",
  json: "JSON",
  raw: "Raw",
  headers: "Headers",
  compare: "Compare",
};

export function tabsOf({ body, tables, headers, request }: CalledView): { id: AnswerTab; name: string }[] {
  const json = body.kind === "json" || body.kind === "brokenJson";
  const text = json || body.kind === "page" || body.kind === "text";
  const ids: AnswerTab[] = [];
  if (tables.length) ids.push("table");
  if (json) ids.push("json");
  if (text) ids.push("raw");
  if (headers.length || request) ids.push("headers");
  if (body.kind === "json") ids.push("compare");
  return ids.map((id) => ({ id, name: names[id] }));
}

/** The one chosen last, where there is one like it; a page opens on its source, for nothing else tells what it is. */
export function opensOn(called: CalledView, last: string): AnswerTab | null {
  const ids = tabsOf(called).map(({ id }) => id);
  if (called.body.kind === "page") return "raw";
  return ids.find((id) => id === last) ?? ids[0] ?? null;
}
