// Somebody else's OAuth 2.0 server: what works against our sandbox works there too.
import assert from "node:assert/strict";
import { createHash, createPublicKey, verify } from "node:crypto";
import http from "node:http";
import { test } from "node:test";
import { OAuth2Issuer, OAuth2Service } from "oauth2-mock-server";
import { systemBrowser } from "./harness/browser.mjs";
import { addAndGet, copyToken, countdown, requestThatGotIt, signedIn } from "./harness/journeys.mjs";
import { freePort } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";

let browser, origin;
/** What the server saw at each of its endpoints, and what it issued. */
const seen = { authorize: [], token: [], issued: [], introspect: 0, revoke: 0 };
let active = true;
const setting = openSetting({
  prepare: async ({ world, closing }) => {
    browser = systemBrowser(world);
    const issuer = new OAuth2Issuer();
    await issuer.keys.generate("RS256");
    const service = new OAuth2Service(issuer);
    // Its own server waits at the end for connections that the app keeps open.
    const server = http.createServer(service.requestHandler);
    server.keepAliveTimeout = 0;
    await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
    closing(() => server.close().closeAllConnections());
    origin = `http://127.0.0.1:${server.address().port}`;
    issuer.url = origin;
    service.on("beforeAuthorizeRedirect", (_, request) => seen.authorize.push(request.query));
    service.on("beforeResponse", (answer, { body, headers }) => {
      seen.token.push({ ...body, authorization: headers.authorization });
      seen.issued.push(answer.body);
    });
    service.on("beforeIntrospect", (answer) => {
      seen.introspect += 1;
      answer.body = { active };
    });
    service.on("beforeRevoke", () => {
      seen.revoke += 1;
    });
  },
});
const client = () => ({
  provider: "Custom",
  environment: "Test",
  clientId: "partner-app",
  clientSecret: "partner-secret-0001",
  tokenAddress: `${origin}/token`,
  introspectionAddress: `${origin}/introspect`,
  revocationAddress: `${origin}/revoke`,
});

test("client credentials by Basic", async () => {
  const { page } = setting;
  await addAndGet(page, { ...client(), name: "For a program", placement: "Basic header", scope: "read write" });
  await countdown(page);
  const { authorization, ...body } = seen.token.at(-1);
  assert.deepEqual(body, { grant_type: "client_credentials", scope: "read write" });
  assert.equal(authorization, `Basic ${btoa("partner-app:partner-secret-0001")}`);
  assert.equal((await verified(await issuedToken())).scope, "read write");
  await page.reads("read write");
});

test("authorization code with PKCE, received on loopback", async () => {
  const { page } = setting;
  const redirectUri = `http://127.0.0.1:${await freePort()}/signed-in`;
  await addAndGet(page, {
    ...client(),
    name: "For a person",
    grant: "Authorization code",
    placement: "Form body",
    authorizationAddress: `${origin}/authorize?prompt=login`,
    redirectUri,
  });
  const address = await browser.next();
  assert.equal(new URL(address).searchParams.get("prompt"), "login", "what the address had stays");
  const landed = await fetch(address, { redirect: "follow" });
  assert.match(await landed.text(), /<h1>Signed in<\/h1>/);
  assert.equal(new URL(landed.url).origin + new URL(landed.url).pathname, redirectUri);
  await signedIn(page);

  const [{ code_challenge, code_challenge_method, redirect_uri }] = seen.authorize;
  const { grant_type, code_verifier, ...told } = seen.token.at(-1);
  assert.equal(grant_type, "authorization_code");
  assert.equal(code_challenge_method, "S256");
  assert.equal(createHash("sha256").update(code_verifier).digest("base64url"), code_challenge);
  assert.deepEqual([redirect_uri, told.redirect_uri], [redirectUri, redirectUri]);
  assert.equal((await verified(await issuedToken())).sub, "johndoe");
  await page.reads("Grant Authorization code");
  assert.ok(!(await page.text()).includes(seen.issued.at(-1).refresh_token), "the refresh token stays in Rust");
});

test("its refresh token renews it", async () => {
  const { page } = setting;
  const { refresh_token } = seen.issued.at(-1);
  const opened = browser.count();
  await page.click("button", "Renew");
  await requestThatGotIt(page, /grant_type=refresh_token/);
  const { grant_type, ...told } = seen.token.at(-1);
  assert.deepEqual([grant_type, told.refresh_token], ["refresh_token", refresh_token]);
  await verified(await issuedToken());
  assert.equal(browser.count(), opened, "nobody had to sign in");
});

test("introspection and revocation, at the addresses that were typed", async () => {
  const { page } = setting;
  await page.click("button", "Ask the server");
  await page.reads("The server would honour this token now");
  active = false;
  await page.click("button", "Ask the server");
  await page.reads("The server would not honour this token");
  assert.equal(seen.introspect, 2);
  await page.click("button", "Revoke…");
  await page.click("button", "Revoke", await page.get("dialog"));
  await page.get("option", "For a person, Test, no token");
  assert.equal(seen.revoke, 2, "the refresh token and the access token");
});

/** The token that the window copies is the one the server issued last. */
async function issuedToken() {
  const token = await copyToken(setting.page, setting.world);
  assert.equal(token, seen.issued.at(-1).access_token);
  return token;
}

/** A JWT's claims, if its signature is by a key that the server publishes. */
async function verified(token) {
  const [head, payload, signature] = token.split(".");
  const read = (part) => JSON.parse(Buffer.from(part, "base64url").toString());
  const { keys } = await (await fetch(`${origin}/jwks`)).json();
  const key = createPublicKey({ key: keys.find(({ kid }) => kid === read(head).kid), format: "jwk" });
  const signed = Buffer.from(`${head}.${payload}`);
  assert.ok(verify("RSA-SHA256", signed, key, Buffer.from(signature, "base64url")), "signed by the server");
  return read(payload);
}
