// Tables and cards of an answer, as Rust would find them, in small: arrays of objects anywhere, and their records.
import type { CardFieldView, CardView, ColumnView, TableQueryView, TableRowsView, TableView } from "../../bindings";

type Record_ = Record<string, unknown>;

export interface Table {
  view: TableView;
  records: Record_[];
}

const isRecord = (value: unknown): value is Record_ =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const absent = (value: unknown) => value === undefined || value === null || value === "null" || value === "NA";

export function tablesOf(value: unknown): Table[] {
  const found: Table[] = [];
  const look = (at: unknown, path: string, label: string) => {
    if (Array.isArray(at)) {
      const records = at.filter(isRecord);
      if (records.length) found.push(table(records, path, label, false));
    } else if (isRecord(at)) {
      for (const [key, inner] of Object.entries(at)) look(inner, `${path}.${key}`, key);
    }
  };
  look(value, "$", "Answer");
  return found.length || !isRecord(value) ? found : [table([value], "$", "Answer", true)];
}

function table(records: Record_[], path: string, label: string, single: boolean): Table {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const columns = keys.map((key, i): ColumnView => {
    const values = records.map((record) => record[key]).filter((value) => !absent(value));
    return { key, kind: kindOf(values), shown: i < 5 && !values.some(isLong) };
  });
  return { records, view: { path, label, rows: records.length, columns, single, note: "" } };
}

const isLong = (value: unknown) => typeof value === "object" || String(value).length > 140;

function kindOf(values: unknown[]): string {
  const kinds = new Set(values.map(kindOfOne));
  return kinds.size > 1 ? "mixed" : ([...kinds][0] ?? "text");
}

function kindOfOne(value: unknown): string {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "flag";
  return /^\d{4}-\d\d-\d\d/.test(String(value)) ? "date" : "text";
}

const cell = (value: unknown): string | null => {
  if (absent(value)) return null;
  if (Array.isArray(value)) return `${value.length} items`;
  return isRecord(value) ? JSON.stringify(value) : String(value);
};

export function passing({ records }: Table, { filter, sort, descending }: TableQueryView): number[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const passes = (record: Record_) => words.every((word) => JSON.stringify(record).toLowerCase().includes(word));
  const found = records.flatMap((record, i) => (passes(record) ? [i] : []));
  if (!sort) return found;
  const key = (i: number) => cell(records[i]?.[sort]);
  const order = new Intl.Collator("en", { numeric: true }).compare;
  return found.sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    // What has no value comes last, in either direction.
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return descending ? order(right, left) : order(left, right);
  });
}

export function rowsOf(table: Table, query: TableQueryView, first: number, count: number): TableRowsView {
  const found = passing(table, query);
  const rows = found.slice(first, first + count).map((record) => ({
    record,
    cells: query.columns.map((key) => cell(table.records[record]?.[key])),
  }));
  return { total: found.length, rows };
}

export function cardOf(table: Table, record: number): CardView {
  const from = table.records[record] ?? {};
  const title = Object.entries(from).find(([key]) => /title|name|headline/i.test(key))?.[1];
  const label = table.view.single ? table.view.label : `${table.view.label} ${record + 1}`;
  return { title: String(title ?? label), fields: fieldsOf(from) };
}

const fieldsOf = (record: Record_): CardFieldView[] =>
  Object.entries(record).map(([key, value]) => field(wordsOf(key), value));

function field(label: string, value: unknown): CardFieldView {
  const plain = { label, kind: "text", text: "", links: [], fields: [], more: 0 };
  if (absent(value)) return { ...plain, kind: "absent" };
  if (Array.isArray(value)) {
    const fields = value.slice(0, 20).map((item, i) => field(String(i + 1), item));
    return { ...plain, kind: "list", fields, more: Math.max(0, value.length - 20) };
  }
  if (isRecord(value)) return { ...plain, kind: "record", fields: fieldsOf(value) };
  const text = String(value).replaceAll("\r\n", "\n").trim();
  return { ...plain, kind: kindOfOne(value), text, links: text.match(/https:\/\/[^\s"<>]+/g) ?? [] };
}

/** `bulletinFirstPublished` becomes "Bulletin first published". */
function wordsOf(key: string): string {
  const words = key
    .replace(/[_-]+/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
