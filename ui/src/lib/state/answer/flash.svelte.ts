// What was just done, said for two seconds where it was done, and once to screen readers.
import type { Desk } from "../desk.svelte";

const SHOWN_MS = 2000;

export class Flash {
  text = $state("");
  #desk: Desk;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  say(text: string): void {
    this.text = text;
    this.#desk.said = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.text = "";
    }, SHOWN_MS);
  }
}
