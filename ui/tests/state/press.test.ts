// What leaving a field changes waits for the mouse button, and for nothing else.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { afterPress } from "../../src/lib/state/press";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("without a press it acts at once", () => {
  const act = vi.fn();
  afterPress(act);
  expect(act).toHaveBeenCalledOnce();
});

for (const end of ["pointerup", "pointercancel"]) {
  test(`during a press it waits for ${end}, then acts once`, () => {
    const act = vi.fn();
    window.dispatchEvent(new Event("pointerdown"));
    afterPress(act);
    expect(act).not.toHaveBeenCalled();
    window.dispatchEvent(new Event(end));
    vi.runAllTimers();
    window.dispatchEvent(new Event("pointerup"));
    vi.runAllTimers();
    expect(act).toHaveBeenCalledOnce();
  });
}
