// What leaving a field changes waits while a mouse button is down: if the page moved under it, the click would miss.
let pressed = false;
const hear = (name: string, act: () => void) => window.addEventListener(name, act, { capture: true });
hear("pointerdown", () => {
  pressed = true;
});
for (const end of ["pointerup", "pointercancel"]) {
  hear(end, () => {
    pressed = false;
  });
}

/** Acts now, or once the press under way has become a click. */
export function afterPress(act: () => void): void {
  if (pressed) window.addEventListener("pointerup", () => setTimeout(act), { capture: true, once: true });
  else act();
}

/** The same, to wait for. */
export const released = (): Promise<void> => new Promise(afterPress);
