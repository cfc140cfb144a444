// Planted secrets and issued tokens, through forms, grants, sign-ins and pasting: found in the keyring, and nowhere else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { systemBrowser } from "./harness/browser.mjs";
import { addAndGet, copyToken, countdown, fillNew, open, refusal } from "./harness/journeys.mjs";
import { secretsInKeyring } from "./harness/keyring.mjs";
import { held, spellings } from "./harness/search.mjs";
import { freePort, json, listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { Sweep } from "./harness/sweep.mjs";
import { until } from "./harness/until.mjs";

/** With letters that every encoding writes differently. */
const planted = {
  clientSecret: 'Pl4nted"Secret\\1/+&=~ü-8Qz71',
  subscriptionKey: "p1antedKey/0f3b9a7c+5d2e8f41",
  nextKey: "p1antedNext/7d1e4b2a+9c6f3e05",
  gatewayKey: "Pl4nted~Gateway&Key=3Xw90",
  password: "Pl4nted=Pass word+&/%5c2R",
};
/** What comes by the clipboard. */
const pasted = {
  curlSecret: "P4sted~Curl+Secret/&77=k",
  curlKey: "p4stedKey0a1b2c3d4e5f60718293",
};
/** What the browser brings: the codes work once, so nobody keeps them. */
const codes = { received: "Pl4ntedCode+1/&~Qx=ab31", copied: "Pl4ntedCode+2/&~Qx=cd42" };
const landedToken = "Pl4ntedLanded~Token.5Tg80";
const secrets = [...Object.values(planted), ...Object.values(pasted), landedToken];
/** The secrets of six clients, three keys and a password. */
const TYPED = 10;
const publicId = "public-client-id-55210";

let server, pivotsToken;
const token = tokenAnswer();
const refreshable = tokenAnswer({ refreshable: true });
const setting = openSetting({
  prepare: async (begun) => {
    systemBrowser(begun.world);
    server = await listen(begun.closing, token);
    await sweep.begin(begun);
  },
});
const sweep = new Sweep(setting, publicId);
sweep.plant(...secrets, ...Object.values(codes), () => server.tokens());
/** A server of the test's own, with its client. */
const custom = (name) => ({
  provider: "Custom",
  environment: "Test",
  name,
  clientId: publicId,
  clientSecret: planted.clientSecret,
  tokenAddress: `${server.origin}/token`,
});

test("a use of everything, with all that crosses to and from the page written down", async () => {
  const { page, world } = setting;
  await sweep.watchPage();
  await addAndGet(page, {
    provider: "Pivot",
    environment: "UAT",
    name: "Planted Pivot",
    clientId: publicId,
    clientSecret: planted.clientSecret,
    subscriptionKey: planted.subscriptionKey,
    tokenAddress: `${server.origin}/oem-cisco/cisco-identity/`,
  });
  await countdown(page);
  await copyToken(page, world);
  await addAndGet(page, {
    ...custom("Planted custom"),
    placement: "Basic header",
    extraHeaders: [{ name: "X-Gateway-Key", value: planted.gatewayKey }],
  });
  await countdown(page);

  // A server that repeats what it was sent, in a refusal.
  server.answer = () =>
    json(400, {
      error: "invalid_request",
      error_description: `You sent ${planted.clientSecret} and ${planted.gatewayKey}`,
    });
  await page.click("button", "Renew");
  await page.get("region", /could not read the token request/);
  server.answer = token;
  await page.click("button", "Try again");
  await countdown(page);

  for (const item of ["Bearer …", "Header line", "Postman environment", "Token"]) {
    await page.click("button", "Copy as…");
    await page.click("menuitem", item);
  }
  await page.click("tab", "Setup");
  await page.get("textbox", "Client id");
  await page.click("button", "Duplicate");
  await page.get("heading", /Planted custom.+/);
  await page.click("button", "Sandbox");
  await page.click("button", "Settings");
  await page.press("k", { ctrl: true });
  await page.get("dialog", "Command palette");
  await page.press(Key.ESCAPE);
  await open(page, "Planted Pivot");
  assert.ok(server.issued.length >= 3);
});

test("a subscription key that is rotated", async () => {
  const { page } = setting;
  await page.click("tab", "Setup");
  await page.click("button", "Rotate subscription key…");
  await page.fill("New subscription key", planted.nextKey, await page.get("dialog", "Rotate subscription key"));
  await page.click("button", "Keep it beside the old one");
  await page.click("button", "Use the new one");
  await page.get("button", "Everything works: forget the old one");
  await page.click("tab", "Token");
  await page.click("button", "Get token");
  await countdown(page);
  pivotsToken = server.lastToken();
});

test("a password, and refresh tokens that the server asks about, repeats and ends", async () => {
  const { page } = setting;
  server.answer = (request) => (request.path === "/introspect" ? repeated(request) : refreshable());
  await fillNew(page, {
    ...custom("Planted password"),
    grant: "Password",
    username: "someone",
    password: planted.password,
    introspectionAddress: `${server.origin}/introspect`,
    revocationAddress: `${server.origin}/revoke`,
  });
  await page.click("button", "Save and get a token");
  await countdown(page);
  const sent = server.requests.length;
  await page.click("button", "Renew");
  await until("the renewal", () => server.requests.length > sent);
  assert.match(server.requests.at(-1).body, /grant_type=refresh_token/);
  await page.click("switch", "Keep fresh");
  await page.reads("On: renewed next"); // what stands below has moved by then
  await page.click("button", "Ask the server");
  await page.get("region", "What the server says");

  server.answer = () => json(400, { error: "invalid_grant", error_description: `${planted.password} is wrong` });
  await page.click("button", "Renew");
  await refusal(page, "The server refused the username or the password");
  server.answer = refreshable;
  await page.click("button", "Try again");
  await until("the refusal to go", async () => !(await page.has("button", "Try again")));
  await page.click("button", "Revoke…");
  await page.click("button", "Revoke", await page.get("dialog"));
  await page.reads("The server ended the token");
});

test("codes and a token that the browser brings: received, and pasted", async () => {
  const { page, world } = setting;
  server.answer = refreshable;
  const redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
  const elsewhere = "https://app.example.com/landed";
  await signIn({ ...custom("Planted code"), grant: "Authorization code", redirectUri });
  await fetch(await landing(redirectUri, "?", { code: codes.received }));
  await countdown(page);
  assert.equal(new URLSearchParams(server.requests.at(-1).body).get("code"), codes.received);

  await signIn({ ...custom("Planted paste"), grant: "Authorization code", redirectUri: elsewhere });
  await world.copy(await landing(elsewhere, "?", { code: codes.copied }));
  await page.click("button", "Paste the address you landed on");
  await countdown(page);
  assert.equal(new URLSearchParams(server.requests.at(-1).body).get("code"), codes.copied);

  await signIn({ ...custom("Planted implicit"), grant: "Implicit", redirectUri: elsewhere });
  await world.copy(
    await landing(elsewhere, "#", { access_token: landedToken, token_type: "Bearer", expires_in: "3600" }),
  );
  await page.click("button", "Paste the address you landed on");
  await countdown(page);
  assert.equal(await copyToken(page, world), landedToken);
});

test("a setup that is pasted", async () => {
  const { page, world } = setting;
  server.answer = token;
  await page.click("button", "Add integration");
  await world.copy(
    `curl '${server.origin}/token' -d grant_type=client_credentials -d client_id=${publicId} --data-urlencode 'client_secret=${pasted.curlSecret}' -H 'X-Gateway-Key: ${pasted.curlKey}'`,
  );
  await page.click("button", /^Paste to set up/);
  await page.reads("Filled in from the clipboard");
  await page.fill("Name", "Planted curl");
  await page.click("button", "Save and get a token");
  await countdown(page);
  const { body, headers } = server.requests.at(-1);
  assert.equal(new URLSearchParams(body).get("client_secret"), pasted.curlSecret);
  assert.ok(headers.some(([name, value]) => name === "x-gateway-key" && value === pasted.curlKey));
});

test("the keyring holds them, and the wire carried them: the search has something to find", async () => {
  const kept = await secretsInKeyring(setting.world);
  const tokens = server.tokens();
  for (const secret of [...secrets, pivotsToken, tokens.at(-1)])
    assert.ok(kept.includes(secret), `${secret.slice(0, 6)}… is in the keyring`);
  for (const [spelling, needle] of Object.entries(spellings(planted.clientSecret))) {
    assert.ok(
      held(Buffer.concat([Buffer.from("x"), needle, Buffer.from("y")]), [planted.clientSecret]).length,
      `${spelling} is found`,
    );
  }
  const wire = server.requests.map(({ body, headers }) => body + JSON.stringify(headers)).join("\n");
  for (const secret of [...Object.values(planted), ...Object.values(pasted), ...Object.values(codes)])
    assert.ok(held(wire, [secret]).length, `${secret.slice(0, 12)}… was sent`);
  const newest = server.issued.findLast((body) => body.includes("refresh_token"));
  assert.ok(kept.includes(JSON.parse(newest).refresh_token), "a refresh token is in the keyring");
  assert.deepEqual(held(kept.join("\n"), Object.values(codes)), [], "and no code");
});

test("one command took them in, and of what is pasted nothing went through the door", async () => {
  await sweep.gather();
  const { calls } = sweep;
  const carriers = calls.filter(({ asked }) => held(asked, secrets).length);
  assert.equal(carriers.length, TYPED, "each that was typed, once");
  const asked = calls.map((call) => call.asked).join("\n");
  assert.deepEqual(
    held(asked, [...Object.values(pasted), ...server.tokens(), landedToken, ...Object.values(codes)]),
    [],
  );
  const bodies = (command) => calls.filter((call) => call.command === command).map(({ body }) => JSON.parse(body));
  assert.deepEqual(bodies("read_paste"), [{}], "what is pasted is read in Rust");
  const signIns = bodies("paste_sign_in");
  assert.equal(signIns.length, 2);
  for (const body of signIns) assert.deepEqual(Object.keys(body), ["id"]);
});

sweep.searchEverything();

/** An introspection endpoint that tells all that it was told, and more. */
function repeated({ body }) {
  const asked = new URLSearchParams(body);
  const told = { active: true, sub: publicId, token: asked.get("token"), note: `with ${asked.get("client_secret")}` };
  return json(200, { ...told, refresh_token: JSON.parse(server.issued.at(-1)).refresh_token });
}

/** Adds an integration whose grant needs the browser, up to where that is open. */
async function signIn(filled) {
  const { page } = setting;
  await fillNew(page, { ...filled, authorizationAddress: `${server.origin}/authorize` });
  await page.click("button", "Save and sign in…");
  await page.get("region", "Sign in with your browser");
}

/** Where an authorization server sends the browser back to: with the state of the address that was opened. */
async function landing(redirectUri, joint, parameters) {
  const { page, world } = setting;
  await page.click("button", "Copy the address");
  await page.get("button", "Copied");
  const address = await world.clipboard();
  const asked = new URL(address).searchParams;
  assert.equal(asked.get("redirect_uri"), redirectUri);
  return `${redirectUri}${joint}${new URLSearchParams({ ...parameters, state: asked.get("state") })}`;
}
