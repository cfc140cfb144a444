// What is done with a token that is held: the server is asked about it, it is ended there, forgotten, kept fresh.
import assert from "node:assert/strict";
import { test } from "node:test";
import { consent, systemBrowser, visit } from "./harness/browser.mjs";
import {
  addSandboxed,
  changeGrant,
  copyToken,
  countdown,
  open,
  sandbox,
  seenAt,
  signedIn,
} from "./harness/journeys.mjs";
import { everyLook, large } from "./harness/looks.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const LIFETIME_S = 10;
const hosts = [
  { name: "New hosts", environment: "Sandbox", call: "/api-console/hello", at: "/api-console/oauth2/default/v1/" },
  {
    name: "Old hosts",
    environment: "Sandbox, legacy",
    call: "/api-console-legacy/hello",
    at: "/api-console-legacy/as/",
  },
];
const paths = ({ at }) =>
  at.endsWith("v1/")
    ? { token: `${at}token`, revocation: `${at}revoke`, introspection: `${at}introspect` }
    : { token: `${at}token.oauth2`, revocation: `${at}revoke_token.oauth2`, introspection: `${at}introspect.oauth2` };

let browser;
const setting = openSetting({
  prepare: async ({ world }) => {
    browser = systemBrowser(world);
  },
});

for (const host of hosts) {
  const { name, environment, call } = host;
  const { revocation, introspection } = paths(host);

  test(`${name}: the server says what it knows of a token`, async () => {
    const { page } = setting;
    await addSandboxed(page, { provider: "API Console", environment, name, grant: "Authorization code" });
    await allowed();
    await page.click("button", "Ask the server");
    const region = await page.get("region", "What the server says");
    const text = await region.getText();
    assert.match(text, /Active/);
    assert.match(text, /The server would honour this token now/);
    const claims = await (await page.get("region", "What it knows of it")).getText();
    for (const claim of ["client_id", "username", "exp"]) assert.ok(claims.includes(claim), claim);
    assert.equal((await seenAt(page, introspection))[0].outcome, "active");
    if (host === hosts[0]) await everyLook(page, "introspection", { sizes: [large] });
  });

  test(`${name}: a revoked token is refused from then on, and its refresh token too`, async () => {
    const { page } = setting;
    const honoured = await caller(call);
    assert.equal(await honoured(), 200);
    await page.click("button", "Revoke…");
    const dialog = await page.get("dialog", /^Revoke the token of/);
    const lastFour = (await copiedToken()).slice(-4);
    assert.match(await dialog.getText(), new RegExp(`the token that ends in ${lastFour}`));
    assert.match(await dialog.getText(), /The refresh token is lost with it/);
    await page.click("button", "Revoke", dialog);
    await page.reads("The server ended the token, and it is forgotten here.");
    assert.equal(await honoured(), 403);
    assert.equal((await seenAt(page, revocation)).at(-1).outcome, "revoked", "the refresh token first");
    await page.get("option", `${name}, ${environment}, no token`);
    await page.get("button", "Sign in…");
  });

  test(`${name}: forgetting a token has the server end it too`, async () => {
    const { page } = setting;
    const revoked = (await seenAt(page, revocation)).length;
    await changeGrant(page, "Client credentials");
    await countdown(page);
    const honoured = await caller(call);
    assert.equal(await honoured(), 200);
    await page.click("button", "Forget token");
    await page.get("option", `${name}, ${environment}, no token`);
    await until("the server to refuse it", async () => (await honoured()) === 403);
    assert.equal((await seenAt(page, revocation)).length, revoked + 1);
  });
}

test("kept fresh, a token is renewed before its end, also one that somebody signed in for; switched off, it ends", async () => {
  const { page } = setting;
  // The page offers no life this short; the sandbox has it for rehearsals like this one.
  await page.run((seconds) => window.__TAURI_INTERNALS__.invoke("set_sandbox_lifetime", { seconds }), LIFETIME_S);
  const [byItself, bySignIn] = hosts;
  await open(page, bySignIn.name);
  await changeGrant(page, "Authorization code");
  await allowed();
  await keepFresh(true);
  await open(page, byItself.name);
  await page.click("button", "Get token");
  await countdown(page);
  await keepFresh(true);
  await page.reads("On: renewed next at");
  await page.get("option", /^New hosts, Sandbox, \d seconds? left, kept fresh$/);
  await page.get("option", /^Old hosts, Sandbox, legacy, \d seconds? left, kept fresh$/);

  const opened = browser.count();
  const before = await Promise.all(hosts.map(tokenRequests));
  const startedAt = Date.now();
  await until(
    "both to be renewed",
    async () => (await Promise.all(hosts.map(tokenRequests))).every((now, at) => now.length > before[at].length),
    LIFETIME_S * 1000,
  );
  for (const [at, host] of hosts.entries()) {
    const [renewed, last] = await tokenRequests(host);
    assert.equal((await tokenRequests(host)).length, before[at].length + 1, "once");
    assert.equal(renewed.outcome, "token");
    const life = renewed.atMs - last.atMs;
    assert.ok(life < LIFETIME_S * 1000 && life > LIFETIME_S * 700, `${host.name}: renewed after ${life} ms`);
  }
  assert.equal(browser.count(), opened, "nobody had to sign in");
  await page.reads("The request that got it");
  await page.get("option", /^New hosts, Sandbox, [5-9] seconds left, kept fresh$/);

  await keepFresh(false);
  await page.reads("Off: it is renewed only when you ask");
  const renewals = (await tokenRequests(byItself)).length;
  await page.get("option", /^New hosts, Sandbox, expired/, undefined, (LIFETIME_S + 3) * 1000);
  assert.equal((await tokenRequests(byItself)).length, renewals, "it was left to end");
  assert.ok(Date.now() - startedAt > LIFETIME_S * 1000);
  await page.get("option", /^Old hosts, Sandbox, legacy, \d seconds? left, kept fresh$/);
});

const tokenRequests = (host) => seenAt(setting.page, paths(host).token);

async function keepFresh(on) {
  const { page } = setting;
  const keeper = await page.get("switch", "Keep fresh");
  await page.clickOn(keeper);
  await until(`Keep fresh to be ${on ? "on" : "off"}`, async () => (await keeper.isSelected()) === on);
}

/** Signs in as the browser would, and waits for the token. */
async function allowed() {
  await visit(await (await consent(await browser.next())).allow());
  await signedIn(setting.page);
}

/** Calls an API of the sandbox with the token on screen; answers the status. */
async function caller(path) {
  const { page, world } = setting;
  const { address } = await sandbox(page);
  const authorization = `Bearer ${await copyToken(page, world)}`;
  return async () => (await fetch(address + path, { headers: { authorization } })).status;
}

const copiedToken = () => setting.world.clipboard();
