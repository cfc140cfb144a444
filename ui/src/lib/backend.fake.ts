// The backend from memory, for design and tests. It behaves as Rust does, in small; the product does not contain it.
import type { Backend, CopyForm } from "./backend";
import type {
  ChangeView,
  CopiedView,
  DeskView,
  DraftView,
  ErrorView,
  HeldSecretView,
  IntegrationView,
  SandboxView,
  SettingsView,
  SubscriptionKeyView,
  TokenDetailView,
} from "./bindings";
import { check } from "./fake/drafts";
import { exchangeOf, integration, inventedIntegrations, token } from "./fake/integrations";
import { providers, SANDBOX } from "./fake/providers";

export class FakeBackend implements Backend {
  view: DeskView = {
    integrations: inventedIntegrations(),
    vault: { state: "ready", name: "OS keyring", title: "", sentence: "", nextStep: "" },
    clipboard: null,
    settings: { theme: "system", clipboardClearS: 30, singleLetterKeys: true },
    sandboxRunning: true,
    notice: "",
    version: "0.1.0",
  };
  /** Every call with its arguments, for tests. */
  calls: unknown[][] = [];
  /** Makes the next call of that name fail. */
  failures = new Map<string, ErrorView>();

  #after: number;
  #listeners = new Set<(change: ChangeView) => void>();
  #drafts = new Map<string, DraftView>();
  #handles = 0;
  #box: SandboxView = {
    running: true,
    address: SANDBOX,
    tokenLifetimeS: 60,
    clients: providers.map((p, i) => ({ providerName: p.name, clientId: `sandbox-${p.id}-${i}7c20f` })),
    requests: [
      {
        atMs: Date.now() - 9_000,
        method: "POST",
        path: "/smart-bonding/oauth2/default/v1/token",
        status: 401,
        outcome: "invalid_client",
      },
      {
        atMs: Date.now() - 40_000,
        method: "POST",
        path: "/pivot/oem-cisco/cisco-identity/",
        status: 200,
        outcome: "token",
      },
    ],
  };
  #keys: SubscriptionKeyView[] = [
    {
      id: "k1",
      provider: "pivot",
      lastFour: "4c2e",
      setAtMs: Date.now() - 3 * 86_400_000,
      usedBy: ["Pivot field notices", "Pivot advisories for the northern region"],
      origins: ["https://api-uat.pivotts.com"],
    },
  ];

  constructor({ answersAfterMs = 0 } = {}) {
    this.#after = answersAfterMs;
  }

  desk = () => this.#answer("desk", [], () => structuredClone(this.view));
  integration = (id: string) => this.#answer("integration", [id], () => structuredClone(this.#find(id)));
  providers = () => this.#answer("providers", [], () => structuredClone(providers));
  subscriptionKeys = () => this.#answer("subscriptionKeys", [], () => structuredClone(this.#keys));

  holdSecret = (text: string) => this.#answer("holdSecret", [text], () => this.#hold(text));
  pasteSecret = () => this.#answer("pasteSecret", [], () => this.#hold("pasted-secret-0123456789 "));
  dropHeldSecrets = () => this.#answer("dropHeldSecrets", [], () => {});

  draft = (id: string) => this.#answer("draft", [id], () => this.#draftOf(this.#find(id)));
  checkDraft = (draft: DraftView) =>
    this.#answer("checkDraft", [draft], () => check(draft, this.#provider(draft.provider)));
  saveIntegration = (draft: DraftView) => this.#answer("saveIntegration", [draft], () => this.#save(draft));
  duplicateIntegration = (id: string) =>
    this.#answer("duplicateIntegration", [id], () => {
      const copy = {
        ...this.#find(id),
        id: `c${++this.#handles}`,
        label: `${this.#find(id).label} copy`,
        token: null,
        refusal: null,
      };
      this.view.integrations.push(copy);
      return structuredClone(copy);
    });
  removeIntegration = (id: string) =>
    this.#answer("removeIntegration", [id], () => {
      this.view.integrations = this.view.integrations.filter((one) => one.id !== id);
    });
  replaceSubscriptionKey = (id: string, handle: string) =>
    this.#answer("replaceSubscriptionKey", [id, handle], () => {});

  getToken = (id: string, renew: boolean) =>
    this.#answer(
      "getToken",
      [id, renew],
      () => this.#put({ ...this.#find(id), token: token(3600, 3600), refusal: null }),
      4,
    );
  forgetToken = (id: string) => this.#answer("forgetToken", [id], () => this.#put({ ...this.#find(id), token: null }));
  tokenDetail = (id: string) => this.#answer("tokenDetail", [id], () => this.#detail(this.#find(id)));
  copy = (id: string, form: CopyForm) => this.#answer("copy", [id, form], () => this.#copy(id, form));
  copyPublic = (text: string) => this.#answer("copyPublic", [text], () => {});
  clearClipboard = () =>
    this.#answer("clearClipboard", [], () => {
      this.view.clipboard = null;
    });

  trySandbox = () =>
    this.#answer("trySandbox", [], () => {
      this.view.integrations = providers.map((p) => integration(p.id, `${p.name} rehearsal`, "sandbox"));
      return this.view.integrations[0]?.id ?? "";
    });
  sandbox = () => this.#answer("sandbox", [], () => structuredClone(this.#box));
  startSandbox = () => this.#answer("startSandbox", [], () => this.#run(true));
  stopSandbox = () => this.#answer("stopSandbox", [], () => this.#run(false));
  setSandboxLifetime = (seconds: number) =>
    this.#answer("setSandboxLifetime", [seconds], () => {
      this.#box.tokenLifetimeS = seconds;
      return structuredClone(this.#box);
    });
  sandboxClient = (provider: string) =>
    this.#answer("sandboxClient", [provider], () => ({
      clientId: `sandbox-${provider}-7c20f`,
      clientSecret: this.#hold("a-sandbox-secret-of-32-characters"),
      subscriptionKey: this.#provider(provider).subscriptionKeyHeader ? this.#hold("a-sandbox-key") : null,
      extraHeaders: [],
    }));

  retryVault = () => this.#answer("retryVault", [], () => {}, 4);
  useMemoryVault = () =>
    this.#answer("useMemoryVault", [], () => {
      this.view.vault = { state: "memory", name: "Memory only", title: "", sentence: "", nextStep: "" };
    });

  saveSettings = (settings: SettingsView) =>
    this.#answer("saveSettings", [settings], () => {
      this.view.settings = { ...settings };
      return { ...settings };
    });
  openLink = (url: string) => this.#answer("openLink", [url], () => {});

  onChange = async (listener: (change: ChangeView) => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** As Rust does when something changed behind the page. */
  emit(change: ChangeView): void {
    for (const listener of this.#listeners) listener(change);
  }

  loseVault(): void {
    this.view.vault = {
      state: "unavailable",
      name: "OS keyring",
      title: "This computer offers no keyring",
      sentence: "Gatepass reached the session bus, but no program there keeps secrets (org.freedesktop.secrets).",
      nextStep: "Install and start gnome-keyring, KWallet or KeePassXC, then try again.",
    };
  }

  async #answer<T>(name: string, args: unknown[], act: () => T, slower = 1): Promise<T> {
    this.calls.push([name, ...args]);
    if (this.#after) await new Promise((resolve) => setTimeout(resolve, this.#after * slower));
    const failure = this.failures.get(name);
    this.failures.delete(name);
    if (failure) throw failure;
    return act();
  }

  #find(id: string): IntegrationView {
    const found = this.view.integrations.find((one) => one.id === id);
    if (!found)
      throw {
        code: "not_found",
        sentence: "There is no such integration.",
        nextStep: "",
        fields: [],
      } satisfies ErrorView;
    return found;
  }

  #provider(id: string) {
    const found = providers.find((p) => p.id === id);
    if (!found) throw new Error(`no provider ${id}`);
    return found;
  }

  #put(changed: IntegrationView): IntegrationView {
    this.view.integrations = this.view.integrations.map((one) => (one.id === changed.id ? changed : one));
    return structuredClone(changed);
  }

  #hold(text: string): HeldSecretView {
    const clean = text.trim();
    return {
      handle: `h${++this.#handles}`,
      length: clean.length,
      note: clean === text ? "" : "A blank at the end was removed.",
      problem: clean.startsWith("{") ? "This is a placeholder, not a secret." : "",
    };
  }

  #draftOf(one: IntegrationView): DraftView {
    const provider = this.#provider(one.provider);
    const environment = provider.environments.find((e) => e.name === one.environmentName);
    const saved = this.#drafts.get(one.id);
    return structuredClone(
      saved ?? {
        id: one.id,
        label: one.label,
        provider: one.provider,
        environment: environment?.id ?? "",
        clientId: one.clientId,
        clientSecret: { kind: "kept", lastFour: "9xQ2", setAtMs: Date.now() - 3 * 86_400_000 },
        subscriptionKey: provider.subscriptionKeyHeader ? { kind: "shared", id: "k1" } : { kind: "empty" },
        tokenEndpoint: environment?.tokenEndpoint ?? "",
        placement: provider.placements[0]?.id ?? "form",
        scope: "",
        extraHeaders: [],
        extraParameters: [],
        apiOrigins: environment?.apiOrigins ?? [],
        tokenHeader: "Authorization",
        tokenPrefix: "Bearer",
        proxy: "",
        extraCa: "",
      },
    );
  }

  #save(draft: DraftView): IntegrationView {
    const fields = check(draft, this.#provider(draft.provider)).problems;
    if (fields.length) {
      const nextStep = "Correct the fields that are marked, then save again. Nothing was lost.";
      throw { code: "draft_invalid", sentence: "This cannot be saved yet.", nextStep, fields } satisfies ErrorView;
    }
    const made = integration(draft.provider, draft.label, draft.environment, {
      clientId: draft.clientId,
      id: draft.id ?? `n${++this.#handles}`,
    });
    if (draft.id) return this.#put({ ...made, token: this.#find(draft.id).token });
    this.view.integrations.push(made);
    return structuredClone(made);
  }

  #detail(one: IntegrationView): TokenDetailView {
    const s = Math.round((one.token?.expiresAtMs ?? 0) / 1000);
    const claim = (name: string, value: string, meaning: string, atMs: number | null = null) => ({
      name,
      value,
      meaning,
      atMs,
    });
    const claims = [
      claim("iss", "https://id.cisco.com/oauth2/default", "who issued it"),
      claim("aud", "https://apix.cisco.com", "who it is for"),
      claim("cid", one.clientId, "the client that asked for it"),
      claim("exp", String(s), "not valid from then on", s * 1000),
      claim("scp", '["customscope"]', "what it allows"),
    ];
    return { claims: one.token?.isJwt ? claims : [], exchange: exchangeOf(one) };
  }

  #copy(id: string, form: CopyForm): CopiedView {
    const one = this.#find(id);
    const left = (one.token?.expiresAtMs ?? 0) - Date.now();
    const renewed = left < Math.min(600_000, (one.token?.lifetimeS ?? 0) * 500) || left <= 0;
    if (renewed) this.#put({ ...one, token: token(3600, 3600), refusal: null });
    const what = {
      token: "token",
      bearer: "Bearer value",
      header: "header line",
      curl: "curl line",
      postman: "Postman environment",
    }[form];
    const seconds = this.view.settings.clipboardClearS;
    this.view.clipboard = { label: one.label, what, clearsAtMs: seconds ? Date.now() + seconds * 1000 : null };
    return { validUntilMs: this.#find(id).token?.expiresAtMs ?? 0, renewed };
  }

  #run(running: boolean): SandboxView {
    this.#box = { ...this.#box, running, address: running ? SANDBOX : "" };
    return structuredClone(this.#box);
  }
}
