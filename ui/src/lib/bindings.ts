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
 * There is nothing here, and there are backups of what was.
 */
wayBack: boolean, 
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
hasAlternatives: boolean, 
/**
 * In the order of the form.
 */
secrets: Array<SecretAgeView>, };

export type EnvironmentKindView = "production" | "test" | "sandbox";

export type ChangeView = { "kind": "integration", id: string, } | { "kind": "desk" } | { "kind": "clipboard" } | { "kind": "sandbox" } | { "kind": "call", run: string, phase: CallPhaseView, received: number, } | { "kind": "activity" } | { "kind": "endpoints", integration: string, };

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

export type SandboxClientRowView = { providerName: string, clientId: string, 
/**
 * The secret before its present one is taken too.
 */
takesOldSecret: boolean, };

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
singleLetterKeys: boolean, 
/**
 * The largest answer that is taken in, in megabytes.
 */
bodyLimitMb: number, 
/**
 * The most exchanges that Activity keeps.
 */
activityEntries: number, 
/**
 * The most that their bodies take, in megabytes.
 */
activityMb: number, 
/**
 * Whether Activity keeps answers that may hold data of persons too.
 */
keepPersonalBodies: boolean, 
/**
 * Days from which on a secret's age is pointed out; 0 never.
 */
remindAfterDays: number, 
/**
 * Seconds without a pointer or a key until the app locks; 0 never; None as the vault has it.
 */
lockIdleS: number | null, 
/**
 * Whether it locks when the session is locked or its screensaver comes on.
 */
lockWithSession: boolean, 
/**
 * Whether it locks when the computer goes to sleep.
 */
lockOnSleep: boolean, };

export type LockView = { locked: boolean, 
/**
 * Why, as a sentence; empty while it is not locked.
 */
reason: string, 
/**
 * "OS keyring", "Passphrase vault".
 */
vault: string, 
/**
 * Whether unlocking takes a passphrase; otherwise a click does.
 */
needsPassphrase: boolean, 
/**
 * `system`, `light` or `dark`.
 */
theme: string, 
/**
 * Where the user was. None while it is locked, and at the first start of the page.
 */
place: PlaceView | null, };

export type PlaceView = { 
/**
 * `integration`, `add`, `sandbox`, `settings`.
 */
kind: string, 
/**
 * The integration's id, or "".
 */
id: string, 
/**
 * Its tab, or "".
 */
tab: string, };

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
remedy: string, 
/**
 * Other placements of the credentials are worth trying, where the provider documents some.
 */
placementMayHelp: boolean, fault: FaultView, atMs: number, exchange: ExchangeView | null, };

export type VaultView = { state: VaultStateView, mode: VaultModeView, 
/**
 * "OS keyring", "Passphrase vault", "Memory only".
 */
name: string, 
/**
 * Whether the data folder holds one, in use or not.
 */
hasPassphraseVault: boolean, 
/**
 * What is missing, when it does not work: a heading, a sentence, a next step. Empty when it does.
 */
title: string, sentence: string, nextStep: string, };

export type VaultModeView = "keyring" | "passphrase" | "memory";

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

export type EndpointsView = { 
/**
 * Those of one API beside each other, in the order of the list; the user's own ones last.
 */
endpoints: Array<EndpointView>, 
/**
 * What paths are below, for showing: `https://apix.cisco.com/`. Empty where the user has to type whole addresses.
 */
base: string, 
/**
 * Other integrations of the same provider that the same call can be sent to, to compare.
 */
twins: Array<TwinView>, };

export type TwinView = { id: string, label: string, environmentName: string, };

export type EndpointView = { id: string, 
/**
 * The API it belongs to: the list is grouped by it.
 */
api: string, title: string, 
/**
 * One sentence more, or empty.
 */
summary: string, method: string, 
/**
 * With a `{name}` for each path parameter.
 */
path: string, 
/**
 * In the order of the form, required ones first.
 */
parameters: Array<ParameterView>, 
/**
 * Media type of the body that its body parameters make; empty where there is no body.
 */
contentType: string, 
/**
 * Whole bodies to start from.
 */
bodyTemplates: Array<BodyTemplateView>, 
/**
 * What a call changes, as a sentence: it is asked for first. Empty for a call that only reads.
 */
effect: string, personalData: boolean, 
/**
 * Concluded and not documented: shown with ≈.
 */
inferred: boolean, 
/**
 * Added by the user: it can be changed and removed.
 */
own: boolean, 
/**
 * The page that describes it, or empty.
 */
docs: string, 
/**
 * What is worth knowing before a call; whole sentences.
 */
notes: Array<string>, 
/**
 * Stored answers, the usual one first; the user's own after those.
 */
samples: Array<SampleView>, };

