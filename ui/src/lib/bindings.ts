// Written by `cargo test` from src-tauri/app/src/view: change the Rust, not this file.

export type DraftView = { 
/**
 * None while the integration is new.
 */
id: string | null, label: string, provider: string, environment: string, clientId: string, clientSecret: SecretFieldView, subscriptionKey: SubscriptionKeyFieldView, tokenEndpoint: string, 
/**
 * `form`, `query`, `json` or `basic`.
 */
placement: string, 
/**
 * How tokens are got: `client_credentials`, `authorization_code`, `password` or `implicit`.
 */
grant: string, 
/**
 * The grants that its registration has, `refresh_token` among them.
 */
grants: Array<string>, 
/**
 * As registered.
 */
redirectUri: string, authorizationEndpoint: string, revocationEndpoint: string, introspectionEndpoint: string, username: string, password: SecretFieldView, scope: string, extraHeaders: Array<ExtraView>, extraParameters: Array<ExtraView>, 
/**
 * Origins that may receive the token, as typed.
 */
apiOrigins: Array<string>, 
/**
 * The header that carries the token in an API call: `Authorization`.
 */
tokenHeader: string, 
/**
 * What stands before the token in that header: `Bearer`.
 */
tokenPrefix: string, proxy: string, 
/**
 * A PEM certificate, trusted beside the system's for this integration only.
 */
extraCa: string, };

export type SecretFieldView = { "kind": "empty" } | { "kind": "held", handle: string, } | { "kind": "kept", lastFour: string, setAtMs: number, };

export type SubscriptionKeyFieldView = { "kind": "empty" } | { "kind": "shared", id: string, } | { "kind": "held", handle: string, };

export type ExtraView = { name: string, value: ExtraValueView, };

export type ExtraValueView = { "kind": "public", text: string, } | { "kind": "held", handle: string, } | { "kind": "kept", id: string, lastFour: string, } | { "kind": "empty" };

export type HeldSecretView = { handle: string, 
/**
 * Characters after cleaning, for as many dots.
 */
length: number, 
/**
 * What was cleaned away, in words for under the field ("A blank at the end was removed."), or empty.
 */
note: string, 
/**
 * Why it cannot be saved as it is ("This is a placeholder, not a secret."), or empty.
 */
problem: string, };

export type DraftCheckView = { 
/**
 * What the browser will open first, where a person signs in.
 */
authorization: RequestView | null, 
/**
 * What will be sent, secrets masked; None while the draft cannot be sent at all, and for the implicit grant.
 */
request: RequestView | null, 
/**
 * What keeps it from being saved. Fields are named as in `DraftView`.
 */
problems: Array<FieldNoteView>, 
/**
 * What Gatepass changed or advises, without standing in the way.
 */
notes: Array<FieldNoteView>, 
/**
 * Why the kept secrets must be entered again (an address moved to another origin), or empty.
 */
asksSecretAgain: string, };

export type FieldNoteView = { 
/**
 * The field, as named in `DraftView`; for lists with an index: `extraHeaders.0`.
 */
field: string, message: string, };

export type SubscriptionKeyView = { id: string, provider: string, 
/**
 * Empty for a short key.
 */
lastFour: string, setAtMs: number, 
/**
 * Labels of the integrations that use it.
 */
usedBy: Array<string>, 
/**
 * Where it may be sent.
 */
origins: Array<string>, };

export type SandboxClientView = { clientId: string, clientSecret: HeldSecretView, 
/**
 * Only for providers that have one.
 */
subscriptionKey: HeldSecretView | null, 
/**
 * The values that the sandbox expects in the provider's extra headers, held as secrets.
 */
extraHeaders: Array<ExtraView>, 
/**
 * Registered with it; empty where its provider has no grant that needs one.
 */
redirectUri: string, 
/**
 * For the password grant; empty where its provider does not have it.
 */
username: string, password: HeldSecretView | null, };

export type ErrorView = { 
/**
 * Snake case, stable.
 */
code: string, sentence: string, nextStep: string, 
/**
 * The fields at fault, when a form was refused.
 */
fields: Array<FieldNoteView>, };

export type DeskView = { integrations: Array<IntegrationView>, vault: VaultView, clipboard: ClipboardView | null, settings: SettingsView, sandboxRunning: boolean, 
/**
 * Something found at start that the user should know (a damaged file set aside), or empty.
 */
notice: string, 
/**
 * How far this computer's clock is off, in a sentence, or empty.
 */
clockNotice: string, version: string, };

