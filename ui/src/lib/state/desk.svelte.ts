// All that the frame shows, kept by the backend's changes; and what one can do to an integration from anywhere.
import type { Backend, CopyForm } from "../backend";
import type { ChangeView, DeskView, ErrorView, IntegrationView, SettingsView } from "../bindings";
import { isLive } from "../format/life";
import { asError } from "./error";

/** How long a button says "Copied". */
const COPIED_MS = 2000;

const opening: DeskView = {
  integrations: [],
  vault: {
    state: "opening",
    mode: "keyring",
    name: "OS keyring",
    hasPassphraseVault: false,
    title: "",
    sentence: "",
    nextStep: "",
  },
  clipboard: null,
  settings: {
    theme: "system",
    clipboardClearS: 30,
    singleLetterKeys: true,
    bodyLimitMb: 256,
    activityEntries: 10_000,
    activityMb: 256,
    keepPersonalBodies: false,
    remindAfterDays: 180,
    lockIdleS: null,
    lockWithSession: true,
    lockOnSleep: true,
  },
  sandboxRunning: false,
  notice: "",
  wayBack: false,
  clockNotice: "",
  version: "",
};

export class Desk {
  view = $state.raw<DeskView>(opening);
  /** False until the first answer. */
  loaded = $state(false);
  /** The last thing that went wrong outside of a form, until it is dismissed. */
  error = $state.raw<ErrorView | null>(null);
  /** What was copied in the last two seconds: `id form`, or a public text. */
  copied = $state<string | null>(null);
  /** The last copy got a new token first. */
  renewedFirst = $state(false);
  /** Said once to screen readers. */
  said = $state("");
  /** Called with every answer that may hold something to count down. */
  onnews: () => void = () => {};
  /** Counts the sandbox's changes, for its page. */
  sandboxChanges = $state(0);

  #pending = $state<string[]>([]);
  #backend: Backend;
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;
  #reloads = 0;
  #found = { of: [] as IntegrationView[], byId: new Map<string, IntegrationView>() };

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  find(id: string): IntegrationView | undefined {
    return this.#byId().get(id);
  }

  isBusy(id: string): boolean {
    return this.#pending.includes(id) || (this.find(id)?.busy ?? false);
  }

