// The form of one endpoint, or of a custom request, while it is filled in: its values, and what Rust says about them.
import { createContext } from "svelte";
import type { Backend } from "../backend";
import type { CallBodyView, CallCheckView, CallView, EndpointView, ErrorView, FreeMemberView } from "../bindings";
import { type BodyDraft, bodyOf, initialValues, takesBody } from "./call";
import { asError } from "./error";

const CHECK_AFTER_MS = 150;
const unchecked: CallCheckView = { request: null, problems: [], effect: "" };

interface SecretInput {
  flush(): Promise<void>;
  hasText(): boolean;
}

export class CallForm {
  readonly integration: string;
  /** Null for a custom request. */
  readonly endpoint: string | null;
  values = $state<Record<string, string>>({});
  method = $state("GET");
  address = $state("");
  query = $state<FreeMemberView[]>([]);
  headers = $state<FreeMemberView[]>([]);
  body = $state() as BodyDraft;
  check = $state.raw<CallCheckView>(unchecked);
  /** Why nothing can be said about it. */
  error = $state.raw<ErrorView | null>(null);
  /** Once sending was tried, every problem shows; before, only those of fields that were visited. */
  tried = $state(false);

  #backend: Backend;
  #visited = $state<string[]>([]);
  #checked = $state.raw<CallView | null>(null);
  #fields = new Set<SecretInput>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #checks = 0;

  constructor(backend: Backend, integration: string, endpoint: EndpointView | null, from?: CallView) {
    this.#backend = backend;
    this.integration = integration;
    this.endpoint = from ? from.endpoint : (endpoint?.id ?? null);
    this.method = from?.endpoint === null ? from.method : (endpoint?.method ?? "GET");
    this.values = from ? { ...from.values } : initialValues(endpoint);
    this.address = from?.address ?? "";
    this.query = structuredClone(from?.query ?? []);
    this.headers = structuredClone(from?.headers ?? []);
    this.body = bodyOf(endpoint, from?.body);
  }

  /** As it would be sent now: of what is secret only the handles. */
  call(): CallView {
    const { integration, endpoint, method, address } = this;
    const values = Object.fromEntries(Object.entries($state.snapshot(this.values)).filter(([, text]) => text !== ""));
    return {
      integration,
      endpoint,
      values,
      method: endpoint === null ? method : "",
      address: endpoint === null ? address : "",
      query: $state.snapshot(this.query) as FreeMemberView[],
      headers: $state.snapshot(this.headers) as FreeMemberView[],
      body: this.#body(),
    };
  }

  #body(): CallBodyView {
    const { kind, contentType, text, secret, held, members } = this.body;
    if (kind === "fromParameters" || !takesBody(this.method)) return { kind: "fromParameters" };
    if (kind === "form") return { kind, members: $state.snapshot(members) as FreeMemberView[] };
    if (!secret) return { kind, contentType, text: { kind: "public", text } };
    // While it is edited it was taken in as it was before: shown are dots in either case.
    const { handle, length } = held ?? { handle: "", length: 0 };
    return { kind, contentType, text: { kind: "secret", handle, length } };
  }

  /** Call from an effect: asks Rust about the call a moment after it last changed. */
  watch(): () => void {
    const call = this.call();
    const { secret, text, held } = this.body;
    // Taken in, it changes the call, which is asked about then.
    const first = call.body.kind === "text" && secret && text !== "" && held === null;
    this.#timer = setTimeout(() => void (first ? this.#holdFirst() : this.ask(call)), CHECK_AFTER_MS);
    return () => clearTimeout(this.#timer);
  }

  async #holdFirst(): Promise<void> {
    try {
      await this.holdBody();
    } catch (error) {
      this.error = asError(error);
    }
  }

  /** What Rust says about a call; null when it could not be asked, or a later question was asked first. */
  async ask(call: CallView): Promise<CallCheckView | null> {
    const mine = ++this.#checks;
    try {
      const check = await this.#backend.previewCall(call);
      if (mine !== this.#checks) return null;
      this.check = check;
      this.#checked = call;
      this.error = null;
      return check;
    } catch (error) {
      if (mine === this.#checks) this.error = asError(error);
      return null;
    }
  }

  /** The call with everything that still stands in its secret fields taken in. Shows all of its problems from now on. */
  async settled(): Promise<CallView> {
    this.tried = true;
    await Promise.all([...this.#fields].map((field) => field.flush()));
    await this.holdBody();
    clearTimeout(this.#timer);
    return this.call();
  }

  /** Hands a secret body over. The text stays in its text area while it is edited there. */
  async holdBody(): Promise<void> {
    const { kind, secret, text, held } = this.body;
    if (kind !== "text" || !secret || !text || held?.text === text) return;
    const { handle, length } = await this.#backend.holdSecret(text, "call");
    this.body.held = { handle, length, text };
  }

  /** The text area goes: nothing of a secret text stays behind. */
  async leaveBody(): Promise<void> {
    await this.holdBody();
    if (!this.body.secret || !this.body.held) return;
    this.body.text = "";
    this.body.held = { ...this.body.held, text: "" };
  }

  /** Public from now on, or secret. A secret that was put away does not come back out. */
  setBodySecret(secret: boolean): void {
    this.body.secret = secret;
    this.body.held = null;
  }

  clearBody(): void {
    this.body.text = "";
    this.body.held = null;
  }

  /** Rust refused it when it was to be sent. */
  refuse(problems: CallCheckView["problems"]): void {
    this.#checks += 1;
    this.tried = true;
    this.check = { ...this.check, request: null, problems };
  }

  visit(field: string): void {
    if (!this.#visited.includes(field)) this.#visited.push(field);
  }

  problem(field: string): string {
    if (!this.tried && !this.#visited.includes(field)) return "";
    if (this.#outdated(field)) return "";
    // By its whole name: `body` is the body, `body.perPage` a parameter of it.
    const found = this.check.problems.filter((problem) => problem.field === field).map(({ message }) => message);
    return [...new Set(found)].join(" ");
  }

  /** Whether anything is wrong with one of these, and shows. */
  hasProblem(fields: string[]): boolean {
    return fields.some((field) => this.problem(field) !== "");
  }

  /** What came in since the last check: "is missing" would be wrong for a moment. */
  #outdated(field: string): boolean {
    const checked = this.#checked;
    if (!checked) return false;
    if (field === "address") return !checked.address && this.address !== "";
    if (field in this.values) return !checked.values[field] && this.values[field] !== "";
    return false;
  }

  /** A secret field makes itself known, so that sending takes what still stands in it. */
  register(field: SecretInput): () => void {
    this.#fields.add(field);
    return () => this.#fields.delete(field);
  }
}

export const [useCallForm, provideCallForm] = createContext<CallForm>();
