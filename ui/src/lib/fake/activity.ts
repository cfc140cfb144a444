// Kept exchanges, invented.
import type { ActivityBackend } from "../backend";
import type { ActivityQueryView } from "../bindings";
import { FakeCalls } from "./calls";

const notInvented = (): never => {
  throw new Error("the fake does not do this yet");
};

export abstract class FakeActivity extends FakeCalls implements ActivityBackend {
  activity = (query: ActivityQueryView, first: number, count: number) =>
    this.answer("activity", [query, first, count], notInvented);
  keptExchange = (id: string) => this.answer("keptExchange", [id], notInvented);
  removeExchange = (id: string) => this.answer("removeExchange", [id], notInvented);
  clearActivity = (integration: string | null) => this.answer("clearActivity", [integration], notInvented);
}
