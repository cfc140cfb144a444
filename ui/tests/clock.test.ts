// The clock ticks on the second, rests while the window is hidden, and notices when time jumped.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Clock } from "../src/lib/state/clock.svelte";

let visible: DocumentVisibilityState = "visible";
let clock: Clock;

beforeEach(() => {
  visible = "visible";
  vi.useFakeTimers({ now: 1_000_000_400, toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visible);
  clock = new Clock();
});
afterEach(() => {
  clock.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("it ticks once a second, aligned to the second", () => {
  clock.start();
  vi.advanceTimersByTime(604);
  expect(clock.now).toBe(1_000_001_004);
  vi.advanceTimersByTime(1000);
  expect(clock.now).toBe(1_000_002_004);
});

test("what arrives between two ticks is counted from when it arrived", () => {
  clock.start();
  vi.advanceTimersByTime(590);
  expect(clock.now).toBe(1_000_000_400);
  clock.catchUp();
  expect(clock.now).toBe(1_000_000_990);
  vi.advanceTimersByTime(14);
  expect(clock.now).toBe(1_000_001_004);
});

test("where nobody is there seconds rest, until somebody is or something ends", () => {
  clock.start();
  vi.advanceTimersByTime(29_604);
  expect([clock.counts, clock.now]).toEqual([true, 1_000_030_004]);
  vi.advanceTimersByTime(1000);
  expect([clock.counts, clock.now]).toEqual([false, 1_000_030_004]);
  vi.advanceTimersByTime(13_000);
  expect(clock.now).toBe(1_000_030_004);
  vi.advanceTimersByTime(1000);
  expect([clock.counts, clock.now]).toEqual([false, 1_000_045_004]);

  clock.presses = () => true;
  vi.advanceTimersByTime(15_000);
  expect([clock.counts, clock.now]).toEqual([true, 1_000_060_004]);
  vi.advanceTimersByTime(1000);
  expect(clock.now).toBe(1_000_061_004);
  clock.presses = () => false;
  vi.advanceTimersByTime(1500);
  expect(clock.counts).toBe(false);
  clock.noteActivity();
  expect([clock.counts, clock.now]).toEqual([true, 1_000_062_504]);
});

test("what comes at rest and ends soon is counted at once", () => {
  clock.start();
  vi.advanceTimersByTime(40_604);
  clock.presses = () => true;
  clock.catchUp();
  expect(clock.counts).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(Date.now() - clock.now).toBeLessThan(1000);
});

test("at rest, too, a jump of time is seen within a second", () => {
  clock.start();
  vi.advanceTimersByTime(40_604);
  expect(clock.counts).toBe(false);
  vi.setSystemTime(Date.now() + 7_200_000);
  vi.advanceTimersByTime(1000);
  expect(Date.now() - clock.now).toBeLessThan(1000);
});

test("a hidden window does no work, and is right at once when it is seen again", () => {
  clock.start();
  const before = clock.now;
  visible = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  vi.advanceTimersByTime(60_000);
  expect(clock.now).toBe(before);
  expect(vi.getTimerCount()).toBe(0);
  visible = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  expect(clock.now).toBe(before + 60_000);
});

test("a sleep or a set clock is noticed, ordinary ticking is not", () => {
  const jumped = vi.fn();
  clock.onjump = jumped;
  clock.start();
  vi.advanceTimersByTime(10_000);
  expect(jumped).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(1_000);
  expect(jumped).toHaveBeenCalledOnce();
  vi.setSystemTime(Date.now() - 7_200_000);
  vi.advanceTimersByTime(1_004);
  expect(jumped).toHaveBeenCalledTimes(2);
});
