// The backend from memory, for design and tests. It behaves as Rust does, in small; the product does not contain it.
import type { Backend, CopyForm, SecretUse } from "./backend";
import type {
  CopiedView,
  DeskView,
  DraftView,
  ErrorView,
  HeldSecretView,
  IntegrationView,
  SandboxFaultModeView,
  SandboxView,
  SettingsView,
} from "./bindings";
import { check, draftOf } from "./fake/drafts";
import { integration, inventedIntegrations, inventedKeys, signInRefused, token } from "./fake/integrations";
import { FakeLock } from "./fake/lock";
import { type Pasted, paste } from "./fake/paste";
import { providers, SANDBOX } from "./fake/providers";
import { newBox } from "./fake/sandbox";
import { alternatives, detail, introspection, revoked } from "./fake/server";
import { vaultOf } from "./fake/vault";
import { listensAt } from "./format/redirect";

const inventedSettings: SettingsView = {
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
};

export class FakeBackend extends FakeLock implements Backend {
  override view: DeskView = {
    integrations: inventedIntegrations(),
    vault: vaultOf("keyring"),
    clipboard: null,
    settings: inventedSettings,
    sandboxRunning: true,
    notice: "",
    wayBack: false,
    clockNotice: "",
    version: "0.1.0",
  };
  /** What is in the clipboard. */
  pasted: Pasted = "shared";
  /** Where a sign-in ends. */
  redirectUri = "http://127.0.0.1:8765/callback";

  #handles = 0;
  #box = newBox();
  #keys = inventedKeys();

