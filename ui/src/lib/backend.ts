// The one door to the backend: what the page can ask for. Behind it stands Rust, or the fake that tests and design use.
import type {
  ActivityQueryView,
  ActivityView,
  AddedView,
  AlternativesView,
  BackupsView,
  CallCheckView,
  CalledView,
  CallResultView,
  CallView,
  CardView,
  ChangeView,
  ComparisonView,
  CopiedView,
  DeskView,
  DraftCheckView,
  DraftView,
  EndpointDraftView,
  EndpointsView,
  ExportRequestView,
  HeldSecretView,
  HitView,
  ImportChoiceView,
  ImportedView,
  IntegrationView,
  IntrospectionView,
  KeptExchangeView,
  LockView,
  OfferView,
  OpenApiView,
  OpenerView,
  PasteView,
  PlaceView,
  ProviderView,
  RecipientsView,
  RevokedView,
  SampleView,
  SandboxClientView,
  SandboxFaultModeView,
  SandboxView,
  SavedView,
  SealedView,
  SearchView,
  SettingsView,
  SubscriptionKeyView,
  SupportSourceView,
  SupportView,
  TableQueryView,
  TableRowsView,
  TableView,
  TokenDetailView,
  TrialView,
  VaultModeView,
} from "./bindings";

/** What a copy puts into the clipboard. Composed and written by Rust. */
export type CopyForm = "token" | "bearer" | "header" | "curl" | "postman";

/**
 * What a secret is typed for: a form of an integration, where it is cleaned; a call, which sends it as it was typed; a file
 * that it seals or opens; a vault, which a passphrase opens or a new one seals.
 */
export type SecretUse = "form" | "call" | "passphrase" | "newPassphrase";

/** What a request can be copied as. */
export type Language = "curl" | "python" | "javascript" | "rust" | "powershell";

/** Composing and sending calls. */
export interface CallBackend {
  /** What the Requests tab lists. */
  endpoints(integration: string): Promise<EndpointsView>;
  /** What would be sent, secrets masked, or what keeps it from being sent. Sends nothing. */
  previewCall(call: CallView): Promise<CallCheckView>;
  /** Gets a token if need be, and sends. `run` is the page's own name for it: changes tell its progress, and it can be cancelled. */
  sendCall(run: string, call: CallView): Promise<CallResultView>;
  cancelCall(run: string): Promise<void>;
  /** The stored answer instead of a call; nothing is sent. */
  showSample(integration: string, endpoint: string, sample: string): Promise<CalledView>;

  /** The request in a language, with names in place of its secrets. */
  snippet(call: CallView, language: Language): Promise<string>;
  /** Written into the clipboard by Rust; `withToken` puts the token itself into it. */
  copySnippet(call: CallView, language: Language, withToken: boolean): Promise<CopiedView>;
  /** A collection and its environments as files, without secrets; of all integrations if none is named. */
  exportPostman(integration: string | null): Promise<SavedView>;

  endpointDraft(integration: string, endpoint: string): Promise<EndpointDraftView>;
  /** Returns the endpoint's id. */
  saveEndpoint(integration: string, draft: EndpointDraftView): Promise<string>;
  removeEndpoint(integration: string, endpoint: string): Promise<void>;
  /** Reads an OpenAPI 3 document; adds nothing. */
  readOpenApi(integration: string, text: string): Promise<OpenApiView>;
  /** Adds the operations of these keys; returns how many. */
  importOpenApi(integration: string, text: string, keys: string[]): Promise<AddedView>;
}

