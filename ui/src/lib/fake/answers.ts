// Answers and what is done with them, invented. What a call or a sample answers is put here with `hold`.
import type { AnswerBackend } from "../backend";
import type { CalledView, ErrorView, SearchView, TableQueryView } from "../bindings";
import { type Body, SmallBody } from "./answer/body";
import { comparisonOf } from "./answer/comparison";
import { encodeRows } from "./answer/encode";
import { calledOf } from "./answer/heads";
import { cardOf, passing, rowsOf, type Table, tablesOf } from "./answer/tables";
import { FakeDoor } from "./door";

interface Held {
  body: Body;
  tables: Table[];
  called: CalledView;
}

const gone: ErrorView = {
  code: "answer_gone",
  sentence: "This answer is not in memory any more.",
  nextStep: "Send the call again, or open it from Activity.",
  fields: [],
};

export class FakeAnswers extends FakeDoor implements AnswerBackend {
  #held = new Map<string, Held>();
  #answers = 0;
  #hits: { rows: number[]; lines: number[] } = { rows: [], lines: [] };

  /** Keeps a body and returns its head. */
  hold(body: Body, rest: Partial<CalledView> = {}): CalledView {
    this.#answers += 1;
    const tables = tablesOf(body.value);
    const called = {
      ...calledOf(
        `a${this.#answers}`,
        body,
        tables.map(({ view }) => view),
      ),
      ...rest,
    };
    this.#held.set(called.id, { body, tables, called });
    return structuredClone(called);
  }

  /** The same for a value. */
  holdJson(value: unknown, rest: Partial<CalledView> = {}): CalledView {
    return this.hold(new SmallBody(value), rest);
  }

  /** Whether the body is still kept. */
  holds(id: string): boolean {
    return this.#held.has(id);
  }

  bodyRows = (id: string, raw: boolean, first: number, count: number) =>
    this.answer("bodyRows", [id, raw, first, count], () => {
      const { body } = this.#find(id);
      const { total, rows } = raw ? body.lines(first, count) : body.rows(first, count);
      return encodeRows(total, rows);
    });
  foldRow = (id: string, row: number, folded: boolean) =>
    this.answer("foldRow", [id, row, folded], () => this.#find(id).body.fold(row, folded));
  foldAll = (id: string, depth: number | null) =>
    this.answer("foldAll", [id, depth], () => this.#find(id).body.foldAll(depth));
  searchBody = (id: string, text: string, regex: boolean, matchCase: boolean) =>
    this.answer("searchBody", [id, text, regex, matchCase], () => this.#search(id, text, regex, matchCase));
  searchHit = (id: string, raw: boolean, hit: number) =>
    this.answer("searchHit", [id, raw, hit], () => {
      const { body } = this.#find(id);
      const row = (raw ? this.#hits.lines : this.#hits.rows)[hit] ?? 0;
      const position = raw ? row : body.reveal(row);
      return { row, position, total: (raw ? body.lines(0, 0) : body.rows(0, 0)).total };
    });
  copyValue = (id: string, row: number) => this.answer("copyValue", [id, row], () => void this.#find(id));
  copyPath = (id: string, row: number) => this.answer("copyPath", [id, row], () => this.#find(id).body.path(row));
  rowPath = (id: string, row: number) => this.answer("rowPath", [id, row], () => this.#find(id).body.path(row));
  tables = (id: string) => this.answer("tables", [id], () => this.#find(id).tables.map(({ view }) => view));
  saveBody = (id: string) =>
    this.answer("saveBody", [id], () => {
      this.#find(id);
      return { folder: "/home/mira/Downloads", files: ["field-notice-bulletins.json"] };
    });
  tableRows = (id: string, query: TableQueryView, first: number, count: number) =>
    this.answer("tableRows", [id, query, first, count], () =>
      rowsOf(this.#table(id, query.table), query, first, count),
    );
  card = (id: string, table: number, record: number) =>
    this.answer("card", [id, table, record], () => cardOf(this.#table(id, table), record));
  copyCsv = (id: string, query: TableQueryView) =>
    this.answer("copyCsv", [id, query], () => passing(this.#table(id, query.table), query).length);
  compare = (left: string, right: string) =>
    this.answer("compare", [left, right], () =>
      comparisonOf(this.#find(left).body.value, this.#find(right).body.value),
    );
  saveSample = (id: string, title: string) =>
    this.answer("saveSample", [id, title], () => {
      this.#find(id);
      return { id: `own-${id}`, title, own: true };
    });
  removeSample = (integration: string, endpoint: string, sample: string) =>
    this.answer("removeSample", [integration, endpoint, sample], () => {});
  dropAnswer = (id: string) => this.answer("dropAnswer", [id], () => void this.#held.delete(id));

  #find(id: string): Held {
    const held = this.#held.get(id);
    if (!held) throw gone;
    return held;
  }

  #table(id: string, index: number): Table {
    const table = this.#find(id).tables[index];
    if (!table) throw new Error(`there is no table ${index}`);
    return table;
  }

  #search(id: string, text: string, regex: boolean, matchCase: boolean): SearchView {
    const literal = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    try {
      const pattern = new RegExp(regex ? text : literal, matchCase ? "g" : "gi");
      const { body } = this.#find(id);
      this.#hits = { rows: body.find(pattern, false), lines: body.find(pattern, true) };
      return { total: this.#hits.rows.length || this.#hits.lines.length, cancelled: false, problem: "" };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return {
        total: 0,
        cancelled: false,
        problem: "This is no regular expression: something is opened and not closed.",
      };
    }
  }
}
