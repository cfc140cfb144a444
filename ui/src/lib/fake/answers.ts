// Answers and what is done with them, invented.
import type { AnswerBackend } from "../backend";
import type { CalledView, TableQueryView } from "../bindings";
import { FakeDoor } from "./door";

const notInvented = (): never => {
  throw new Error("the fake does not do this yet");
};

const bare: Omit<CalledView, "id"> = {
  source: { kind: "live" },
  integration: "",
  endpoint: null,
  title: "",
  outcome: { kind: "success", code: "ok", title: "As asked for", sentence: "", nextStep: "", fault: null },
  request: null,
  sentAtMs: 0,
  status: 200,
  reason: "OK",
  times: { dnsMs: null, connectMs: null, tlsMs: null, waitMs: null, downloadMs: null, totalMs: 214 },
  wireBytes: 0,
  bodyBytes: 0,
  headers: [],
  lifted: [],
  body: { kind: "json" },
  rows: 0,
  lines: 0,
  tables: [],
  renewed: false,
  redirect: "",
  nextPage: null,
  canSaveSample: true,
};

export class FakeAnswers extends FakeDoor implements AnswerBackend {
  #answers = 0;

  /** Keeps an answer of this value and returns its head. */
  holdJson(_value: unknown, rest: Partial<CalledView> = {}): CalledView {
    this.#answers += 1;
    return { ...bare, id: `a${this.#answers}`, ...rest };
  }

  bodyRows = (id: string, raw: boolean, first: number, count: number) =>
    this.answer("bodyRows", [id, raw, first, count], notInvented);
  foldRow = (id: string, row: number, folded: boolean) => this.answer("foldRow", [id, row, folded], notInvented);
  foldAll = (id: string, depth: number | null) => this.answer("foldAll", [id, depth], notInvented);
  searchBody = (id: string, raw: boolean, text: string, regex: boolean, matchCase: boolean) =>
    this.answer("searchBody", [id, raw, text, regex, matchCase], notInvented);
  searchHit = (id: string, raw: boolean, hit: number) => this.answer("searchHit", [id, raw, hit], notInvented);
  copyValue = (id: string, row: number) => this.answer("copyValue", [id, row], notInvented);
  copyPath = (id: string, row: number) => this.answer("copyPath", [id, row], notInvented);
  saveBody = (id: string) => this.answer("saveBody", [id], notInvented);
  tableRows = (id: string, query: TableQueryView, first: number, count: number) =>
    this.answer("tableRows", [id, query, first, count], notInvented);
  card = (id: string, table: number, record: number) => this.answer("card", [id, table, record], notInvented);
  copyCsv = (id: string, query: TableQueryView) => this.answer("copyCsv", [id, query], notInvented);
  compare = (left: string, right: string) => this.answer("compare", [left, right], notInvented);
  saveSample = (id: string, title: string) => this.answer("saveSample", [id, title], notInvented);
  removeSample = (integration: string, endpoint: string, sample: string) =>
    this.answer("removeSample", [integration, endpoint, sample], notInvented);
  dropAnswer = (id: string) => this.answer("dropAnswer", [id], () => {});
}
