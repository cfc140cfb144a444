// Spans of time as text.
import { describe, expect, test } from "vitest";
import { countdown, elapsed, leftInWords, span } from "../src/lib/format/duration";

describe("the countdown", () => {
  test.each([
    [0, "0:00"],
    [999, "0:00"],
    [59_999, "0:59"],
    [60_000, "1:00"],
    [2_467_000, "41:07"],
    [3_599_999, "59:59"],
    [3_600_000, "1:00:00"],
    [3_730_000, "1:02:10"],
    [90_000_000, "25:00:00"],
  ])("%i ms is %s", (ms, text) => expect(countdown(ms)).toBe(text));

  test("never shows more than is left", () => expect(countdown(1_999)).toBe("0:01"));
  test("does not go below zero", () => expect(countdown(-5_000)).toBe("0:00"));
});

test.each([
  [0, "0 s"],
  [45_000, "45 s"],
  [3_599_000, "59 min 59 s"],
  [3_600_000, "1 h"],
  [3_601_000, "1 h"],
  [7_260_000, "2 h 1 min"],
  [90_000_000, "1 d 1 h"],
])("the span of %i ms is %s", (ms, text) => expect(span(ms)).toBe(text));

test.each([
  [1_000, "1 second left"],
  [59_000, "59 seconds left"],
  [60_000, "1 minute left"],
  [2_467_000, "41 minutes left"],
  [3_660_000, "1 hour 1 minute left"],
  [7_200_000, "2 hours left"],
])("%i ms is read as %s", (ms, text) => expect(leftInWords(ms)).toBe(text));

test("elapsed time keeps its unit readable", () => {
  expect(elapsed(182.4)).toBe("182 ms");
  expect(elapsed(1_430)).toBe("1.4 s");
});