export type IntegrationView = { id: string, label: string, provider: string, providerName: string, 
/**
 * Two letters for the quiet tile.
 */
monogram: string, environmentName: string, environmentKind: EnvironmentKindView, clientId: string, 
/**
 * Origins that may receive its token.
 */
apiOrigins: Array<string>, 
/**
 * The token held, live or expired.
 */
token: TokenView | null, 
/**
 * The last refusal, until a token is got or the integration changes.
 */
refusal: RefusalView | null, 
/**
 * A token request is under way.
 */
busy: boolean, 
/**
 * What "curl" will call, for the menu; empty where there is no address to call.
 */
curlTarget: string, 
/**
 * `client_credentials`, `authorization_code`, `password` or `implicit`.
 */
grant: string, grantName: string, keepFresh: KeepFreshView, 
/**
 * The sign-in under way.
 */
signIn: SignInView | null, 
/**
 * The next token needs a person in the browser: there is nothing to refresh.
 */
needsSignIn: boolean, canRevoke: boolean, canIntrospect: boolean, 
/**
 * The provider documents other placements that can be tried.
 */
hasAlternatives: boolean, };

export type EnvironmentKindView = "production" | "test" | "sandbox";

export type ChangeView = { "kind": "integration", id: string, } | { "kind": "desk" } | { "kind": "clipboard" } | { "kind": "sandbox" };

export type ProviderView = { id: string, name: string, monogram: string, 
/**
 * One line for the choice: what it is for.
 */
summary: string, environments: Array<EnvironmentView>, 
/**
 * The first is the default.
 */
placements: Array<PlacementView>, 
/**
 * The grants its registrations may have; the first is the default.
 */
grants: Array<GrantView>, 
/**
 * A registration may have refresh tokens.
 */
canRefresh: boolean, 
/**
 * The header of the provider's subscription key, or empty.
 */
subscriptionKeyHeader: string, 
/**
 * Sentences under the fields: where each value comes from.
 */
clientIdHint: string, clientSecretHint: string, subscriptionKeyHint: string, 
/**
 * The guide: how to get what the form asks for.
 */
guide: GuideView, };

export type EnvironmentView = { id: string, name: string, kind: EnvironmentKindView, 
/**
 * Preset token endpoint; empty where the user types it.
 */
tokenEndpoint: string, 
/**
 * Each empty where there is none.
 */
authorizationEndpoint: string, revocationEndpoint: string, introspectionEndpoint: string, apiOrigins: Array<string>, scope: string, };

export type PlacementView = { 
/**
 * `form`, `query`, `json` or `basic`.
 */
id: string, 
/**
 * "Form body", "URL, empty body", "JSON body", "Basic header".
 */
name: string, hint: string, };

export type GrantView = { 
/**
 * `client_credentials`, `authorization_code`, `password` or `implicit`.
 */
id: string, name: string, hint: string, 
/**
 * Why it is better avoided and what to take instead, or empty.
 */
discouraged: string, needsSecret: boolean, needsRedirect: boolean, needsUser: boolean, };

export type KeepFreshView = { on: boolean, 
/**
 * Why it waits, in a sentence, or empty.
 */
paused: string, 
/**
 * When it will renew or try again; None when it will not by itself.
 */
nextAtMs: number | null, };

export type SignInView = { mode: SignInModeView, redirectUri: string, 
/**
 * What was opened, to be opened elsewhere by hand. It holds no secret: its state counts once and for a few minutes.
 */
address: string, startedAtMs: number, endsAtMs: number, 
/**
 * Something that happened meanwhile, or empty.
 */
note: string, };

export type RevokedView = { sentence: string, exchange: ExchangeView | null, };

export type IntrospectionView = { active: boolean, claims: Array<ClaimView>, sentence: string, exchange: ExchangeView, };

export type AlternativesView = { tried: Array<AlternativeView>, };

export type AlternativeView = { 
/**
 * `form`, `query`, `json` or `basic`.
 */
placement: string, name: string, works: boolean, sentence: string, exchange: ExchangeView | null, };

export type PasteView = { 
/**
 * Why nothing of it can be used and what would work, or empty.
 */
problem: string, 
/**
 * Exactly the environments that it can belong to.
 */
candidates: Array<PasteCandidateView>, 
/**
 * What has to be asked.
 */
asks: Array<FieldNoteView>, 
/**
 * What was changed or left out, a sentence each.
 */
notes: Array<string>, };

export type PasteCandidateView = { provider: string, providerName: string, environment: string, environmentName: string, 
/**
 * Filled in as far as it is certain. Secrets are the same handles in each.
 */
draft: DraftView, };

export type SandboxFaultView = { id: string, name: string, description: string, target: SandboxFaultTargetView, mode: SandboxFaultModeView, };

export type SandboxFaultTargetView = "token" | "call" | "both";

export type SandboxFaultModeView = "off" | "once" | "on";

export type SignInModeView = "listen" | "paste";

export type FaultView = "you" | "key" | "service" | "network" | "here";

export type GuideView = { 
/**
 * Who gives the credentials, in a sentence.
 */
intro: string, steps: Array<GuideStepView>, 
/**
 * What trips people up.
 */
notes: Array<string>, };

