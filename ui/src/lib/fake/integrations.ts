// Invented integrations that cover every state a row can be in.
import type { IntegrationView, RefusalView, SubscriptionKeyView, TokenView } from "../bindings";
import { providers } from "./providers";
import { exchangeOf } from "./requests";
import { secretAge } from "./secrets";

export function token(leftS: number, lifetimeS: number, rest: Partial<TokenView> = {}): TokenView {
  const expiresAtMs = Date.now() + leftS * 1000;
  return {
    sentAtMs: expiresAtMs - lifetimeS * 1000,
    expiresAtMs,
    lifetimeS,
    assumed: false,
    unsure: false,
    tokenType: "Bearer",
    unusualType: false,
    scope: "",
    lastFour: "9xQ2",
    fingerprint: "3f:a1:07",
    isJwt: false,
    elapsedMs: 182,
    grantName: "Client credentials",
    refreshable: false,
    ...rest,
  };
}

let made = 0;

/** As Rust makes them of a name. */
const letters = (name: string) =>
  (/\W/.test(name) ? name.split(/\W+/).map(([first]) => first) : [...name]).slice(0, 2).join("").toUpperCase();

export function integration(
  provider: string,
  label: string,
  environment: string,
  rest: Partial<IntegrationView> = {},
): IntegrationView {
  const from = providers.find((p) => p.id === provider);
  const where = from?.environments.find((e) => e.id === environment);
  made += 1;
  return {
    id: `i${made}`,
    label,
    provider,
    providerName: from?.name ?? provider,
    monogram: provider === "custom" ? letters(label) : (from?.monogram ?? ""),
    environmentName: where?.name ?? environment,
    environmentKind: where?.kind ?? "production",
    clientId: "b441b255a0d149fc5b",
    apiOrigins: where?.apiOrigins ?? [],
    token: null,
    refusal: null,
    busy: false,
    curlTarget: where?.apiOrigins[0] ?? "",
    grant: "client_credentials",
    grantName: "Client credentials",
    keepFresh: { on: false, paused: "", nextAtMs: null },
    signIn: null,
    needsSignIn: false,
    canRevoke: Boolean(where?.revocationEndpoint),
    canIntrospect: Boolean(where?.introspectionEndpoint),
    hasAlternatives: (from?.placements.length ?? 0) > 1,
    secrets: [
      secretAge("client_secret", "Client secret", 3),
      ...(from?.subscriptionKeyHeader
        ? [secretAge("subscription_key", "Subscription key", 3, { lastFour: "4c2e" })]
        : []),
    ],
    ...rest,
  };
}

export const keyRefused: RefusalView = {
  code: "subscription_key_refused",
  fault: "key",
  short: "key refused",
  title: "Pivot refused the subscription key",
  sentence:
    "The portal in front of Cisco answered, so the address and the network are fine, and Cisco has not seen your client id or secret. The key sent ends in …4c2e.",
  nextStep:
    "Compare the key with the mail from the Pivot team; a blank at its end is removed when you paste it here. Keys are per partner, clients are per API category.",
  remedy: "subscriptionKey",
  placementMayHelp: false,
  atMs: Date.now() - 60_000,
  exchange: null,
};

const secretRefused: RefusalView = {
  ...keyRefused,
  code: "client_refused",
  fault: "you",
  short: "secret refused",
  title: "API Console refused the client",
  sentence: "The server knows no client with this id and secret.",
  nextStep: "Compare both with the API Console; a secret that was reset there has to be replaced here.",
  remedy: "setup",
  placementMayHelp: true,
};

export const signInRefused: RefusalView = {
  ...keyRefused,
  code: "sign_in_needed",
  fault: "you",
  short: "sign in",
  title: "Nobody has signed in",
  sentence: "This grant gets its token when somebody signs in with the browser.",
  nextStep: "Sign in. If the browser shows an error, compare the redirect URI with the registration.",
  remedy: "signIn",
  placementMayHelp: false,
  exchange: null,
};

export function inventedIntegrations(): IntegrationView[] {
  made = 0;
  const list = [
    integration("pivot", "Pivot field notices", "uat", { token: token(2467, 3599, { scope: "customscope" }) }),
    integration("cisco-support", "Support APIs", "production", {
      token: token(760, 3600, { isJwt: true, fingerprint: "b8:04:5e" }),
      keepFresh: { on: true, paused: "", nextAtMs: Date.now() + 700_000 },
    }),
    integration("cx-cloud", "CX Cloud, Contoso", "production", { token: token(90, 3600, { isJwt: true }) }),
    integration("smart-bonding", "Smart Bonding", "stage", { token: token(-7200, 3600) }),
    integration("smart-bonding", "Smart Bonding", "production"),
    integration("api-console", "Hello app", "legacy", { refusal: secretRefused }),
    integration("pivot", "Pivot advisories for the northern region", "uat", { refusal: keyRefused }),
    integration("custom", "Case bridge", "production", {
      token: token(4200, 7200, { assumed: true, tokenType: "MAC", unusualType: true, lastFour: "" }),
      refusal: {
        ...keyRefused,
        code: "no_answer",
        fault: "network",
        short: "no answer",
        title: "login.example.com did not answer",
        sentence: "No connection within 10 seconds.",
        nextStep: "Check the proxy and the address.",
        remedy: "retry",
        exchange: null,
      },
      apiOrigins: ["https://api.example.com"],
    }),
    integration("pivot", "Pivot rehearsal", "sandbox", { token: token(41, 60) }),
    integration("cisco-support", "Support rehearsal", "sandbox"),
    integration("api-console", "Case search, as me", "production", {
      grant: "authorization_code",
      grantName: "Authorization code",
      needsSignIn: true,
      keepFresh: {
        on: true,
        paused: "Nobody has signed in yet: sign in once, then it goes on by itself.",
        nextAtMs: null,
      },
    }),
  ];
  for (const one of list) {
    if (one.refusal?.code.endsWith("refused")) {
      const excerpt = '{ "statusCode": 401, "message": "Access denied due to invalid subscription key…" }';
      one.refusal = { ...one.refusal, exchange: exchangeOf(one, 401, excerpt) };
    }
  }
  return list;
}

export const inventedKeys = (): SubscriptionKeyView[] => [
  {
    id: "k1",
    provider: "pivot",
    lastFour: "4c2e",
    setAtMs: Date.now() - 3 * 86_400_000,
    usedBy: ["Pivot field notices", "Pivot advisories for the northern region"],
    origins: ["https://api-uat.pivotts.com"],
  },
];
