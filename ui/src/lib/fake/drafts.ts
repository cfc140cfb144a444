// What the fake keeps and says of a draft: a small part of what Rust checks.
import type { DraftCheckView, DraftView, FieldNoteView, IntegrationView, ProviderView } from "../bindings";
import { authorizationAt, requestTo } from "./requests";

export function draftOf(one: IntegrationView, provider: ProviderView): DraftView {
  const environment = provider.environments.find((e) => e.name === one.environmentName);
  return {
    id: one.id,
    label: one.label,
    provider: one.provider,
    environment: environment?.id ?? "",
    grant: one.grant,
    grants: [...provider.grants.map((grant) => grant.id), ...(provider.canRefresh ? ["refresh_token"] : [])],
    clientId: one.clientId,
    clientSecret: { kind: "kept", lastFour: "9xQ2", setAtMs: Date.now() - 3 * 86_400_000 },
    subscriptionKey: provider.subscriptionKeyHeader ? { kind: "shared", id: "k1" } : { kind: "empty" },
    username: "",
    password: { kind: "empty" },
    redirectUri: one.grant === "authorization_code" ? "http://127.0.0.1:8765/callback" : "",
    tokenEndpoint: environment?.tokenEndpoint ?? "",
    authorizationEndpoint: environment?.authorizationEndpoint ?? "",
    revocationEndpoint: environment?.revocationEndpoint ?? "",
    introspectionEndpoint: environment?.introspectionEndpoint ?? "",
    placement: provider.placements[0]?.id ?? "form",
    scope: "",
    extraHeaders: [],
    extraParameters: [],
    apiOrigins: environment?.apiOrigins ?? [],
    tokenHeader: "Authorization",
    tokenPrefix: "Bearer",
    proxy: "",
    extraCa: "",
  };
}

export function check(draft: DraftView, provider: ProviderView): DraftCheckView {
  const problems: FieldNoteView[] = [];
  const notes: FieldNoteView[] = [];
  const need = (field: string, present: boolean, message: string) => {
    if (!present) problems.push({ field, message });
  };
  const address = (field: "tokenEndpoint" | "authorizationEndpoint", name: string) =>
    need(
      field,
      /^https:\/\/.|^http:\/\/(127\.0\.0\.1|\[::1\])/.test(draft[field]),
      `The ${name} address must begin with https://.`,
    );
  const grant = provider.grants.find((one) => one.id === draft.grant);
  need("label", Boolean(draft.label.trim()), "Give it a name.");
  need("clientId", Boolean(draft.clientId.trim()), "The client id is missing.");
  if (grant?.needsSecret ?? true) {
    need("clientSecret", draft.clientSecret.kind !== "empty", "The client secret is missing.");
  }
  if (grant?.needsRedirect) {
    need("redirectUri", URL.canParse(draft.redirectUri), "The redirect URI is missing.");
    address("authorizationEndpoint", "authorization");
  }
  if (grant?.needsUser) {
    need("username", Boolean(draft.username.trim()), "The username is missing.");
    need("password", draft.password.kind !== "empty", "The password is missing.");
  }
  if (draft.grant !== "implicit") address("tokenEndpoint", "token");
  if (provider.subscriptionKeyHeader) {
    need("subscriptionKey", draft.subscriptionKey.kind !== "empty", "The subscription key is missing.");
  }
  if (draft.clientId.startsWith("{"))
    problems.push({ field: "clientId", message: "This is a placeholder, not a client id." });
  else if (draft.clientId !== draft.clientId.trim())
    notes.push({ field: "clientId", message: "A blank around it was removed." });
  draft.extraHeaders.forEach((extra, i) => {
    need(`extraHeaders.${i}`, Boolean(extra.name), "The header needs a name.");
  });
  const preset = provider.environments.find((e) => e.id === draft.environment)?.tokenEndpoint ?? "";
  const moved = draft.clientSecret.kind === "kept" && preset !== "" && origin(preset) !== origin(draft.tokenEndpoint);
  need("clientSecret", !moved, "Enter the client secret again.");
  const clientId = draft.clientId.trim() || "…";
  const subscription = Boolean(provider.subscriptionKeyHeader);
  const asked = { ...draft, address: draft.tokenEndpoint, clientId, subscription };
  const opens = grant?.needsRedirect && draft.authorizationEndpoint;
  return {
    authorization: opens
      ? authorizationAt(draft.authorizationEndpoint, clientId, draft.grant, draft.redirectUri)
      : null,
    request: draft.tokenEndpoint && draft.grant !== "implicit" ? requestTo(asked) : null,
    problems,
    notes,
    asksSecretAgain: moved
      ? "The address moved to another origin. A secret is sent only where it was given for: enter it again."
      : "",
  };
}

function origin(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "";
}