export type ParameterView = { 
/**
 * `path.bug_ids`: names it in values and notes.
 */
key: string, name: string, 
/**
 * `path`, `query`, `header` or `body`.
 */
place: string, required: boolean, example: string, 
/**
 * What the form starts with; may be empty.
 */
initial: string, description: string, 
/**
 * `text`, `number`, `list`, `date`, `dateTime` or `flag`.
 */
kind: string, 
/**
 * The only values there are, or none.
 */
oneOf: Array<string>, 
/**
 * What it may be, in a few words: "up to 5, of at most 10 characters". May be empty.
 */
limit: string, 
/**
 * What was sent for it before in this integration, the latest first.
 */
remembered: Array<string>, };

export type BodyTemplateView = { title: string, text: string, };

export type SampleView = { id: string, 
/**
 * "Usual answer", "No such bug", or what the user called it.
 */
title: string, 
/**
 * Saved by the user: it can be removed.
 */
own: boolean, };

export type EndpointDraftView = { 
/**
 * Empty for a new one.
 */
id: string, api: string, title: string, method: string, path: string, parameters: Array<ParameterDraftView>, 
/**
 * Media type of a body, or empty.
 */
contentType: string, 
/**
 * A body to start from, or empty.
 */
body: string, 
/**
 * What a call changes, as a sentence; empty for one that only reads.
 */
effect: string, 
/**
 * Whether answers may hold data of persons: then they are not kept in Activity.
 */
personalData: boolean, };

export type ParameterDraftView = { name: string, 
/**
 * `path`, `query`, `header` or `body`.
 */
place: string, required: boolean, example: string, description: string, };

export type OpenApiView = { 
/**
 * The document's own title and version.
 */
title: string, endpoints: Array<OpenApiEndpointView>, 
/**
 * What was left out and why; whole sentences.
 */
notes: Array<string>, };

export type OpenApiEndpointView = { 
/**
 * Names it when the chosen ones are added.
 */
key: string, api: string, title: string, method: string, path: string, changesSomething: boolean, 
/**
 * One like it is there already, and stays as it is.
 */
isThere: boolean, notes: Array<string>, };

export type AddedView = { count: number, 
/**
 * What was not added and why, a sentence each.
 */
leftOut: Array<string>, };

export type CallView = { integration: string, 
/**
 * None: method and address as typed.
 */
endpoint: string | null, 
/**
 * By the parameters' keys; those left empty may be missing.
 */
values: { [key in string]: string }, 
/**
 * Of a call without an endpoint.
 */
method: string, 
/**
 * Of a call without an endpoint: a path below the base, or a whole address.
 */
address: string, query: Array<FreeMemberView>, headers: Array<FreeMemberView>, body: CallBodyView, };

export type FreeMemberView = { name: string, value: GivenView, };

export type GivenView = { "kind": "public", text: string, } | { "kind": "secret", handle: string, length: number, };

export type CallBodyView = { "kind": "fromParameters" } | { "kind": "text", contentType: string, text: GivenView, } | { "kind": "form", members: Array<FreeMemberView>, };

export type CallCheckView = { 
/**
 * None while there are problems.
 */
request: RequestView | null, 
/**
 * By parameter key, or `address`, `query.0`, `headers.0`, `body`, `contentType`, `form.0`.
 */
problems: Array<FieldNoteView>, 
/**
 * What the call would change, as a sentence: it is asked for first. Empty for one that only reads.
 */
effect: string, };

export type CallResultView = { "kind": "called", called: CalledView, } | { "kind": "refused", refusal: RefusalView, } | { "kind": "problems", problems: Array<FieldNoteView>, } | { "kind": "cancelled" };

export type CalledView = { 
/**
 * Names the body to the commands that read it.
 */
id: string, source: AnswerSourceView, integration: string, endpoint: string | null, 
/**
 * "Bugs by id", or "GET /hello".
 */
title: string, outcome: OutcomeView, 
/**
 * None for a sample.
 */
request: RequestView | null, sentAtMs: number, 
/**
 * 0 when nothing answered.
 */
status: number, 
/**
 * "OK", "Not Found"; empty when nothing answered.
 */
reason: string, times: TimesView, 
/**
 * Bytes of the body as received, encoded.
 */
wireBytes: number, 
/**
 * Bytes of the body, decoded.
 */
bodyBytes: number, 
/**
 * All of them, masked.
 */
headers: Array<MemberView>, 
/**
 * Worth seeing at once: request ids, rate counters.
 */
lifted: Array<MemberView>, body: BodyFormView, 
/**
 * Rows of the formatted document with nothing folded; 0 where there is none.
 */
rows: number, 
/**
 * Lines of the body as it came.
 */
lines: number, 
/**
 * Empty while they are still to be asked for, see `tables_later`.
 */
tables: Array<TableView>, 
/**
 * The body is so large that looking for tables would hold up its first rows: they are asked for by `tables`.
 */
tablesLater: boolean, 
/**
 * The token had expired at the server: it was renewed and the call sent again, once.
 */
renewed: boolean, 
/**
 * Where the server wanted to send the caller; not followed. Or empty.
 */
redirect: string, 
/**
 * Values that ask for the next page; None on the last one, and where there are no pages.
 */
nextPage: { [key in string]: string } | null, 
/**
 * Can be saved as the user's own sample.
 */
canSaveSample: boolean, };