  integrations = () => this.view.integrations;
  desk = () =>
    this.answer("desk", [], () => {
      if (this.unopened) throw this.unopened;
      return structuredClone(this.view);
    });
  integration = (id: string) => this.answer("integration", [id], () => structuredClone(this.#find(id)));
  providers = () => this.answer("providers", [], () => structuredClone(providers));
  subscriptionKeys = () => this.answer("subscriptionKeys", [], () => structuredClone(this.#keys));

  holdSecret = (text: string, use: SecretUse) => this.answer("holdSecret", [text, use], () => this.#hold(text, use));
  pasteSecret = (use: SecretUse) =>
    this.answer("pasteSecret", [use], () => this.#hold("pasted-secret-0123456789 ", use));
  dropHeldSecrets = () => this.answer("dropHeldSecrets", [], () => {});

  draft = (id: string) =>
    this.answer("draft", [id], () => draftOf(this.#find(id), this.#provider(this.#find(id).provider)));
  checkDraft = (draft: DraftView) =>
    this.answer("checkDraft", [draft], () => check(draft, this.#provider(draft.provider)));
  saveIntegration = (draft: DraftView) => this.answer("saveIntegration", [draft], () => this.#save(draft));
  duplicateIntegration = (id: string) =>
    this.answer("duplicateIntegration", [id], () => {
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
    this.answer("removeIntegration", [id], () => {
      this.view.integrations = this.view.integrations.filter((one) => one.id !== id);
    });
  readPaste = () => this.answer("readPaste", [], () => paste(this.pasted, () => `h${++this.#handles}`), 4);
  replaceSubscriptionKey = (id: string, handle: string) =>
    this.answer("replaceSubscriptionKey", [id, handle], () => {});

  getToken = (id: string, renew: boolean) => this.answer("getToken", [id, renew], () => this.#get(id), 4);
  beginSignIn = (id: string) => this.answer("beginSignIn", [id], () => this.#signIn(id));
  pasteSignIn = (id: string) => this.answer("pasteSignIn", [id], () => this.#signedIn(id), 4);
  cancelSignIn = (id: string, sawError: boolean) =>
    this.answer("cancelSignIn", [id, sawError], () => {
      const refusal = sawError ? { ...signInRefused, atMs: Date.now() } : this.#find(id).refusal;
      return this.#put({ ...this.#find(id), signIn: null, refusal });
    });
  openSignInPage = (id: string) => this.answer("openSignInPage", [id], () => {});
  setKeepFresh = (id: string, on: boolean) =>
    this.answer("setKeepFresh", [id, on], () => {
      const ends = this.#find(id).token?.expiresAtMs;
      const keepFresh = { on, paused: "", nextAtMs: on && ends ? ends - 60_000 : null };
      return this.#put({ ...this.#find(id), keepFresh });
    });
  revokeToken = (id: string) =>
    this.answer(
      "revokeToken",
      [id],
      () => {
        const answer = revoked(this.#find(id));
        this.#put({ ...this.#find(id), token: null });
        return answer;
      },
      4,
    );
  introspectToken = (id: string) => this.answer("introspectToken", [id], () => introspection(this.#find(id)), 4);
  tryAlternatives = (id: string) =>
    this.answer(
      "tryAlternatives",
      [id],
      () => alternatives(this.#find(id), this.#provider(this.#find(id).provider)),
      8,
    );
  usePlacement = (id: string, placement: string) =>
    this.answer("usePlacement", [id, placement], () => this.#put({ ...this.#find(id), refusal: null }));
  forgetToken = (id: string) => this.answer("forgetToken", [id], () => this.#put({ ...this.#find(id), token: null }));
  tokenDetail = (id: string) => this.answer("tokenDetail", [id], () => detail(this.#find(id)));
  copy = (id: string, form: CopyForm) => this.answer("copy", [id, form], () => this.#copy(id, form));
  copyPublic = (text: string) => this.answer("copyPublic", [text], () => {});
  clearClipboard = () =>
    this.answer("clearClipboard", [], () => {
      this.view.clipboard = null;
    });

  trySandbox = () =>
    this.answer("trySandbox", [], () => {
      this.view.integrations = providers.map((p) => integration(p.id, `${p.name} rehearsal`, "sandbox"));
      return this.view.integrations[0]?.id ?? "";
    });
  sandbox = () => this.answer("sandbox", [], () => structuredClone(this.#box));
  startSandbox = () => this.answer("startSandbox", [], () => this.#run(true));
  stopSandbox = () => this.answer("stopSandbox", [], () => this.#run(false));
  setSandboxLifetime = (seconds: number) =>
    this.answer("setSandboxLifetime", [seconds], () => {
      this.#box.tokenLifetimeS = seconds;
      return structuredClone(this.#box);
    });
  setSandboxFault = (id: string, mode: SandboxFaultModeView) =>
    this.answer("setSandboxFault", [id, mode], () => {
      this.#box.faults = this.#box.faults.map((fault) => (fault.id === id ? { ...fault, mode } : fault));
      return structuredClone(this.#box);
    });
  sandboxClient = (provider: string) =>
    this.answer("sandboxClient", [provider], () => {
      const { subscriptionKeyHeader, grants } = this.#provider(provider);
      const user = grants.some((grant) => grant.needsUser);
      return {
        clientId: `sandbox-${provider}-7c20f`,
        clientSecret: this.#hold("a-sandbox-secret-of-32-characters"),
        subscriptionKey: subscriptionKeyHeader ? this.#hold("a-sandbox-key") : null,
        extraHeaders: [],
        redirectUri: grants.some((grant) => grant.needsRedirect) ? "http://127.0.0.1:8765/callback" : "",
        username: user ? "rehearsal" : "",
        password: user ? this.#hold("a-sandbox-password") : null,
      };
    });

  sandboxSecret = (id: string, which: string) =>
    this.answer("sandboxSecret", [id, which], () => this.#hold("another-secret-of-the-sandbox"));
  withdrawSandboxSecret = (clientId: string) =>
    this.answer("withdrawSandboxSecret", [clientId], () => {
      const taken = (client: SandboxView["clients"][number]) =>
        client.clientId === clientId ? { ...client, takesOldSecret: false } : client;
      this.#box.clients = this.#box.clients.map(taken);
      return structuredClone(this.#box);
    });

  saveSettings = (settings: SettingsView) =>
    this.answer("saveSettings", [settings], () => {
      this.view.settings = { ...settings };
      return { ...settings };
    });
  openLink = (url: string) => this.answer("openLink", [url], () => {});

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

  #hold(text: string, use: SecretUse = "form"): HeldSecretView {
    // What a call sends is sent as it was typed, and a passphrase is one as it was typed.
    const clean = use === "form" ? text.trim() : text;
    const handle = `h${++this.#handles}`;
    this.enter(handle, clean, use);
    const short = use === "newPassphrase" && clean.length < 8 ? "Use at least 8 characters." : "";
    return {
      handle,
      length: clean.length,
      note: clean === text ? "" : "A blank at the end was removed.",
      problem: use === "form" && clean.startsWith("{") ? "This is a placeholder, not a secret." : short,
    };
  }

  #get(id: string): IntegrationView {
    const one = this.#find(id);
    if (one.needsSignIn) return this.#put({ ...one, refusal: { ...signInRefused, atMs: Date.now() } });
    return this.#put({ ...one, token: token(3600, 3600, { grantName: one.grantName }), refusal: null });
  }

  #signIn(id: string): IntegrationView {
    const now = Date.now();
    const redirectUri = this.redirectUri;
    const mode = listensAt(redirectUri) ? "listen" : "paste";
    const address = `https://id.cisco.com/oauth2/default/v1/authorize?response_type=code&redirect_uri=${encodeURIComponent(redirectUri)}`;
    const signIn = { mode, redirectUri, address, startedAtMs: now, endsAtMs: now + 600_000, note: "" } as const;
    return this.#put({ ...this.#find(id), signIn, refusal: null });
  }

  #signedIn(id: string): IntegrationView {
    const one = this.#find(id);
    const refreshable = one.grant === "authorization_code";
    const got = token(3600, 3600, { grantName: one.grantName, refreshable });
    const nextAtMs = one.keepFresh.on && refreshable ? got.expiresAtMs - 60_000 : null;
    const keepFresh = { ...one.keepFresh, paused: "", nextAtMs };
    return this.#put({ ...one, token: got, signIn: null, refusal: null, needsSignIn: !refreshable, keepFresh });
  }

  #save(draft: DraftView): IntegrationView {
    const fields = check(draft, this.#provider(draft.provider)).problems;
    if (fields.length) {
      const nextStep = "Correct the fields that are marked, then save again. Nothing was lost.";
      throw { code: "draft_invalid", sentence: "This cannot be saved yet.", nextStep, fields } satisfies ErrorView;
    }
    const grant = this.#provider(draft.provider).grants.find((one) => one.id === draft.grant);
    const made = integration(draft.provider, draft.label, draft.environment, {
      clientId: draft.clientId,
      id: draft.id ?? `n${++this.#handles}`,
      grant: draft.grant,
      grantName: grant?.name ?? "",
      needsSignIn: grant?.needsRedirect ?? false,
    });
    if (draft.id) return this.#put({ ...made, token: this.#find(draft.id).token });
    this.view.integrations.push(made);
    return structuredClone(made);
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
    this.copied(one.label, what);
    return { validUntilMs: this.#find(id).token?.expiresAtMs ?? 0, renewed };
  }

  protected override copied(label: string, what: string): void {
    const seconds = this.view.settings.clipboardClearS;
    this.view.clipboard = { label, what, clearsAtMs: seconds ? Date.now() + seconds * 1000 : null };
  }

  #run(running: boolean): SandboxView {
    this.#box = { ...this.#box, running, address: running ? SANDBOX : "" };
    return structuredClone(this.#box);
  }
}
