// What is to be exported, and who can open it, as the dialog holds it.
import type { Backend } from "../backend";
import type { ErrorView, IntegrationView, RecipientsView, SealedView, SealToView } from "../bindings";
import { asError } from "./error";
import { Passphrase } from "./passphrase.svelte";

export class Exporting {
  withSecrets = $state(true);
  to = $state<"passphrase" | "recipients">("passphrase");
  readonly first = new Passphrase();
  readonly repeated = new Passphrase();
  recipients = $state("");
  checked = $state.raw<RecipientsView>({ count: 0, problem: "" });
  error = $state.raw<ErrorView | null>(null);
  saved = $state.raw<SealedView | null>(null);
  busy = $state(false);
  chosen = $state.raw<Set<string>>(new Set());
  #backend: Backend;
  #asked = 0;

  constructor(backend: Backend, integrations: IntegrationView[]) {
    this.#backend = backend;
    this.chosen = new Set(integrations.filter(movable).map(({ id }) => id));
  }

  choose(id: string, on: boolean): void {
    const chosen = new Set(this.chosen);
    if (on) chosen.add(id);
    else chosen.delete(id);
    this.chosen = chosen;
  }

  /** Looks at the public keys as they are typed. */
  async check(): Promise<void> {
    const asked = ++this.#asked;
    const checked = await this.#backend.checkRecipients(this.recipients).catch(() => null);
    if (checked && asked === this.#asked) this.checked = checked;
  }

  /** What is wrong with the public keys. */
  get problem(): string {
    return this.checked.problem || this.#at("recipients");
  }

  async write(): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      const sealTo = await this.#sealTo();
      if (!sealTo) return;
      const request = { integrations: [...this.chosen], withSecrets: this.withSecrets, sealTo };
      this.saved = await this.#backend.exportSealed(request);
    } catch (reason) {
      this.error = asError(reason);
      this.first.forget(this.#at("passphrase"));
      this.repeated.forget(this.#at("repeated"));
    } finally {
      this.busy = false;
    }
  }

  #at(field: string): string {
    return this.error?.fields.find((one) => one.field === field)?.message ?? "";
  }

  /** Null where a passphrase has yet to be entered. */
  async #sealTo(): Promise<SealToView | null> {
    if (this.to === "recipients") return { kind: "recipients", text: this.recipients };
    const [handle, again] = [await this.first.ready(), await this.repeated.ready()];
    return handle !== null && again !== null ? { kind: "passphrase", handle, again } : null;
  }
}

/** A sandbox's client is known to that sandbox only. */
export const movable = (integration: IntegrationView): boolean => integration.environmentKind !== "sandbox";
