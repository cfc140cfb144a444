// Answers and what is done with them, invented.
import type { AnswerBackend } from "../backend";
import type { TableQueryView } from "../bindings";
import { FakeDoor } from "./door";

const notInvented = (): never => {
  throw new Error("the fake does not do this yet");
};

export class FakeAnswers extends FakeDoor implements AnswerBackend {
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
