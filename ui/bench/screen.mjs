// Sees when a window is painted: the display keeps its picture in a file, and that is looked at every few milliseconds.
//
// A window is painted when it looks as it does in the end, at places of ink: where a point differs from the one beside it, as
// letters and lines do. One rule for all windows; a background alone, or a frame without its page, does not count.
import { openSync, readSync } from "node:fs";
import path from "node:path";
import { pause } from "../e2e/harness/until.mjs";

/** Of each so many lines of the picture one is looked at, so that looking takes no time from what is looked at. */
const EVERY = 12;
const LOOK_EVERY_MS = 2;
/** A countdown goes on meanwhile, so not all of it can be the same. */
const ENOUGH = 0.85;

export class Screen {
  #file;
  #start;
  #stride;
  #height;

  /** `folder` is what Xvfb was given as -fbdir. */
  constructor(folder) {
    this.#file = openSync(path.join(folder, "Xvfb_screen0"), "r");
    // The header of a picture by xwd: words of 32 bits, the first of them its length.
    const header = Buffer.alloc(100);
    readSync(this.#file, header, 0, header.length, 0);
    const word = (at) => header.readUInt32BE(at * 4);
    this.#start = word(0) + word(19) * 12;
    this.#stride = word(12);
    this.#height = word(5);
  }

  /** The lines that are looked at, one after the other; four bytes a point. */
  look() {
    const lines = Buffer.alloc(Math.floor(this.#height / EVERY) * this.#stride);
    for (let at = 0; at * this.#stride < lines.length; at += 1) {
      const from = this.#start + at * EVERY * this.#stride;
      readSync(this.#file, lines, at * this.#stride, this.#stride, from);
    }
    return lines;
  }

  /** Where ink is in a picture that was empty before. */
  ink(picture, empty) {
    const places = [];
    for (let at = 4; at < picture.length; at += 4) {
      const colour = picture.readUInt32LE(at);
      if (colour !== picture.readUInt32LE(at - 4) && colour !== empty.readUInt32LE(at)) places.push(at);
    }
    if (places.length < 20) throw new Error("the window shows next to nothing");
    return places;
  }

  /** Resolves once the ink of a picture is there. */
  async painted(picture, places, deadlineMs = 30_000) {
    const end = performance.now() + deadlineMs;
    for (;;) {
      const now = this.look();
      const same = places.filter((at) => now.readUInt32LE(at) === picture.readUInt32LE(at)).length;
      if (same >= places.length * ENOUGH) return;
      if (performance.now() > end) throw new Error(`the window was not painted within ${deadlineMs} ms`);
      await pause(LOOK_EVERY_MS);
    }
  }
}
