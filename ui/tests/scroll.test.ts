// Rows in a pane that scrolls: more of them than a web view can make an element high.
import { describe, expect, test } from "vitest";
import { barAt, barHeight, CAP, drawn, moved, rowsAt, toShow } from "../src/views/requests/answer/rows/scroll";

const few = { whole: 20_000, pane: 400 };
const many = { whole: 100_000_000, pane: 400 };
const end = many.whole - many.pane;

test("few rows are as high as they are, and follow the bar", () => {
  expect(barHeight(few)).toBe(20_000);
  expect(moved(0, 0, 777, few)).toBe(777);
});

describe("very many rows", () => {
  test("stay below what a web view can show", () => expect(barHeight(many)).toBe(CAP));
  test("begin and end with the bar", () => {
    expect(rowsAt(0, many)).toBe(0);
    expect(rowsAt(CAP - many.pane, many)).toBe(end);
    expect(barAt(end, many)).toBe(CAP - many.pane);
  });
  test("go by as much as the bar, if it goes a little", () => {
    expect(moved(50_000_000, 4_000_000, 4_000_100, many)).toBe(50_000_100);
    expect(moved(50_000_000, 4_000_000, 3_999_900, many)).toBe(49_999_900);
  });
  test("go to the same part of the whole, if it goes far", () => {
    const to = moved(0, 0, (CAP - many.pane) / 2, many);
    expect(to).toBeCloseTo(end / 2, 0);
  });
  test("can be scrolled through by small steps to their very end", () => {
    let [rows, bar] = [end - 5_000, barAt(end - 5_000, many)];
    for (let i = 0; i < 100; i++) {
      const to = Math.min(CAP - many.pane, bar + 100);
      rows = moved(rows, bar, to, many);
      bar = barAt(rows, many);
    }
    expect(rows).toBe(end);
  });
});

test("only what is in sight is drawn, and some around it", () => {
  expect(drawn(0, 400, 20, 1_000_000, 40)).toEqual({ first: 0, count: 60 });
  expect(drawn(10_000, 400, 20, 1_000_000, 40)).toEqual({ first: 460, count: 100 });
  expect(drawn(999_999 * 20, 400, 20, 1_000_000, 40)).toEqual({ first: 999_959, count: 41 });
  expect(drawn(0, 400, 20, 0, 40)).toEqual({ first: 0, count: 0 });
});

test("a row is brought into sight by as little as needed, or into the middle", () => {
  expect(toShow(5, 0, few, 20, false)).toBe(0);
  expect(toShow(30, 0, few, 20, false)).toBe(220);
  expect(toShow(5, 600, few, 20, false)).toBe(100);
  expect(toShow(500, 0, few, 20, true)).toBe(9_810);
  expect(toShow(999, 0, few, 20, true)).toBe(19_600);
});
