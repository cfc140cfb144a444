// Requests as Rust would show them: one for each placement, and what the browser opens.
import type { BodyView, ExchangeView, IntegrationView, MemberView, RequestView } from "../bindings";
import { providers } from "./providers";

const DOTS = "••••••••";
const plain = (name: string, value: string): MemberView => ({ name, value, masked: "" });
const secret = (name: string, masked: string): MemberView => ({ name, value: DOTS, masked });
const type = (value: string) => plain("Content-Type", value);

export interface Asked {
  address: string;
  clientId: string;
  subscription?: boolean;
  placement?: string;
  grant?: string;
  username?: string;
  redirectUri?: string;
}

export function requestTo(asked: Asked): RequestView {
  const { placement = "form", grant = "client_credentials" } = asked;
  const client = [plain("client_id", asked.clientId), secret("client_secret", "client secret")];
  const members = [plain("grant_type", grant), ...(placement === "basic" ? [] : client)];
  if (grant === "password") members.push(plain("username", asked.username || "…"), secret("password", "password"));
  if (grant === "authorization_code") {
    members.push(secret("code", "code"), plain("redirect_uri", asked.redirectUri || "…"));
    members.push(secret("code_verifier", "code verifier"));
  }
  const json = placement === "json";
  const body: BodyView = placement === "query" ? { kind: "empty" } : { kind: json ? "json" : "form", members };
  return {
    method: "POST",
    address: asked.address,
    query: placement === "query" ? members : [],
    headers: [
      ...(placement === "query" ? [] : [type(json ? "application/json" : "application/x-www-form-urlencoded")]),
      ...(placement === "basic" ? [secret("Authorization", "Basic, client id and client secret")] : []),
      ...(asked.subscription ? [secret("Ocp-Apim-Subscription-Key", "subscription key")] : []),
    ],
    body,
  };
}

export function authorizationAt(address: string, clientId: string, grant: string, redirectUri: string): RequestView {
  const code = grant === "authorization_code";
  const query = [plain("response_type", code ? "code" : "token"), plain("client_id", clientId)];
  query.push(plain("redirect_uri", redirectUri || "…"), secret("state", "new each time"));
  if (code) query.push(secret("code_challenge", "new each time"), plain("code_challenge_method", "S256"));
  return { method: "GET", address, query, headers: [], body: { kind: "none" } };
}

export function exchangeOf(
  integration: IntegrationView,
  status = 200,
  excerpt = "",
  placement = "form",
  path = "",
): ExchangeView {
  const provider = providers.find((p) => p.id === integration.provider);
  const environment = provider?.environments.find((e) => e.name === integration.environmentName);
  const subscription = Boolean(provider?.subscriptionKeyHeader);
  const address = (environment?.tokenEndpoint ?? "").replace(/token$/, path || "token");
  return {
    request: requestTo({ address, clientId: integration.clientId, subscription, placement }),
    sentAtMs: Date.now() - 60_000,
    elapsedMs: status === 200 ? 182 : 96,
    answer: {
      status,
      contentType: "application/json",
      excerpt,
      headers: [plain("x-request-id", "5f1c2a77-90d4")],
    },
  };
}
