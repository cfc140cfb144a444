// Locking, in small: the window's test asks for it and looks at what the page knows meanwhile. No page is replaced here.
import type { LockBackend } from "../backend";
import type { ErrorView, LockView, PlaceView } from "../bindings";
import { FakeVault } from "./vault";

const notFromMemory: ErrorView = {
  code: "memory_not_locked",
  sentence: "Memory only cannot be locked: locking would lose all secrets.",
  nextStep: "Quit Gatepass to wipe them, or keep them in the keyring.",
  fields: [],
};

export abstract class FakeLock extends FakeVault implements LockBackend {
  lock: LockView = {
    locked: false,
    reason: "",
    vault: "OS keyring",
    needsPassphrase: false,
    theme: "system",
    place: null,
  };

  lockState = () => this.answer("lockState", [], () => structuredClone(this.lock));
  lockNow = () =>
    this.answer("lockNow", [], () => {
      if (this.view.vault.state === "memory") throw notFromMemory;
      this.lock = { ...this.lock, locked: true, reason: "You locked it." };
    });
  unlock = (handle: string | null) =>
    this.answer(
      "unlock",
      [handle],
      () => {
        if (this.lock.needsPassphrase) this.open(handle);
        this.lock = { ...this.lock, locked: false, reason: "" };
        return structuredClone(this.lock);
      },
      4,
    );
  noteActivity = () => this.answer("noteActivity", [], () => {});
  notePlace = (place: PlaceView) =>
    this.answer("notePlace", [place], () => {
      this.lock.place = place;
    });
}