  async reload(): Promise<void> {
    const mine = ++this.#reloads;
    try {
      const view = await this.#backend.desk();
      // A later question may have been answered first.
      if (mine !== this.#reloads) return;
      if (view.clipboard === null) this.renewedFirst = false;
      this.onnews();
      this.view = view;
      this.loaded = true;
    } catch (error) {
      // It may be the backend that asks for this: what went wrong before stays in sight.
      this.error ??= asError(error);
    }
  }

  async change(change: ChangeView): Promise<void> {
    if (change.kind === "sandbox") this.sandboxChanges += 1;
    if (change.kind !== "integration") return this.reload();
    try {
      this.put(await this.#backend.integration(change.id));
    } catch {
      await this.reload(); // it was removed, or the list is older than we thought
    }
  }

  /** Takes over an integration as the backend answered it. */
  put(integration: IntegrationView): void {
    const before = this.find(integration.id);
    if (!before) {
      void this.reload();
      return;
    }
    this.onnews();
    // The browser was in front until now.
    if (before.signIn && !integration.signIn) this.said = outcome(integration);
    const integrations = this.view.integrations.map((old) => (old.id === integration.id ? integration : old));
    this.view = { ...this.view, integrations };
    // A server has answered: what its clock tells of this one's stands on the desk.
    if (answeredAt(integration) > answeredAt(before)) void this.reload();
  }

  /** Gets a token, or opens the browser where somebody has to sign in; a refusal is on the integration afterwards. */
  async get(id: string, renew = false): Promise<void> {
    const one = this.find(id);
    if (one?.needsSignIn && (renew || !isLive(one, Date.now()))) return this.signIn(id);
    await this.#obtain(id, () => this.#backend.getToken(id, renew));
  }

  /** Opens the browser; the token comes once somebody has signed in there. */
  async signIn(id: string): Promise<void> {
    await this.#obtain(id, () => this.#backend.beginSignIn(id));
  }

  async #obtain(id: string, ask: () => Promise<IntegrationView>): Promise<void> {
    if (this.isBusy(id) || this.find(id)?.signIn) return;
    this.#pending.push(id);
    await this.#try(async () => {
      const integration = await ask();
      this.put(integration);
      this.said = outcome(integration);
    });
    this.#pending = this.#pending.filter((pending) => pending !== id);
  }

  async copy(id: string, form: CopyForm = "token"): Promise<void> {
    if (this.isBusy(id)) return;
    this.#pending.push(id);
    await this.#try(async () => {
      const { renewed } = await this.#backend.copy(id, form);
      this.renewedFirst = renewed;
      this.#flash(`${id} ${form}`);
      this.said = `${renewed ? "Renewed, then copied" : "Copied"} “${this.find(id)?.label ?? ""}”`;
      await this.reload();
    });
    this.#pending = this.#pending.filter((pending) => pending !== id);
  }

  async copyPublic(text: string): Promise<void> {
    await this.#try(async () => {
      await this.#backend.copyPublic(text);
      this.#flash(text);
      this.said = "Copied";
    });
  }

  async setKeepFresh(id: string, on: boolean): Promise<void> {
    await this.#try(async () => {
      const integration = await this.#backend.setKeepFresh(id, on);
      this.put(integration);
      this.said = `${integration.label} is ${on ? "" : "no longer "}kept fresh`;
    });
  }

  async forgetToken(id: string): Promise<void> {
    await this.#try(async () => this.put(await this.#backend.forgetToken(id)));
  }

  async clearClipboard(): Promise<void> {
    await this.#try(async () => {
      await this.#backend.clearClipboard();
      this.said = "Clipboard cleared";
      await this.reload();
    });
  }

  async saveSettings(settings: SettingsView): Promise<void> {
    await this.#try(async () => {
      this.view = { ...this.view, settings: await this.#backend.saveSettings(settings) };
    });
  }

  /** Tries the vault again and says in the vault's state what came of it. */
  async retryVault(): Promise<void> {
    await this.#try(() => this.#backend.retryVault());
    await this.reload();
  }

  async useMemoryVault(): Promise<void> {
    await this.#try(() => this.#backend.useMemoryVault());
    await this.reload();
  }

  /** The page is replaced by it. */
  async lockNow(): Promise<void> {
    await this.#try(() => this.#backend.lockNow());
  }

  async openLink(url: string): Promise<void> {
    await this.#try(() => this.#backend.openLink(url));
  }

  /** Every row asks, so it is made once for each view. */
  #byId(): Map<string, IntegrationView> {
    const { integrations } = this.view;
    if (this.#found.of !== integrations) {
      this.#found = {
        of: integrations,
        byId: new Map(integrations.map((integration) => [integration.id, integration])),
      };
    }
    return this.#found.byId;
  }

  /** Runs an act whose failure belongs in the frame; true when it succeeded. */
  async attempt(act: () => Promise<void>): Promise<boolean> {
    return this.#try(act);
  }

  #flash(what: string): void {
    this.copied = what;
    clearTimeout(this.#copiedTimer);
    this.#copiedTimer = setTimeout(() => {
      this.copied = null;
    }, COPIED_MS);
  }

  async #try(act: () => Promise<void>): Promise<boolean> {
    try {
      this.error = null;
      await act();
      return true;
    } catch (error) {
      this.error = asError(error);
      return false;
    }
  }
}

/** What came of asking for a token, as a sentence that is said once. */
function outcome({ label, signIn, refusal, token }: IntegrationView): string {
  if (signIn) return `${label}: sign in with your browser`;
  if (refusal) return `${label}: ${refusal.title}`;
  return token ? `${label} has a token` : `${label} has no token`;
}

/** When it was last asked for a token that an answer came to. */
function answeredAt({ refusal, token }: IntegrationView): number {
  return Math.max(refusal?.atMs ?? 0, token?.sentAtMs ?? 0);
}
