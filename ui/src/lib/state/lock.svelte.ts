// Whether the app is locked, and how it is unlocked. While it is, the page knows nothing else.
import type { Backend } from "../backend";
import type { ErrorView, LockView, PlaceView } from "../bindings";
import { asError } from "./error";

/** Somebody who moves the pointer is told of once in this time. */
const TELL_EVERY_MS = 1000;

export class Lock {
  view = $state.raw<LockView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  unlocking = $state(false);
  #backend: Backend;
  #toldAt = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get locked(): boolean {
    return this.view?.locked ?? false;
  }

  /** Asks; true if it is locked. */
  async look(): Promise<boolean> {
    try {
      this.view = await this.#backend.lockState();
    } catch {
      this.view = null; // nothing could be opened: the desk says what is wrong
    }
    return this.locked;
  }

  /** Passes the passphrase on, if one is needed; true once it is unlocked. */
  async unlock(passphrase: string): Promise<boolean> {
    this.unlocking = true;
    this.error = null;
    try {
      const held = this.view?.needsPassphrase ? await this.#backend.holdSecret(passphrase, "passphrase") : null;
      this.view = await this.#backend.unlock(held?.handle ?? null);
    } catch (error) {
      this.error = asError(error);
    }
    this.unlocking = false;
    return !this.locked;
  }

  /** Tells that somebody is there, not more often than is needed to lock in time. */
  async noteActivity(now: number): Promise<void> {
    if (this.locked || now - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = now;
    await this.#tell(() => this.#backend.noteActivity());
  }

  async notePlace(place: PlaceView): Promise<void> {
    if (!this.locked) await this.#tell(() => this.#backend.notePlace(place));
  }

  async #tell(tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch {
      // Locked in this moment: the page is being replaced, and nobody reads an error on it.
    }
  }
}
