// What the whole window shares: the backend, the clock, the desk, and where one is. Components get it from the context.
import { createContext } from "svelte";
import type { Backend } from "../backend";
import type { ChangeView, ProviderView } from "../bindings";
import { presses } from "../format/life";
import { Activities } from "./activities";
import { Clock } from "./clock.svelte";
import { Desk } from "./desk.svelte";
import { Lock } from "./lock.svelte";
import { Navigation, placeOf } from "./place.svelte";
import { Requests } from "./requests.svelte";

export class Gatepass {
  readonly backend: Backend;
  readonly clock = new Clock();
  readonly desk: Desk;
  readonly navigation = new Navigation();
  readonly lock: Lock;
  readonly requests: Requests;
  readonly activities: Activities;
  paletteOpen = $state(false);
  /** What is to be written for Postman, while it is asked about: one integration, or with null all of them. */
  exporting = $state.raw<{ integration: string | null } | null>(null);
  /** The dialog for moving integrations that is open. */
  moving = $state<"" | "export" | "import" | "remove">("");
  /** Changes behind the page do not reach it: what it shows may be old. */
  deaf = $state(false);
  /** Loads the page anew: nothing that it remembers is of the state that is there now. */
  beginAnew: () => void = () => location.reload();
  #unlisten = () => {};
  #providers: Promise<ProviderView[]> | undefined;

  constructor(backend: Backend) {
    this.backend = backend;
    this.desk = new Desk(backend);
    this.lock = new Lock(backend);
    this.clock.presses = (now) => presses(this.desk.view, now);
    this.clock.onjump = () => void this.desk.reload();
    this.desk.onnews = () => this.clock.catchUp();
    this.requests = new Requests(backend);
    this.activities = new Activities(backend);
    this.requests.onsaid = (words) => (this.desk.said = words);
  }

  /** Looks whether the app is locked before anything else is asked for; if not, it starts. */
  async open(): Promise<void> {
    if (!(await this.lock.look())) await this.start();
  }

  /** Loads the desk and follows its changes; returns the way to stop. After unlocking, the user is where they were. */
  async start(): Promise<() => void> {
    await this.follow();
    this.clock.start();
    const place = placeOf(this.lock.view?.place);
    if (place && (place.kind !== "integration" || this.desk.find(place.id))) this.navigation.force(place);
    const first = this.desk.view.integrations[0];
    if (first && this.navigation.place.kind === "start") this.navigation.open(first.id);
    return () => {
      this.#unlisten();
      this.clock.stop();
    };
  }

  /** Listens for changes behind the page, and reads all anew: what came before was missed. */
  async follow(): Promise<void> {
    this.#unlisten();
    this.#unlisten = () => {};
    try {
      this.#unlisten = await this.backend.onChange((change) => this.#hear(change));
      this.deaf = false;
    } catch {
      this.deaf = true; // the window still works on what it asks for; App says so
    }
    await this.desk.reload();
  }

  /** The progress of a call comes often, and is nothing that the desk shows; nor is what is kept of it. */
  #hear(change: ChangeView): void {
    if (change.kind === "call") this.requests.change(change);
    else if (change.kind === "endpoints") this.requests.renew(change.integration);
    else if (change.kind === "activity") this.activities.change();
    else void this.desk.change(change);
  }

  /** Gets a token from wherever one is. A sign-in is followed on the token's page. */
  async get(id: string, renew = false): Promise<void> {
    if (this.desk.find(id)?.needsSignIn) this.navigation.open(id);
    await this.desk.get(id, renew);
  }

  /** The providers do not change while the app runs, except that a sandbox's address may: `fresh` asks again. */
  providers(fresh = false): Promise<ProviderView[]> {
    if (fresh || !this.#providers) {
      this.#providers = this.backend.providers();
      this.#providers.catch(() => {
        this.#providers = undefined;
      });
    }
    return this.#providers;
  }

  /** Makes the six sandbox integrations and opens the first. */
  async trySandbox(): Promise<void> {
    await this.desk.attempt(async () => {
      const from = this.navigation.place;
      const id = await this.backend.trySandbox();
      await this.desk.reload();
      // Whoever went elsewhere meanwhile stays there.
      if (this.navigation.place === from) this.navigation.open(id);
    });
  }

  /** Removes an integration and leaves its pane; the list takes the focus. */
  async remove(id: string): Promise<boolean> {
    return this.desk.attempt(async () => {
      await this.backend.removeIntegration(id);
      this.navigation.forget(id);
      this.requests.forget(id);
      this.activities.forget(id);
      await this.desk.reload();
      this.openSomething();
      focusList();
    });
  }

  /** Removes all that is kept, and begins anew; returns how many secrets the vault did not let go of. */
  async removeEverything(confirmation: string): Promise<number> {
    const ids = this.desk.view.integrations.map(({ id }) => id);
    const kept = await this.backend.removeEverything(confirmation);
    for (const id of ids) {
      this.navigation.forget(id);
      this.requests.forget(id);
      this.activities.forget(id);
    }
    await this.desk.reload();
    this.navigation.force({ kind: "start" });
    return kept;
  }

  /** Where to stand when nothing was asked for: the first integration, or the first start. */
  openSomething(): void {
    const { place } = this.navigation;
    if (place.kind !== "start" && !(place.kind === "integration" && !this.desk.find(place.id))) return;
    const first = this.desk.view.integrations[0];
    if (first) this.navigation.force({ kind: "integration", id: first.id, tab: "token" });
    else if (place.kind !== "start") this.navigation.force({ kind: "start" });
  }
}

/** The list takes the focus when what had it is gone. */
export function focusList(): void {
  requestAnimationFrame(() => {
    const list = document.querySelector<HTMLElement>("[role=listbox][aria-label=Integrations]");
    (list ?? document.querySelector<HTMLElement>("main h1"))?.focus();
  });
}

export const [useGatepass, provideGatepass] = createContext<Gatepass>();
