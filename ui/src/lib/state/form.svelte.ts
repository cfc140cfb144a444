// The form of one integration while it is filled in: the draft, what Rust says about it, and the way to save it.
import { createContext } from "svelte";
import type { Backend } from "../backend";
import type {
  DraftCheckView,
  DraftView,
  ErrorView,
  FieldNoteView,
  HeldSecretView,
  IntegrationView,
  ProviderView,
} from "../bindings";
import { Comparison } from "./comparison.svelte";
import { carried, emptyDraft, grantsOf, messages, type Preset, preset, same } from "./draft";
import { asError } from "./error";

const CHECK_AFTER_MS = 150;
const unchecked: DraftCheckView = { authorization: null, request: null, problems: [], notes: [], asksSecretAgain: "" };

export class Form {
  draft = $state() as DraftView;
  /** As it was opened or last saved: what stays in the vault is named in it. */
  original = $state.raw() as DraftView;
  check = $state.raw<DraftCheckView>(unchecked);
  error = $state.raw<ErrorView | null>(null);
  saving = $state(false);
  /** Once saving was tried, every problem shows; before, only those of fields that were visited. */
  tried = $state(false);

  /** What the last switch of grant or placement changes in the request. */
  readonly comparison = new Comparison();
  readonly providers: ProviderView[];
  readonly provider = $derived.by(() => this.#providerOf(this.draft.provider));
  readonly environment = $derived.by(() => this.provider.environments.find((e) => e.id === this.draft.environment));

  readonly grant = $derived.by(() => this.provider.grants.find((g) => g.id === this.draft.grant));

  #backend: Backend;
  /** As a paste filled it in, and what it could not fill in. */
  #filled = $state.raw<{ draft: DraftView; asks: FieldNoteView[] } | null>(null);
  #visited = $state<string[]>([]);
  #checked = $state.raw<DraftView | null>(null);
  /** The draft that was last refused. */
  #refused: DraftView | null = null;
  /** What is known of secrets held in Rust for this form, by handle. */
  #held = $state<Record<string, HeldSecretView>>({});
  #typed = new Map<string, Preset>();
  #fields = new Set<{ flush(): Promise<void>; hasText(): boolean }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #checks = 0;

  constructor(backend: Backend, providers: ProviderView[], draft: DraftView) {
    this.#backend = backend;
    this.providers = providers;
    this.draft = structuredClone(draft);
    this.original = draft;
  }

  #providerOf(id: string): ProviderView {
    const provider = this.providers.find((p) => p.id === id) ?? this.providers[0];
    if (!provider) throw new Error("there is no provider to choose from");
    return provider;
  }

  get isNew(): boolean {
    return this.draft.id === null;
  }

