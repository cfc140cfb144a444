// What the fake's server answers about a token, and to the other placements.
import type {
  AlternativesView,
  IntegrationView,
  IntrospectionView,
  ProviderView,
  RevokedView,
  TokenDetailView,
} from "../bindings";
import { exchangeOf } from "./requests";

const claim = (name: string, value: string, meaning: string, atMs: number | null = null) => ({
  name,
  value,
  meaning,
  atMs,
});
const end = (one: IntegrationView) => Math.round((one.token?.expiresAtMs ?? 0) / 1000);

export function detail(one: IntegrationView): TokenDetailView {
  const s = end(one);
  const claims = [
    claim("iss", "https://id.cisco.com/oauth2/default", "who issued it"),
    claim("aud", "https://apix.cisco.com", "who it is for"),
    claim("cid", one.clientId, "the client that asked for it"),
    claim("exp", String(s), "not valid from then on", s * 1000),
    claim("scp", '["customscope"]', "what it allows"),
  ];
  return { claims: one.token?.isJwt ? claims : [], exchange: exchangeOf(one) };
}

export function introspection(one: IntegrationView): IntrospectionView {
  const active = end(one) * 1000 > Date.now();
  const claims = [claim("client_id", one.clientId, "the client that asked for it"), claim("token_type", "Bearer", "")];
  if (active) claims.push(claim("exp", String(end(one)), "not valid from then on", end(one) * 1000));
  return {
    active,
    claims: active ? claims : [],
    sentence: active
      ? "The server accepts this token and names the same end as Gatepass."
      : "The server does not accept this token: it has ended, or it was revoked.",
    exchange: exchangeOf(
      one,
      200,
      active ? '{ "active": true, "token_type": "Bearer" }' : '{ "active": false }',
      "form",
      "introspect",
    ),
  };
}

export const revoked = (one: IntegrationView): RevokedView => ({
  sentence: `${one.providerName} has ended the token, and it is deleted here.`,
  exchange: exchangeOf(one, 200, "", "form", "revoke"),
});

/** The last one works, the others do not. */
export function alternatives(one: IntegrationView, { placements }: ProviderView): AlternativesView {
  const others = placements.slice(1);
  const tried = others.map(({ id, name }, at) => {
    const works = at === others.length - 1;
    const excerpt = works ? "" : '{ "error": "invalid_client" }';
    const sentence = works ? "A token came back." : "The server refused the client in this way too.";
    return { placement: id, name, works, sentence, exchange: exchangeOf(one, works ? 200 : 401, excerpt, id) };
  });
  return { tried };
}
