// Providers for the fake: the shapes of the real ones, with less text.
import type { EnvironmentView, PlacementView, ProviderView } from "../bindings";
import { clientCredentials, grants } from "./grants";

export const SANDBOX = "http://127.0.0.1:40213";

const form: PlacementView = { id: "form", name: "Form body", hint: "The form is what the service prefers." };
const query: PlacementView = {
  id: "query",
  name: "URL, empty body",
  hint: "In the URL they may end up in logs along the way.",
};
const json: PlacementView = { id: "json", name: "JSON body", hint: "Accepted, and used by few." };
const basic: PlacementView = {
  id: "basic",
  name: "Basic header",
  hint: "In the Authorization header, as RFC 6749 recommends.",
};

const environment = (
  id: string,
  name: string,
  kind: EnvironmentView["kind"],
  tokenEndpoint: string,
  origin: string,
): EnvironmentView => {
  // One server, its addresses side by side; the Pivot portal has the one only.
  const beside = (last: string) => (/\/v1\/token$/.test(tokenEndpoint) ? tokenEndpoint.replace(/token$/, last) : "");
  return {
    id,
    name,
    kind,
    tokenEndpoint,
    authorizationEndpoint: beside("authorize"),
    revocationEndpoint: beside("revoke"),
    introspectionEndpoint: beside("introspect"),
    apiOrigins: origin ? [origin] : [],
    scope: "",
  };
};

const sandbox = (path: string) =>
  environment("sandbox", "Sandbox", "sandbox", `${SANDBOX}/${path}/oauth2/default/v1/token`, SANDBOX);

const ciscoToken = "https://id.cisco.com/oauth2/default/v1/token";

function provider(id: string, name: string, monogram: string, rest: Partial<ProviderView>): ProviderView {
  return {
    id,
    name,
    monogram,
    summary: "",
    environments: [],
    placements: [form],
    grants: [clientCredentials],
    canRefresh: false,
    subscriptionKeyHeader: "",
    clientIdHint: "From the API Console: My Apps & Keys, column Key.",
    clientSecretHint: "Goes straight to the OS keyring. It is never shown again; it can be replaced.",
    subscriptionKeyHint: "",
    guide: {
      intro: `Credentials for ${name} come from Cisco, not from Gatepass.`,
      steps: [
        {
          title: "Sign in",
          text: "Use the Cisco account that belongs to your company.",
          link: "https://apiconsole.cisco.com",
          linkLabel: "Open the API Console",
        },
        {
          title: "Register an application",
          text: "Choose client credentials as its grant type.",
          link: "",
          linkLabel: "",
        },
        {
          title: "Copy key and secret",
          text: "The key is the client id. The secret is shown beside it.",
          link: "",
          linkLabel: "",
        },
      ],
      notes: ["A new key may take some minutes before it works."],
    },
    ...rest,
  };
}

export const providers: ProviderView[] = [
  provider("pivot", "Pivot", "PV", {
    summary:
      "Cisco’s partner data through Pivot: field notices, advisories, end of life. Needs a subscription key too.",
    environments: [
      environment(
        "uat",
        "UAT",
        "test",
        "https://api-uat.pivotts.com/oem-cisco/cisco-identity/",
        "https://api-uat.pivotts.com",
      ),
      environment("production", "Production", "production", "", ""),
      sandbox("pivot"),
    ],
    subscriptionKeyHeader: "Ocp-Apim-Subscription-Key",
    clientIdHint: "From the Pivot team’s mail: one client for each API category.",
    subscriptionKeyHint: "One a partner, for all API categories.",
  }),
  provider("cisco-support", "Cisco Support", "CS", {
    summary: "Support APIs: bug, case, end of life, software suggestion, and PSIRT openVuln.",
    environments: [
      environment("production", "Production", "production", ciscoToken, "https://apix.cisco.com"),
      sandbox("cisco-support"),
    ],
    placements: [form, basic],
  }),
  provider("cx-cloud", "CX Cloud", "CX", {
    summary: "Partner APIs of CX Cloud, for the customers of a CX profile.",
    environments: [
      environment("production", "Production", "production", ciscoToken, "https://api-cx.cisco.com"),
      sandbox("cx-cloud"),
    ],
  }),
  provider("api-console", "API Console", "AC", {
    summary: "Any application registered in the API Console.",
    environments: [
      environment("production", "Production", "production", ciscoToken, "https://apix.cisco.com"),
      environment("legacy", "Legacy", "test", "https://cloudsso.cisco.com/as/token.oauth2", "https://api.cisco.com"),
      sandbox("api-console"),
    ],
    placements: [form, basic],
    grants,
    canRefresh: true,
  }),
  provider("smart-bonding", "Smart Bonding", "SB", {
    summary: "Exchange of support cases between your system and Cisco’s.",
    environments: [
      environment(
        "stage",
        "Stage",
        "test",
        "https://int-id.cisco.com/oauth2/default/v1/token",
        "https://stage.sbnprd.cisco.com",
      ),
      environment("production", "Production", "production", ciscoToken, "https://sb.cisco.com"),
      sandbox("smart-bonding"),
    ],
    placements: [form, query, json],
    clientIdHint: "From the Smart Bonding team’s mail, not from the API Console.",
  }),
  provider("custom", "Custom", "CU", {
    summary: "Any other OAuth 2.0 server.",
    environments: [environment("production", "Production", "production", "", ""), sandbox("custom")],
    placements: [form, basic, query, json],
    grants,
    canRefresh: true,
    clientIdHint: "As the server’s administrator issued it.",
  }),
];