/** Looking at answers. A body never crosses whole: the page asks for what it shows. */
export interface AnswerBackend {
  /** Rows of the formatted document, or of the body as it came (`raw`): see `format/rows.ts` for their bytes. */
  bodyRows(id: string, raw: boolean, first: number, count: number): Promise<ArrayBuffer>;
  /** Folds or unfolds what a row opens or closes; returns how many rows are visible now. */
  foldRow(id: string, row: number, folded: boolean): Promise<number>;
  /** Folds everything at `depth` or deeper; null unfolds all. Returns how many rows are visible now. */
  foldAll(id: string, depth: number | null): Promise<number>;
  /** Looks for a text or a regular expression; a newer search ends an older one. */
  searchBody(id: string, text: string, regex: boolean, matchCase: boolean): Promise<SearchView>;
  /** The nth match of the last search, from 0; unfolds what hides it. */
  searchHit(id: string, raw: boolean, hit: number): Promise<HitView>;
  /** Copies the value that a row shows or opens: texts decoded, everything else as written. */
  copyValue(id: string, row: number): Promise<void>;
  /** Copies where the value is (`$.bugs[3].id`), and returns that. */
  copyPath(id: string, row: number): Promise<string>;
  /** Where the value of a row is; empty behind a fault. */
  rowPath(id: string, row: number): Promise<string>;
  /** The tables of a body that is too large to look for them before its first rows are shown. */
  tables(id: string): Promise<TableView[]>;
  /** Saves the body as it came, masked, into the folder for downloads. */
  saveBody(id: string): Promise<SavedView>;

  tableRows(id: string, query: TableQueryView, first: number, count: number): Promise<TableRowsView>;
  card(id: string, table: number, record: number): Promise<CardView>;
  /** Copies the rows that pass the filter; returns how many. */
  copyCsv(id: string, query: TableQueryView): Promise<number>;

  /** What is missing, new or of another type on the right. Both are answers that are shown. */
  compare(left: string, right: string): Promise<ComparisonView>;
  /** Keeps the answer as the user's own sample, data of persons masked. */
  saveSample(id: string, title: string): Promise<SampleView>;
  removeSample(integration: string, endpoint: string, sample: string): Promise<void>;
  /** The page shows it no longer: its body can go. */
  dropAnswer(id: string): Promise<void>;
}

/** Kept exchanges. */
export interface ActivityBackend {
  activity(query: ActivityQueryView, first: number, count: number): Promise<ActivityView>;
  keptExchange(id: string): Promise<KeptExchangeView>;
  removeExchange(id: string): Promise<void>;
  /** Removes those of one integration, or all; returns how many. */
  clearActivity(integration: string | null): Promise<number>;
}

/** A new secret beside the one in use. `which` is the secret's own, of `IntegrationView.secrets`. */
export interface RotationBackend {
  /** Keeps an entered secret beside the one in use; nothing else changes. */
  putSecretBeside(id: string, which: string, handle: string): Promise<IntegrationView>;
  /** Asks for a token with the new secret. Touches nothing that is held. */
  testSecretBeside(id: string, which: string): Promise<TrialView>;
  /** The new one is in use from now on, the old one is kept; the held token goes. */
  useSecretBeside(id: string, which: string): Promise<IntegrationView>;
  goBackToSecret(id: string, which: string): Promise<IntegrationView>;
  /** Lets go of the one beside: the old one for good, or a new one that is not wanted. */
  forgetSecretBeside(id: string, which: string): Promise<IntegrationView>;
  /** No more reminders of the secrets it has now. */
  dismissReminders(id: string): Promise<IntegrationView>;
}

/** Files for a ticket at the provider. */
export interface SupportBackend {
  /** Composes both files and checks them; writes nothing. */
  previewSupport(source: SupportSourceView, withPersonal: boolean): Promise<SupportView>;
  /** Writes them as they were shown. */
  saveSupport(id: string): Promise<SavedView>;
}

/** The way back to what was. After each of these but the first, everything on screen is another state's. */
export interface BackupBackend {
  backups(): Promise<BackupsView>;
  /** Replaces everything but the vault's secrets; what is there now is kept. */
  restoreBackup(id: string): Promise<void>;
  /** Puts data that cannot be opened aside. */
  startEmpty(): Promise<void>;
  /** Tries to open the data again. */
  openAgain(): Promise<void>;
}

