// What leaving a field changes waits while a mouse button is down: if the page moved under it, the click would miss.
let pressed = false;
let waiting: (() => void)[] = [];
const hear = (name: string, act: () => void) => window.addEventListener(name, act, { capture: true });
hear("pointerdown", () => {
  pressed = true;
});
// A press that turns into a drag is cancelled and never goes up: what waits for it must not wait for ever.
for (const end of ["pointerup", "pointercancel"]) {
  hear(end, () => {
    pressed = false;
    const acts = waiting;
    waiting = [];
    setTimeout(() => acts.forEach((act) => void act()));
  });
}

/** Acts now, or once the press under way has become a click or was cancelled. */
export function afterPress(act: () => void): void {
  if (pressed) waiting.push(act);
  else act();
}

/** The same, to wait for. */
export const released = (): Promise<void> => new Promise(afterPress);