export type AnswerSourceView = { "kind": "live" } | { "kind": "sample", id: string, title: string, inferred: boolean, own: boolean, origin: string, note: string, } | { "kind": "kept" };

export type OutcomeView = { kind: OutcomeKindView, code: string, 
/**
 * A heading: "As asked for", "No data", "EoX refused the request".
 */
title: string, sentence: string, 
/**
 * Or empty.
 */
nextStep: string, fault: FaultView | null, };

export type OutcomeKindView = "success" | "noData" | "partial" | "refused" | "failed" | "cancelled";

export type TimesView = { dnsMs: number | null, connectMs: number | null, tlsMs: number | null, waitMs: number | null, downloadMs: number | null, 
/**
 * From sending to the last byte, redirects and a repeat among it.
 */
totalMs: number, };

export type BodyFormView = { "kind": "none" } | { "kind": "json" } | { "kind": "brokenJson", fault: string, } | { "kind": "page", heading: string, } | { "kind": "text" } | { "kind": "notKept", why: string, };

export type TableView = { 
/**
 * `$.bugs`, or `$` for a single object shown as a card.
 */
path: string, 
/**
 * "bugs", "Answer".
 */
label: string, rows: number, columns: Array<ColumnView>, 
/**
 * A single object: there is a card and no table.
 */
single: boolean, 
/**
 * What was left out, as a sentence, or empty.
 */
note: string, };

export type ColumnView = { 
/**
 * `EndOfSaleDate.value`.
 */
key: string, 
/**
 * The name in words: "End of sale date".
 */
label: string, 
/**
 * `text`, `number`, `date`, `flag`, `list` or `mixed`.
 */
kind: string, 
/**
 * Shown unless the user chooses otherwise.
 */
shown: boolean, };

export type TableQueryView = { 
/**
 * Index into `tables`.
 */
table: number, 
/**
 * Every word has to occur in a row; may be empty.
 */
filter: string, 
/**
 * A column's key, or empty for the answer's own order.
 */
sort: string, descending: boolean, 
/**
 * The keys of the columns to give, in their order.
 */
columns: Array<string>, };

export type TableRowsView = { 
/**
 * How many rows pass the filter.
 */
total: number, rows: Array<TableRowView>, };

export type TableRowView = { 
/**
 * Names the record to `card`.
 */
record: number, 
/**
 * In the order of the columns asked for; None where the record has no value there (also `null`, "null", "NA").
 */
cells: Array<string | null>, };

export type CardView = { title: string, fields: Array<CardFieldView>, };

export type CardFieldView = { label: string, 
/**
 * `text`, `number`, `date`, `flag`, `absent`, `list` or `record`.
 */
kind: string, 
/**
 * Plain text with its line breaks; HTML is stripped.
 */
text: string, 
/**
 * https addresses found in it: offered, not followed.
 */
links: Array<string>, 
/**
 * Of a list or record: its own fields.
 */
fields: Array<CardFieldView>, 
/**
 * Items of a long list that are not shown.
 */
more: number, };

export type SearchView = { total: number, 
/**
 * A newer search took its place.
 */
cancelled: boolean, 
/**
 * Why nothing can be looked for (a pattern that is no regular expression), or empty.
 */
problem: string, };

export type HitView = { 
/**
 * The row's number.
 */
row: number, 
/**
 * Its position among the visible rows; what hid it was unfolded.
 */
position: number, 
/**
 * How many rows are visible now.
 */
total: number, };

export type ComparisonView = { 
/**
 * "As the sample: every member is there with its type", or what differs, in a sentence.
 */
summary: string, same: boolean, differences: Array<DifferenceView>, 
/**
 * Why they cannot be compared, as a sentence, or empty.
 */
problem: string, };

export type DifferenceView = { 
/**
 * `bugs[].bug_id`.
 */
path: string, kind: DifferenceKindView, 
/**
 * Types on the left: "text", "number or null"; empty where it is missing.
 */
left: string, right: string, 
/**
 * Example values, cut; shown on demand.
 */
leftValues: Array<string>, rightValues: Array<string>, };

export type DifferenceKindView = "missing" | "new" | "retyped" | "empty" | "sometimes" | "value";

export type SavedView = { 
/**
 * The folder, absolute: its path is copied, too.
 */
folder: string, 
/**
 * The files' names.
 */
files: Array<string>, };

