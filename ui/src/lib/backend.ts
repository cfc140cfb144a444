// The one door to the backend: what the page can ask for. Behind it stands Rust, or the fake that tests and design use.
import type {
  AlternativesView,
  ChangeView,
  CopiedView,
  DeskView,
  DraftCheckView,
  DraftView,
  HeldSecretView,
  IntegrationView,
  IntrospectionView,
  PasteView,
  ProviderView,
  RevokedView,
  SandboxClientView,
  SandboxFaultModeView,
  SandboxView,
  SettingsView,
  SubscriptionKeyView,
  TokenDetailView,
} from "./bindings";

/** What a copy puts into the clipboard. Composed and written by Rust. */
export type CopyForm = "token" | "bearer" | "header" | "curl" | "postman";

/** Every call rejects with an `ErrorView`. */
export interface Backend {
  /** All that the frame shows. */
  desk(): Promise<DeskView>;
  integration(id: string): Promise<IntegrationView>;
  providers(): Promise<ProviderView[]>;
  subscriptionKeys(): Promise<SubscriptionKeyView[]>;

  /** The one call that takes a secret in. The caller empties its field at once. */
  holdSecret(text: string): Promise<HeldSecretView>;
  /** Reads the clipboard in Rust; the page gets a handle and a length. */
  pasteSecret(): Promise<HeldSecretView>;
  /** Wipes secrets held for a form that was closed. */
  dropHeldSecrets(): Promise<void>;

  /** The form of an existing integration. */
  draft(id: string): Promise<DraftView>;
  checkDraft(draft: DraftView): Promise<DraftCheckView>;
  saveIntegration(draft: DraftView): Promise<IntegrationView>;
  duplicateIntegration(id: string): Promise<IntegrationView>;
  removeIntegration(id: string): Promise<void>;
  /** Reads the clipboard in Rust and makes drafts of what is in it; the page gets handles of its secrets. */
  readPaste(): Promise<PasteView>;
  /** Replaces a shared subscription key, once for all that use it. */
  replaceSubscriptionKey(id: string, handle: string): Promise<void>;

  /** Gets a token; the refusal, if any, is on the integration. `renew` asks for a new one even if one is held. */
  getToken(id: string, renew: boolean): Promise<IntegrationView>;
  /** Opens the system's browser and waits for the answer; what comes of it is a change. */
  beginSignIn(id: string): Promise<IntegrationView>;
  /** Reads the clipboard in Rust: the address that the user landed on. */
  pasteSignIn(id: string): Promise<IntegrationView>;
  /** `sawError`: the browser showed an error instead of coming back; the refusal then says why that is. */
  cancelSignIn(id: string, sawError: boolean): Promise<IntegrationView>;
  /** Opens the browser again. */
  openSignInPage(id: string): Promise<void>;
  /** Renews before the end, unasked, while Gatepass runs. */
  setKeepFresh(id: string, on: boolean): Promise<IntegrationView>;
  /** Forgets it here, after the server was told where it can be. */
  forgetToken(id: string): Promise<IntegrationView>;
  /** Has the server end it, then forgets it here. */
  revokeToken(id: string): Promise<RevokedView>;
  /** Asks the server what it knows of the token. */
  introspectToken(id: string): Promise<IntrospectionView>;
  /** Tries the other placements that the provider documents; changes nothing. */
  tryAlternatives(id: string): Promise<AlternativesView>;
  usePlacement(id: string, placement: string): Promise<IntegrationView>;
  tokenDetail(id: string): Promise<TokenDetailView>;
  /** Gets or renews the token if needed, then writes the clipboard, in Rust. */
  copy(id: string, form: CopyForm): Promise<CopiedView>;
  /** Copies something that is not secret: an address, a client id. */
  copyPublic(text: string): Promise<void>;
  clearClipboard(): Promise<void>;

  /** Starts the sandbox and makes its six integrations. Returns the first one's id. */
  trySandbox(): Promise<string>;
  sandbox(): Promise<SandboxView>;
  startSandbox(): Promise<SandboxView>;
  stopSandbox(): Promise<SandboxView>;
  setSandboxLifetime(seconds: number): Promise<SandboxView>;
  /** Makes the next answer, or each, go wrong in one way. */
  setSandboxFault(id: string, mode: SandboxFaultModeView): Promise<SandboxView>;
  /** Generates a client for a provider's Sandbox environment. */
  sandboxClient(provider: string): Promise<SandboxClientView>;

  /** Opens the keyring again, after something was missing. */
  retryVault(): Promise<void>;
  /** Keeps secrets in memory until the app ends. */
  useMemoryVault(): Promise<void>;

  saveSettings(settings: SettingsView): Promise<SettingsView>;
  /** Opens an https page of a set-up guide in the browser. */
  openLink(url: string): Promise<void>;

  /** Calls back on every change behind the page; returns the way to stop. */
  onChange(listener: (change: ChangeView) => void): Promise<() => void>;
}
