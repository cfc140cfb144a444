// Rows that come a page at a time.
import { expect, test, vi } from "vitest";
import { PAGE, Pages } from "../../src/lib/state/answer/pages.svelte";
import { eventually } from "../stage";

const TOTAL = 1_000_000;

/** Answers when the test says so. */
function asked() {
  const questions: {
    first: number;
    count: number;
    answer: (base?: number, total?: number) => void;
    fail: () => void;
  }[] = [];
  const ask = vi.fn(
    (first: number, count: number) =>
      new Promise<{ total: number; rows: number[] }>((resolve, reject) => {
        const rows = (base: number) => Array.from({ length: count }, (_, i) => base + first + i);
        questions.push({
          first,
          count,
          answer: (base = 0, total = TOTAL) => resolve({ total, rows: rows(base) }),
          fail: () => reject({ code: "x", sentence: "Gone.", nextStep: "", fields: [] }),
        });
      }),
  );
  const pages = new Pages(ask, TOTAL);
  const question = async (n: number) => {
    await eventually(() => expect(questions.length).toBeGreaterThan(n));
    return questions[n] as (typeof questions)[number];
  };
  return { pages, ask, questions, question };
}

test("many wishes within a frame are one question, for the last of them", async () => {
  const { pages, ask, question } = asked();
  for (let at = 0; at <= 500_000; at += 1000) pages.want(at, 60);
  const { first, count, answer } = await question(0);
  expect([first, count]).toEqual([500_000, PAGE]);
  answer();
  await eventually(() => expect(pages.at(500_059)).toBe(500_059));
  expect(ask).toHaveBeenCalledTimes(1);
});

test("while one question is open no other is asked; then what is wanted now", async () => {
  const { pages, ask, question } = asked();
  pages.want(0, 60);
  const first = await question(0);
  for (const at of [10_000, 20_000, 30_000]) {
    pages.want(at, 60);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect(ask).toHaveBeenCalledTimes(1);
  first.answer();
  expect((await question(1)).first).toBe(30_000);
});

test("what is here is not asked for again", async () => {
  const { pages, ask, question } = asked();
  pages.want(0, 60);
  (await question(0)).answer();
  await eventually(() => expect(pages.at(0)).toBe(0));
  pages.want(20, 60);
  pages.want(50, 100);
  expect((await question(1)).first).toBe(100);
  expect(ask).toHaveBeenCalledTimes(2);
});

test("rows stay until those of the changed body come, and answers about the old one are dropped", async () => {
  const { pages, question } = asked();
  pages.want(0, 60);
  (await question(0)).answer();
  await eventually(() => expect(pages.at(5)).toBe(5));
  pages.want(0, 160);
  const late = await question(1);
  pages.renew(500);
  expect(pages.at(5)).toBe(5);
  late.answer(7_000_000);
  const next = await question(2);
  expect(pages.at(105)).toBeUndefined();
  next.answer(1000, 500);
  await eventually(() => expect(pages.at(5)).toBe(1005));
  expect(pages.total).toBe(500);
});

test("few pages are kept, however far one scrolls", async () => {
  const { pages, ask, question } = asked();
  for (let n = 0; n < 30; n++) {
    pages.want(n * PAGE, PAGE);
    (await question(n)).answer();
    await eventually(() => expect(pages.at(n * PAGE)).toBe(n * PAGE));
  }
  expect(Array.from({ length: 30 }, (_, n) => pages.at(n * PAGE)).filter((row) => row !== undefined)).toHaveLength(20);
  pages.want(0, PAGE);
  await question(30);
  expect(ask).toHaveBeenCalledTimes(31);
});

test("what could not be read is said, asked for no more, and asked for again if one wants", async () => {
  const { pages, ask, question } = asked();
  pages.want(0, 60);
  (await question(0)).fail();
  await eventually(() => expect(pages.error?.sentence).toBe("Gone."));
  pages.want(0, 60);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(ask).toHaveBeenCalledTimes(1);
  pages.retry();
  (await question(1)).answer();
  await eventually(() => expect(pages.at(0)).toBe(0));
});