export type ActivityQueryView = { 
/**
 * Of one integration; None for all.
 */
integration: string | null, 
/**
 * Every word has to occur; may be empty.
 */
text: string, 
/**
 * Only those that were refused or failed.
 */
troubleOnly: boolean, };

export type ActivityView = { total: number, rows: Array<ActivityRowView>, 
/**
 * What all of it takes: exchanges and bytes of bodies.
 */
keptEntries: number, keptBytes: number, };

export type ActivityRowView = { id: string, integration: string, 
/**
 * As it was called then.
 */
label: string, environmentName: string, title: string, method: string, 
/**
 * Without the query.
 */
address: string, 
/**
 * 0 when nothing answered.
 */
status: number, outcome: OutcomeKindView, 
/**
 * The meaning: "As asked for", "Token expired".
 */
outcomeTitle: string, sentAtMs: number, elapsedMs: number, bodyBytes: number, 
/**
 * The body was kept too.
 */
hasBody: boolean, };

export type KeptExchangeView = { called: CalledView, 
/**
 * To fill the form with; None where the integration or the endpoint is gone.
 */
call: CallView | null, };

export type CallPhaseView = "token" | "waiting" | "receiving";

export type BackupsView = { 
/**
 * The latest first.
 */
backups: Array<BackupView>, 
/**
 * Whether one can be restored, or an empty state begun: not while another Gatepass has the data, or nothing can be written.
 */
replaceable: boolean, };

export type BackupView = { id: string, atMs: number, reason: BackupReasonView, bytes: number, 
/**
 * The integrations' names; None if it cannot be read.
 */
integrations: Array<string> | null, 
/**
 * How many exchanges of Activity are in it.
 */
exchanges: number, };

export type BackupReasonView = "daily" | "beforeUpdate" | "beforeRestore";

export type SecretAgeView = { 
/**
 * `client_secret`, `password` or `subscription_key`; empty for one that is replaced in the form alone.
 */
which: string, 
/**
 * "Client secret", or a header's name.
 */
name: string, 
/**
 * Empty for a short one.
 */
lastFour: string, setAtMs: number, days: number, 
/**
 * Older than the settings want, and not dismissed.
 */
reminds: boolean, beside: BesideView | null, 
/**
 * The labels of the other integrations that use it.
 */
sharedWith: Array<string>, };

export type BesideView = { lastFour: string, setAtMs: number, 
/**
 * It was in use before, and is there to go back to; else it is new.
 */
isOld: boolean, 
/**
 * When a token last came for a new one; or when an old one was replaced.
 */
sinceMs: number | null, };

export type TrialView = { works: boolean, 
/**
 * What was tested, and what came of it.
 */
sentence: string, refusal: RefusalView | null, exchange: ExchangeView | null, };

export type SupportSourceView = { "kind": "token", integration: string, } | { "kind": "exchange", id: string, };

export type SupportView = { 
/**
 * Names them to the command that writes them.
 */
id: string, text: string, har: string, 
/**
 * The answer's body is left out because it may hold data of persons: the user may want it inside.
 */
bodyMayBePersonal: boolean, 
/**
 * Why there is no body to put in, or empty.
 */
bodyNote: string, };

export type ExportRequestView = { integrations: Array<string>, withSecrets: boolean, sealTo: SealToView, };

export type SealToView = { "kind": "passphrase", handle: string, again: string, } | { "kind": "recipients", text: string, };

export type RecipientsView = { count: number, 
/**
 * What is wrong with the first line that is none, or empty.
 */
problem: string, };

export type SealedView = { saved: SavedView, integrations: number, 
/**
 * What was left out, a sentence each.
 */
notes: Array<string>, };

export type OpenerView = "passphrase" | "identity";

export type OfferView = { writtenAtMs: number, 
/**
 * The version of Gatepass, as the file says.
 */
writtenBy: string, withSecrets: boolean, integrations: Array<OfferedView>, };

export type OfferedView = { label: string, providerName: string, environmentName: string, environmentKind: EnvironmentKindView, standing: StandingView, 
/**
 * The integration that it could replace, or empty.
 */
here: string, 
/**
 * Why nothing can be done with it, or empty.
 */
whyNot: string, destinations: Array<DestinationView>, 
/**
 * The secrets that come with it.
 */
brings: Array<string>, 
/**
 * The secrets that have to be entered afterwards.
 */
lacks: Array<string>, notes: Array<string>, endpoints: number, samples: number, };

export type StandingView = "new" | "taken" | "same" | "unusable";

export type DestinationView = { what: string, address: string, receives: string, 
/**
 * Not what the provider documents.
 */
unusual: boolean, };

export type ImportChoiceView = { "kind": "add" } | { "kind": "replace", id: string, } | { "kind": "leaveOut" };

export type ImportedView = { added: Array<string>, replaced: number, leftOut: number, };
