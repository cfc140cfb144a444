// What is to be exported, and who can open it, as the dialog holds it.
import type { Backend } from "../backend";
import type { ErrorView, HeldSecretView, IntegrationView, RecipientsView, SealedView, SealToView } from "../bindings";
import { asError } from "./error";

export class Exporting {
  withSecrets = $state(true);
  to = $state<"passphrase" | "recipients">("passphrase");
  passphrase = $state.raw<HeldSecretView | null>(null);
  again = $state.raw<HeldSecretView | null>(null);
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

  /** What was typed for one of the two fields; with null nothing. What was wrong before is said no longer. */
  take(field: "passphrase" | "again", held: HeldSecretView | null): void {
    this[field] = held;
    this.error = null;
  }

  problem(field: string): string {
    if (field === "recipients" && this.checked.problem) return this.checked.problem;
    return this.error?.fields.find((one) => one.field === field)?.message ?? "";
  }

  async write(): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      const request = { integrations: [...this.chosen], withSecrets: this.withSecrets, sealTo: this.#sealTo() };
      this.saved = await this.#backend.exportSealed(request);
    } catch (reason) {
      this.error = asError(reason);
    }
    this.busy = false;
  }

  #sealTo(): SealToView {
    if (this.to === "recipients") return { kind: "recipients", text: this.recipients };
    return { kind: "passphrase", handle: this.passphrase?.handle ?? "", again: this.again?.handle ?? "" };
  }
}

/** A sandbox's client is known to that sandbox only. */
export const movable = (integration: IntegrationView): boolean => integration.environmentKind !== "sandbox";