/** Integrations on their way to another computer or person, and the removal of everything. */
export interface MovingBackend {
  /** Public keys as they are typed, a line each. */
  checkRecipients(text: string): Promise<RecipientsView>;
  /** Writes a sealed file into the folder for downloads. */
  exportSealed(request: ExportRequestView): Promise<SealedView>;
  /** Hands a sealed file over as it is. */
  holdImport(sealed: Uint8Array): Promise<OpenerView>;
  /** Opens it with a held passphrase or identity; adds nothing. */
  openImport(handle: string): Promise<OfferView>;
  /** Adds what was chosen, in the offer's order: all of it or nothing. */
  addImport(choices: ImportChoiceView[]): Promise<ImportedView>;
  /** The dialog was closed: the file and what was typed go. */
  dropImport(): Promise<void>;
  /** Removes all that is kept; returns how many secrets the vault did not let go of. */
  removeEverything(confirmation: string): Promise<number>;
}

/** Locking. While it is locked, everything else rejects with the code `locked`. */
export interface LockBackend {
  /** All that a page may know while the app is locked; to be asked first. */
  lockState(): Promise<LockView>;
  /** Wipes what is held. The page is replaced: it need not do anything, and should not count on an answer. */
  lockNow(): Promise<void>;
  /** With the handle of a held passphrase where the vault takes one. */
  unlock(passphrase: string | null): Promise<LockView>;
  /** Somebody used a pointer or a key. */
  noteActivity(): Promise<void>;
  /** Where the user is, to be told again after unlocking. */
  notePlace(place: PlaceView): Promise<void>;
}

/** Where secrets are kept. Passphrases are handles of `holdSecret`, each good for one call. */
export interface VaultBackend {
  /** Looks at the vault again, after something was missing; the keyring asks to be unlocked. */
  retryVault(): Promise<void>;
  /** Keeps secrets in memory until the app ends. */
  useMemoryVault(): Promise<void>;
  /** Opens the vault in use; the passphrase vault wants its passphrase. */
  unlockVault(passphrase: string | null): Promise<void>;
  /** Makes a passphrase vault and moves all secrets into it. */
  createPassphraseVault(passphrase: string, repeated: string): Promise<void>;
  /** Moves all secrets; into the passphrase vault that is there with its passphrase. */
  moveVault(to: VaultModeView, passphrase: string | null): Promise<void>;
  changePassphrase(present: string, passphrase: string, repeated: string): Promise<void>;
}

/** Every call rejects with an `ErrorView`. */
export interface Backend
  extends CallBackend,
    AnswerBackend,
    ActivityBackend,
    RotationBackend,
    SupportBackend,
    BackupBackend,
    MovingBackend,
    VaultBackend,
    LockBackend {
  /** All that the frame shows. */
  desk(): Promise<DeskView>;
  integration(id: string): Promise<IntegrationView>;
  providers(): Promise<ProviderView[]>;
  subscriptionKeys(): Promise<SubscriptionKeyView[]>;

  /** The one call that takes a secret in. The caller empties its field at once. */
  holdSecret(text: string, purpose: SecretUse): Promise<HeldSecretView>;
  /** Reads the clipboard in Rust; the page gets a handle and a length. */
  pasteSecret(purpose: SecretUse): Promise<HeldSecretView>;
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
  /** Issues another secret for a client of the sandbox's own; the present one is taken too. */
  sandboxSecret(id: string, which: string): Promise<HeldSecretView>;
  /** From now on only the client's present secret is taken. */
  withdrawSandboxSecret(clientId: string): Promise<SandboxView>;

  saveSettings(settings: SettingsView): Promise<SettingsView>;
  /** Opens an https page of a set-up guide in the browser. */
  openLink(url: string): Promise<void>;

  /** Calls back on every change behind the page; returns the way to stop. */
  onChange(listener: (change: ChangeView) => void): Promise<() => void>;
}
