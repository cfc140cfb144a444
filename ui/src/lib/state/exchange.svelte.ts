// One kept exchange, opened: its answer, the endpoint it belongs to, and the call to send again.
import type { ActivityRowView, EndpointView, ErrorView, KeptExchangeView } from "../bindings";
import { asError } from "./error";
import type { Gatepass } from "./gatepass.svelte";

export class Exchange {
  readonly row: ActivityRowView;
  kept = $state.raw<KeptExchangeView | null>(null);
  /** Null where it is gone, and for a call without one. */
  endpoint = $state.raw<EndpointView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  #gatepass: Gatepass;
  #closed = false;

  constructor(gatepass: Gatepass, row: ActivityRowView) {
    this.#gatepass = gatepass;
    this.row = row;
  }

  async load(): Promise<void> {
    this.error = null;
    try {
      const kept = await this.#gatepass.backend.keptExchange(this.row.id);
      if (this.#closed) return this.#drop(kept);
      this.endpoint = await this.#find(kept.called.endpoint);
      if (this.#closed) return this.#drop(kept);
      this.kept = kept;
    } catch (error) {
      this.error = asError(error);
    }
  }

  /** It is shown no longer. */
  close(): void {
    this.#closed = true;
    if (this.kept) this.#drop(this.kept);
    this.kept = null;
  }

  /** Fills the form of the Requests tab, and goes there. Sends nothing. */
  sendAgain(): void {
    const { requests, navigation } = this.#gatepass;
    if (!this.kept?.call) return;
    requests.fill(this.row.integration, this.kept.call);
    navigation.open(this.row.integration, "requests");
  }

  async #find(id: string | null): Promise<EndpointView | null> {
    const { backend, desk } = this.#gatepass;
    if (id === null || !desk.find(this.row.integration)) return null;
    const { endpoints } = await backend.endpoints(this.row.integration);
    return endpoints.find((endpoint) => endpoint.id === id) ?? null;
  }

  #drop({ called }: KeptExchangeView): void {
    void this.#gatepass.backend.dropAnswer(called.id);
  }
}