  get isDirty(): boolean {
    return !same(this.draft, this.#untouched) || [...this.#fields].some((field) => field.hasText());
  }

  /** Something stands in it that neither it nor a paste filled in. */
  get isTyped(): boolean {
    const from = this.#filled?.draft ?? this.#untouched;
    return !same(this.draft, from) || [...this.#fields].some((field) => field.hasText());
  }

  /** What the form holds without anything typed. Choosing among what is offered for a new one is not yet typing. */
  get #untouched(): DraftView {
    if (!this.isNew) return this.original;
    const { environment, grant, grants, placement } = this.draft;
    return { ...emptyDraft(this.provider), ...preset(this.environment), environment, grant, grants, placement };
  }

  /** What a paste left open and nobody has entered since. */
  get asks(): FieldNoteView[] {
    const filled = this.#filled;
    if (!filled) return [];
    return filled.asks.filter(({ field }) => {
      const root = rootOf(field);
      return JSON.stringify(this.draft[root]) === JSON.stringify(filled.draft[root]);
    });
  }

  /** Fills it in from a paste. Of two readings of the same paste the second keeps what was typed since the first. */
  fill(draft: DraftView, asks: FieldNoteView[], again = false): void {
    const now = $state.snapshot(this.draft) as DraftView;
    const next = again && this.#filled ? carried(now, this.#filled.draft, draft) : structuredClone(draft);
    this.#typed.clear();
    this.comparison.end();
    this.draft = next;
    this.#filled = { draft, asks };
    this.error = null;
    this.tried = false;
    this.#visited = [];
  }

  /** Starts over from what is stored, after saving or to discard. */
  rebase(draft: DraftView): void {
    this.original = draft;
    this.draft = structuredClone(draft);
    this.comparison.end();
    this.error = null;
    this.tried = false;
    this.#visited = [];
  }

  /** Call from an effect: asks Rust about the draft a moment after it last changed. */
  watch(): () => void {
    const draft = $state.snapshot(this.draft) as DraftView;
    this.comparison.follow(draft);
    this.#timer = setTimeout(() => void this.#ask(draft), CHECK_AFTER_MS);
    return () => clearTimeout(this.#timer);
  }

  async #ask(draft: DraftView): Promise<void> {
    const mine = ++this.#checks;
    try {
      const check = await this.#backend.checkDraft(draft);
      if (mine !== this.#checks) return;
      this.check = check;
      this.#checked = draft;
      // What a refused save said of the fields is about an older draft now.
      if (this.error?.fields.length && this.#refused && !same(draft, this.#refused)) {
        this.error = check.problems.length ? { ...this.error, fields: [] } : null;
      }
    } catch (error) {
      if (mine === this.#checks) this.error = asError(error);
    }
  }

  chooseProvider(id: string): void {
    const provider = this.providers.find((p) => p.id === id);
    if (!provider || id === this.draft.provider) return;
    this.#typed.clear();
    if (this.#filled) this.#filled = { ...this.#filled, asks: [] };
    const { label, clientId, clientSecret } = this.draft;
    this.draft = { ...emptyDraft(provider), label, clientId, clientSecret };
    this.#visited = [];
  }

  /** Another environment has another address; one that was typed comes back with its environment. */
  chooseEnvironment(id: string): void {
    this.#typed.set(this.draft.environment, preset(this.draft));
    const next = this.provider.environments.find((e) => e.id === id);
    Object.assign(this.draft, { environment: id }, this.#typed.get(id) ?? preset(next));
  }

  choosePlacement(id: string): void {
    const before = this.provider.placements.find((one) => one.id === this.draft.placement);
    this.draft.placement = id;
    this.#compare(before?.name);
  }

  /** A grant that is used is one that the registration has. */
  chooseGrant(id: string): void {
    const before = this.grant;
    this.draft.grant = id;
    this.setRegistered(id, true);
    // What was set up before there was a choice has no such address, and its environment knows it.
    if (this.grant?.needsRedirect && !this.draft.authorizationEndpoint) {
      this.draft.authorizationEndpoint = this.environment?.authorizationEndpoint ?? "";
    }
    this.#compare(before?.name);
  }

  setRegistered(id: string, on: boolean): void {
    const has = (one: string) => (one === id ? on || one === this.draft.grant : this.draft.grants.includes(one));
    this.draft.grants = grantsOf(this.provider).filter(has);
  }

  #compare(name = ""): void {
    this.comparison.begin(name, this.check, $state.snapshot(this.draft) as DraftView);
  }

  visit(field: string): void {
    if (!this.#visited.includes(field)) this.#visited.push(field);
  }

  problem(field: string): string {
    if (!this.tried && !this.#visited.includes(field)) return "";
    if (this.#outdated(field)) return "";
    const refused = this.error?.fields ?? [];
    return messages([...this.check.problems, ...refused], field);
  }

  /** What came in or went since the last check: "is missing" would be wrong for a moment. Other text would only flicker. */
  #outdated(field: string): boolean {
    const root = rootOf(field);
    if (!this.#checked) return false;
    if (typeof this.draft[root] === "string") return this.#checked[root] === "" && this.draft[root] !== "";
    return JSON.stringify(this.draft[root]) !== JSON.stringify(this.#checked[root]);
  }

  note(field: string): string {
    return messages([...this.asks, ...this.check.notes], field);
  }

  held(handle: string): HeldSecretView | undefined {
    return this.#held[handle];
  }

  take(secret: HeldSecretView): string {
    this.#held[secret.handle] = secret;
    return secret.handle;
  }

  /** A secret field makes itself known, so that submitting takes what still stands in it. */
  register(field: { flush(): Promise<void>; hasText(): boolean }): () => void {
    this.#fields.add(field);
    return () => this.#fields.delete(field);
  }

  async useSandboxClient(): Promise<void> {
    if (this.saving) return;
    // Saving in the same instant would save the form without it.
    this.saving = true;
    await this.#try(async () => {
      const client = await this.#backend.sandboxClient(this.draft.provider);
      this.draft.clientId = client.clientId;
      this.draft.clientSecret = { kind: "held", handle: this.take(client.clientSecret) };
      if (client.subscriptionKey) {
        this.draft.subscriptionKey = { kind: "held", handle: this.take(client.subscriptionKey) };
      }
      this.draft.username = client.username;
      if (client.redirectUri) this.draft.redirectUri = client.redirectUri;
      if (client.password) this.draft.password = { kind: "held", handle: this.take(client.password) };
      if (client.extraHeaders.length) this.draft.extraHeaders = client.extraHeaders;
    });
    this.saving = false;
  }

  /** The saved integration, or null when it was refused; nothing typed is lost then. */
  async save(): Promise<IntegrationView | null> {
    if (this.saving) return null;
    this.saving = true;
    this.tried = true;
    let saved: IntegrationView | null = null;
    await this.#try(async () => {
      await Promise.all([...this.#fields].map((field) => field.flush()));
      const draft = $state.snapshot(this.draft) as DraftView;
      this.#refused = draft;
      saved = await this.#backend.saveIntegration(draft);
      this.#refused = null;
    });
    this.saving = false;
    return saved;
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      this.error = null;
      await act();
    } catch (error) {
      this.error = asError(error);
    }
  }
}

const rootOf = (field: string) => field.split(".")[0] as keyof DraftView;

export const [useForm, provideForm] = createContext<Form>();
