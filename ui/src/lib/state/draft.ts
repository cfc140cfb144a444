// A draft without its form: what it begins with, whether two are the same, what is said of a field.
import type { DraftView, EnvironmentView, ProviderView, SecretFieldView } from "../bindings";
import { daysAgo } from "../format/moment";

/** What an environment brings along, until something else is typed. */
export type Preset = Pick<
  DraftView,
  "tokenEndpoint" | "authorizationEndpoint" | "revocationEndpoint" | "introspectionEndpoint" | "apiOrigins" | "scope"
>;

/** All that a client's registration can have, in the order of the provider. */
export function grantsOf(provider: ProviderView): string[] {
  return [...provider.grants.map((grant) => grant.id), ...(provider.canRefresh ? ["refresh_token"] : [])];
}

export function emptyDraft(provider: ProviderView, of = provider.environments[0]?.id): DraftView {
  const environment = provider.environments.find((one) => one.id === of);
  return {
    id: null,
    label: "",
    provider: provider.id,
    environment: environment?.id ?? "",
    grant: provider.grants[0]?.id ?? "client_credentials",
    grants: grantsOf(provider),
    clientId: "",
    clientSecret: { kind: "empty" },
    subscriptionKey: { kind: "empty" },
    username: "",
    password: { kind: "empty" },
    redirectUri: "",
    ...preset(environment),
    placement: provider.placements[0]?.id ?? "form",
    extraHeaders: [],
    extraParameters: [],
    tokenHeader: "Authorization",
    tokenPrefix: "Bearer",
    proxy: "",
    extraCa: "",
  };
}

export function preset(from: EnvironmentView | DraftView | undefined): Preset {
  return {
    tokenEndpoint: from?.tokenEndpoint ?? "",
    authorizationEndpoint: from?.authorizationEndpoint ?? "",
    revocationEndpoint: from?.revocationEndpoint ?? "",
    introspectionEndpoint: from?.introspectionEndpoint ?? "",
    apiOrigins: [...(from?.apiOrigins ?? [])],
    scope: from?.scope ?? "",
  };
}

/** The same values, whatever the order of the members. */
export function same(a: DraftView, b: DraftView): boolean {
  return (Object.keys(a) as (keyof DraftView)[]).every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));
}

/** What a user enters, whatever the provider: it stays when another one is chosen for the same client. */
const typed = ["label", "clientId", "clientSecret", "username", "password", "redirectUri", "proxy", "extraCa"] as const;

/** `to`, with what was typed over `from` since. */
export function carried(now: DraftView, from: DraftView, to: DraftView): DraftView {
  const next = structuredClone(to);
  const kept = typed.filter((key) => JSON.stringify(now[key]) !== JSON.stringify(from[key]));
  return Object.assign(next, Object.fromEntries(kept.map((key) => [key, now[key]])));
}

/** Of a secret in the vault: `•••• 9xQ2 · set 3 days ago`; empty for any other. */
export function keptIn(secret: SecretFieldView): string {
  if (secret.kind !== "kept") return "";
  return `${secret.lastFour ? `•••• ${secret.lastFour} · ` : ""}set ${daysAgo(secret.setAtMs)}`;
}

/** What is said of a field, and of the members of a list (`apiOrigins.0`), each once. */
export function messages(notes: { field: string; message: string }[], field: string): string {
  const found = notes.filter((note) => note.field === field || note.field.startsWith(`${field}.`));
  return [...new Set(found.map((note) => note.message))].join(" ");
}
