// The runner of the long checks counts what they say: a silent one has failed, and so has a red one that said something.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
// @ts-expect-error It is plain JavaScript, as all that runs outside of the page.
import { Verdicts } from "../trust/verdicts.mjs";

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

function counted(lines: string[]) {
  const verdicts = new Verdicts();
  for (const line of lines) verdicts.read(line);
  return [verdicts.passed, verdicts.failed, verdicts.told.length];
}

const TOLD = "trust | kill −9 while saving | 1,000 kills, 0 lost | a store that lies lost 37";

test("a check that says what it found and is green has passed", () => {
  expect(counted(["test killed::a_kill ... ", TOLD, "ok"])).toEqual([1, 0, 1]);
  expect(counted([`# ${TOLD}`, "ok 1 - launches"])).toEqual([1, 0, 1]);
});

test("a check that says nothing has failed, whatever its colour", () => {
  expect(counted(["test killed::a_kill ... ok"])).toEqual([0, 1, 0]);
  expect(counted(["test killed::a_kill ... ", "something else", "ok"])).toEqual([0, 1, 0]);
});

test("what a red check says does not count", () => {
  expect(counted(["test killed::a_kill ... ", TOLD, "FAILED"])).toEqual([0, 1, 0]);
  expect(counted(["not ok 3 - launches"])).toEqual([0, 1, 0]);
});

test("a run that ends badly without a red check is one", () => {
  const verdicts = new Verdicts();
  verdicts.unsound("cargo ended with 101");
  expect([verdicts.passed, verdicts.failed]).toEqual([0, 1]);
});