export type GuideStepView = { title: string, text: string, 
/**
 * An https page to open in the browser, or empty.
 */
link: string, 
/**
 * Its label, or empty.
 */
linkLabel: string, };

export type RequestView = { method: string, 
/**
 * Scheme, host and path.
 */
address: string, query: Array<MemberView>, headers: Array<MemberView>, body: BodyView, };

export type MemberView = { name: string, 
/**
 * The value, or dots where it is a secret.
 */
value: string, 
/**
 * What the dots stand for ("client secret"), or empty where the value is shown.
 */
masked: string, };

export type BodyView = { "kind": "none" } | { "kind": "empty" } | { "kind": "form", members: Array<MemberView>, } | { "kind": "json", members: Array<MemberView>, } | { "kind": "text", text: string, masked: string, };

export type ExchangeView = { request: RequestView, sentAtMs: number, elapsedMs: number, 
/**
 * None when nothing answered.
 */
answer: AnswerView | null, };

export type AnswerView = { status: number, contentType: string, 
/**
 * The body's text, masked and cut; empty for HTML and for a success.
 */
excerpt: string, 
/**
 * Request ids and rate counters that support asks for.
 */
headers: Array<MemberView>, };

export type SandboxView = { running: boolean, 
/**
 * `http://127.0.0.1:port`, or empty while it is stopped.
 */
address: string, 
/**
 * Seconds that new tokens live.
 */
tokenLifetimeS: number, clients: Array<SandboxClientRowView>, 
/**
 * What its next answers can be made to fail with; empty while it is stopped.
 */
faults: Array<SandboxFaultView>, 
/**
 * Newest first.
 */
requests: Array<SandboxRequestView>, };

export type SandboxClientRowView = { providerName: string, clientId: string, };

export type SandboxRequestView = { atMs: number, method: string, 
/**
 * Without its query, which may hold a secret.
 */
path: string, status: number, 
/**
 * What came of it: "token", "gzip", "invalid_client".
 */
outcome: string, };

export type SettingsView = { 
/**
 * `system`, `light` or `dark`.
 */
theme: string, 
/**
 * Seconds until a copied secret is cleared; 0 never.
 */
clipboardClearS: number, 
/**
 * Whether C, R and N act while the list has the focus (WCAG 2.1.4).
 */
singleLetterKeys: boolean, };

export type TokenView = { 
/**
 * When its request was sent: the life counts from then.
 */
sentAtMs: number, expiresAtMs: number, lifetimeS: number, 
/**
 * The server named no usable lifetime; an hour is assumed.
 */
assumed: boolean, 
/**
 * The clock went back since it was got: renewed before use.
 */
unsure: boolean, tokenType: string, 
/**
 * The server's token type is not Bearer: shown as a warning.
 */
unusualType: boolean, scope: string, lastFour: string, 
/**
 * `3f:a1:07`, the first bytes of the token's SHA-256.
 */
fingerprint: string, isJwt: boolean, elapsedMs: number, 
/**
 * How it was got.
 */
grantName: string, 
/**
 * A refresh token is held with it.
 */
refreshable: boolean, };

export type TokenDetailView = { 
/**
 * Claims of a JWT, in its order; empty for an opaque token.
 */
claims: Array<ClaimView>, 
/**
 * The request that got it, secrets masked; None for a token from an earlier version.
 */
exchange: ExchangeView | null, };

export type ClaimView = { name: string, 
/**
 * The value as JSON text; strings without quotes.
 */
value: string, 
/**
 * What the name means (RFC 7519, Okta), or empty.
 */
meaning: string, 
/**
 * Milliseconds, where the claim is a moment (`exp`, `iat`, `nbf`).
 */
atMs: number | null, };

export type RefusalView = { code: string, 
/**
 * Two or three words for the list: "secret refused".
 */
short: string, 
/**
 * A heading: "Smart Bonding refused the client secret".
 */
title: string, sentence: string, nextStep: string, 
/**
 * What a button offers: `setup`, `subscriptionKey`, `vault`, `retry`, `signIn`, or empty.
 */
remedy: string, fault: FaultView, atMs: number, exchange: ExchangeView | null, };

export type VaultView = { state: VaultStateView, 
/**
 * "OS keyring", "Memory only".
 */
name: string, 
/**
 * What is missing, when it does not work: a heading, a sentence, a next step. Empty when it does.
 */
title: string, sentence: string, nextStep: string, };

export type VaultStateView = "opening" | "ready" | "locked" | "waiting" | "unavailable" | "memory";

export type ClipboardView = { 
/**
 * The integration's label.
 */
label: string, 
/**
 * "token", "curl line".
 */
what: string, 
/**
 * None when it is never cleared.
 */
clearsAtMs: number | null, };

export type CopiedView = { validUntilMs: number, 
/**
 * Too little life was left, so a new token was got first.
 */
renewed: boolean, };
