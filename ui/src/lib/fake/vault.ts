// Where secrets are kept, in small: three places, one passphrase, and handles that are good for one call.
import type { SecretUse, VaultBackend } from "../backend";
import type { ErrorView, VaultModeView, VaultView } from "../bindings";
import { FakeMoving } from "./moving";

const names = { keyring: "OS keyring", passphrase: "Passphrase vault", memory: "Memory only" };
const quiet = { hasPassphraseVault: false, title: "", sentence: "", nextStep: "" };

/** A vault that works. */
export const vaultOf = (mode: VaultModeView): VaultView => ({
  state: mode === "memory" ? "memory" : "ready",
  mode,
  name: names[mode],
  ...quiet,
});

const refusal = (code: string, sentence: string, nextStep: string, field = ""): ErrorView => ({
  code,
  sentence,
  nextStep,
  fields: field ? [{ field, message: sentence }] : [],
});
const wrong = refusal(
  "wrong_passphrase",
  "This passphrase does not open the vault. It is another one, or the file vault/identity.age was changed.",
  "Enter it again; watch for Caps Lock and the keyboard’s language.",
);

export abstract class FakeVault extends FakeMoving implements VaultBackend {
  /** What opens the passphrase vault, where there is one. */
  passphrase = "";
  #entered = new Map<string, string>();

  retryVault = () => this.answer("retryVault", [], () => {}, 4);
  useMemoryVault = () => this.answer("useMemoryVault", [], () => this.#use("memory"));

  unlockVault = (handle: string | null) =>
    this.answer("unlockVault", [handle], () => {
      if (this.view.vault.mode === "passphrase" && this.#take(handle) !== this.passphrase) throw wrong;
      this.#use(this.view.vault.mode);
    });

  createPassphraseVault = (handle: string, repeated: string) =>
    this.answer("createPassphraseVault", [handle, repeated], () => {
      this.passphrase = this.#fresh(handle, repeated);
      this.#use("passphrase");
    });

  moveVault = (to: VaultModeView, handle: string | null) =>
    this.answer("moveVault", [to, handle], () => {
      if (to === "passphrase" && this.#take(handle) !== this.passphrase) throw wrong;
      this.#use(to);
    });

  changePassphrase = (present: string, handle: string, repeated: string) =>
    this.answer("changePassphrase", [present, handle, repeated], () => {
      const fresh = this.#fresh(handle, repeated);
      if (this.#take(present) !== this.passphrase) throw wrong;
      this.passphrase = fresh;
    });

  loseVault(): void {
    this.view.vault = {
      ...vaultOf("keyring"),
      state: "unavailable",
      title: "This computer offers no keyring",
      sentence: "Gatepass reached the session bus, but no program there keeps secrets (org.freedesktop.secrets).",
      nextStep: "Install and start gnome-keyring, KWallet or KeePassXC, then try again.",
    };
  }

  /** A passphrase vault, chosen and locked. */
  lockVault(passphrase: string): void {
    this.passphrase = passphrase;
    this.view.vault = {
      ...vaultOf("passphrase"),
      state: "locked",
      hasPassphraseVault: true,
      title: "The passphrase vault is locked",
      sentence: "Until it is unlocked, no secret can be read or kept.",
      nextStep: "Enter its passphrase.",
    };
  }

  /** Keeps a passphrase under its handle. */
  protected enter(handle: string, text: string, use: SecretUse): void {
    if (use === "passphrase" || use === "newPassphrase") this.#entered.set(handle, text);
  }

  /** Opens it, if that is its passphrase. */
  protected open(handle: string | null): void {
    if (this.#take(handle) !== this.passphrase) throw wrong;
  }

  #take(handle: string | null): string {
    const text = this.#entered.get(handle ?? "");
    this.#entered.delete(handle ?? "");
    if (text === undefined)
      throw refusal("nothing_held", "The passphrase you entered is no longer held.", "Enter it again.");
    return text;
  }

  #fresh(handle: string, repeated: string): string {
    const [first, second] = [this.#take(handle), this.#take(repeated)];
    if (first !== second)
      throw refusal("form_refused", "This is not the same passphrase. Enter both again.", "", "repeated");
    return first;
  }

  #use(mode: VaultModeView): void {
    const exists = mode === "passphrase" || (mode === "memory" && this.view.vault.hasPassphraseVault);
    this.view.vault = { ...vaultOf(mode), hasPassphraseVault: exists };
  }
}
