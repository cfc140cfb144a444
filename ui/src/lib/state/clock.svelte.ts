// The one ticking "now" of the window: on the full second, only while the window is visible.

import { sameDay } from "../format/moment";

/** More than this between the two clocks means that the computer slept or its clock was set. */
const JUMP_MS = 1500;

export class Clock {
  now = $state(Date.now());
  /** A moment of today, another one only when the day is: what names a day need not be written anew every second. */
  today = $state(Date.now());
  /** Called when time jumped: what is shown may be stale. */
  onjump: () => void = () => {};

  #timer: ReturnType<typeof setTimeout> | undefined;
  #offset = Date.now() - performance.now();

  start(): void {
    document.addEventListener("visibilitychange", this.#visibility);
    this.#visibility();
  }

  /** Something arrived that is counted down: a "now" of up to a second ago would show it too long. */
  catchUp(): void {
    this.#set(Date.now());
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#visibility);
    clearTimeout(this.#timer);
  }

  #visibility = (): void => {
    clearTimeout(this.#timer);
    if (document.visibilityState === "visible") this.#tick();
  };

  #tick = (): void => {
    const now = Date.now();
    const offset = now - performance.now();
    const jumped = Math.abs(offset - this.#offset) > JUMP_MS;
    this.#offset = offset;
    this.#set(now);
    // A few milliseconds late, so that a timer that fires early does not show the same second twice.
    this.#timer = setTimeout(this.#tick, 1000 - (now % 1000) + 4);
    if (jumped) this.onjump();
  };

  #set(now: number): void {
    this.now = now;
    if (!sameDay(now, this.today)) this.today = now;
  }
}
