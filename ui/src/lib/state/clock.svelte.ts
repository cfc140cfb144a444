// The one ticking "now" of the window: on the full second, only while the window is visible, and rarely while nobody is there.
import { sameDay } from "../format/moment";

/** More than this between the two clocks means that the computer slept or its clock was set. */
const JUMP_MS = 1500;
/** For so long after a sign of somebody, somebody is there. */
const THERE_MS = 30_000;
/** How old "now" may be at rest. A page that shows another second each second takes most of a hundredth of a core for it. */
const REST_MS = 15_000;

export class Clock {
  now = $state(Date.now());
  /** A moment of today, another one only when the day is: what names a day need not be written anew every second. */
  today = $state(Date.now());
  /** Whether "now" is of this second: somebody is there, or something ends. */
  counts = $state(true);
  /** Whether something ends so soon that its seconds matter with nobody there. At rest it is asked as rarely as "now" is moved. */
  presses: (now: number) => boolean = () => false;
  /** Called when time jumped: what is shown may be stale. */
  onjump: () => void = () => {};

  #seenAt = Date.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #offset = Date.now() - performance.now();

  start(): void {
    document.addEventListener("visibilitychange", this.#visibility);
    this.#visibility();
  }

  /** Something arrived that is counted down: a "now" of up to a second ago would show it too long. */
  catchUp(): void {
    const now = Date.now();
    this.counts ||= this.presses(now);
    this.#set(now);
  }

  /** A sign of somebody. */
  noteActivity(): void {
    this.#seenAt = Date.now();
    if (this.counts) return;
    this.counts = true;
    this.#set(this.#seenAt);
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#visibility);
    clearTimeout(this.#timer);
  }

  #visibility = (): void => {
    clearTimeout(this.#timer);
    if (document.visibilityState !== "visible") return;
    this.#seenAt = Date.now();
    this.#tick();
  };

  #tick = (): void => {
    const now = Date.now();
    const offset = now - performance.now();
    const jumped = Math.abs(offset - this.#offset) > JUMP_MS;
    this.#offset = offset;
    const due = jumped || now - this.now >= REST_MS;
    if (now - this.#seenAt < THERE_MS) this.counts = true;
    else if (this.counts || due) this.counts = this.presses(now);
    if (this.counts || due) this.#set(now);
    // A few milliseconds late, so that a timer that fires early does not show the same second twice.
    this.#timer = setTimeout(this.#tick, 1000 - (now % 1000) + 4);
    if (jumped) this.onjump();
  };

  #set(now: number): void {
    this.now = now;
    if (!sameDay(now, this.today)) this.today = now;
  }
}
