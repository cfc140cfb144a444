// Moments in the user's locale. What is checked holds in any of them: the digits, and whether the day is named.
import { describe, expect, test } from "vitest";
import { ago, fullMoment, time, timeOrDay } from "../src/lib/format/moment";

const at = (day: number, hour: number, minute: number, second = 0) =>
  new Date(2031, 4, day, hour, minute, second).getTime();
const now = at(14, 15, 0);

describe("a moment of today", () => {
  test("is a time with its seconds and no day", () => {
    expect(time(at(14, 9, 32, 11), now)).toMatch(/9\D32\D11/);
    expect(time(at(14, 9, 32, 11), now)).not.toContain("14");
  });
  test("is short in a row", () => {
    expect(timeOrDay(at(14, 9, 32, 11), now)).toMatch(/9\D32/);
    expect(timeOrDay(at(14, 9, 32, 11), now)).not.toContain("11");
  });
});

describe("a moment of another day", () => {
  test("names the day beside the time, even one second across midnight", () => {
    const text = time(at(13, 23, 59, 59), at(14, 0, 0));
    expect(text).toContain("13");
    expect(text).toMatch(/59\D59/);
  });
  test("is the day alone in a row", () => {
    expect(timeOrDay(at(12, 9, 32), now)).toContain("12");
    expect(timeOrDay(at(12, 9, 32), now)).not.toContain("32");
  });
});

test("the hover has the year and the zone", () => {
  const zone = new Intl.DateTimeFormat(undefined, { timeZoneName: "short" })
    .formatToParts(now)
    .find((part) => part.type === "timeZoneName");
  expect(fullMoment(now)).toContain("2031");
  expect(fullMoment(now)).toContain(zone?.value);
});

test("how long ago counts days on the calendar, then months", () => {
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  expect(ago(at(14, 0, 1), now)).toBe(words.format(0, "day"));
  expect(ago(at(13, 23, 59), at(14, 0, 1))).toBe(words.format(-1, "day"));
  expect(ago(at(11, 23, 0), now)).toBe(words.format(-3, "day"));
  expect(ago(new Date(2031, 1, 10).getTime(), now)).toBe(words.format(-3, "month"));
});
