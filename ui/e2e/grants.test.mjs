// Every grant of the API Console, at its new hosts and its old ones, ends in a token that these hosts take and the others do not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { consent, copyAddress, realBrowser, systemBrowser, visit } from "./harness/browser.mjs";
import {
  addSandboxed,
  changeGrant,
  copyToken,
  countdown,
  requestThatGotIt,
  sandbox,
  seenAt,
  signedIn,
} from "./harness/journeys.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const hosts = [
  {
    name: "New hosts",
    environment: "Sandbox",
    call: "/api-console/hello",
    token: "/api-console/oauth2/default/v1/token",
    authorization: "/api-console/oauth2/default/v1/authorize",
  },
  {
    name: "Old hosts",
    environment: "Sandbox, legacy",
    call: "/api-console-legacy/hello",
    token: "/api-console-legacy/as/token.oauth2",
    authorization: "/api-console-legacy/as/authorization.oauth2",
  },
];

let browser, real;
/** The token that was copied last. */
let last;
const setting = openSetting({
  prepare: async ({ world }) => {
    browser = systemBrowser(world);
  },
});

for (const at of hosts) {
  test(`${at.name}: client credentials`, async () => {
    const { page } = setting;
    const [environment, provider] = [at.environment, "API Console"];
    await addSandboxed(page, { provider, environment, name: at.name, grant: "Client credentials" });
    await countdown(page);
    await requestThatGotIt(page, /grant_type=client_credentials/);
    await assertHonoured(at, "Client credentials");
    assert.equal(browser.count(), 0, "no browser was opened");
  });

  test(`${at.name}: password`, async () => {
    const { page } = setting;
    // A password is kept for this grant alone, so the sandbox makes one anew.
    await changeGrant(page, "Password", { newClient: true });
    await countdown(page);
    await requestThatGotIt(page, /grant_type=password/);
    await assertHonoured(at, "Password");
    assert.equal(browser.count(), 0, "no browser was opened");
  });
}

for (const at of hosts) {
  test(`${at.name}: authorization code, received at the redirect URI`, async () => {
    const { page } = setting;
    await page.click("option", new RegExp(`^${at.name}`));
    await changeGrant(page, "Authorization code");
    const address = await browser.next();
    const { pathname, searchParams: asked } = new URL(address);
    assert.equal(pathname, at.authorization);
    assert.deepEqual(
      [...asked.keys()].sort(),
      ["client_id", "code_challenge", "code_challenge_method", "redirect_uri", "response_type", "state"].sort(),
    );
    assert.equal(asked.get("code_challenge_method"), "S256");
    const waiting = await page.get("region", "Sign in with your browser");
    assert.ok((await waiting.getText()).includes(asked.get("redirect_uri")), "the window says where it waits");

    const landed = await (await consent(address)).allow();
    const told = await visit(landed);
    assert.match(told.text, /<h1>Signed in<\/h1>/);
    assert.ok(!told.text.includes(new URL(landed).searchParams.get("code")), "the page does not repeat the code");
    await signedIn(page);
    await requestThatGotIt(page, /grant_type=authorization_code/);
    await assertHonoured(at, "Authorization code");
    await assert.rejects(visit(asked.get("redirect_uri")), "nobody listens there any more");
  });

  test(`${at.name}: renewing asks with the refresh token, as often as one likes, and no browser`, async () => {
    const { page } = setting;
    const [before, opened] = [await seenAt(page, at.token), browser.count()];
    const tokens = [last];
    for (const time of [1, 2]) {
      await page.click("button", "Renew");
      await until(
        `renewal ${time} at the sandbox`,
        async () => (await seenAt(page, at.token)).length === before.length + time,
      );
      await requestThatGotIt(page, /grant_type=refresh_token&\S*refresh_token=/);
      await assertHonoured(at, "Authorization code");
      tokens.push(last);
    }
    assert.equal(new Set(tokens).size, 3, "each is a new one");
    assert.equal(browser.count(), opened, "nobody had to sign in");
    assert.equal((await seenAt(page, at.token))[0].outcome, "token");
  });
}

test("authorization code, signed in on another computer: the address it ended at is pasted", async () => {
  const { page, world } = setting;
  const at = hosts[1];
  await page.click("tab", "Setup");
  await page.click("button", "Save and sign in…");
  const landed = await (await consent(await browser.next())).allow();
  await copyAddress(world, landed);
  await page.click("button", "Paste the address you landed on");
  await signedIn(page);
  await requestThatGotIt(page, /grant_type=authorization_code/);
  await assertHonoured(at, "Authorization code");
});

test("authorization code in a real browser: it ends at a page that says so, without the code in its address", async () => {
  const { page } = setting;
  const at = hosts[0];
  await page.click("option", new RegExp(`^${at.name}`));
  await page.click("tab", "Setup");
  await page.click("button", "Save and sign in…");
  await signInForReal(await browser.next());
  await signedIn(page);
  await assertHonoured(at, "Authorization code");
});

for (const at of hosts) {
  test(`${at.name}: implicit, in a real browser: the token is handed over and leaves no trace there`, async () => {
    const { page } = setting;
    await page.click("option", new RegExp(`^${at.name}`));
    await changeGrant(page, "Implicit");
    const address = await browser.next();
    assert.equal(new URL(address).searchParams.get("response_type"), "token");
    const asked = (await seenAt(page, at.token)).length;
    await signInForReal(address);
    await signedIn(page);
    await assertHonoured(at, "Implicit");
    assert.equal((await seenAt(page, at.token)).length, asked, "no token request");
    await page.get("button", "Sign in again…");
  });
}

/** Allows it in a real browser, and finds neither code nor token in what that keeps. */
async function signInForReal(address) {
  real ??= await realBrowser(setting.world).then((opened) => {
    setting.closing(opened.close);
    return opened;
  });
  const { page, session } = real;
  await session.get(address);
  await page.get("heading", "Allow access?");
  await page.click("button", "Allow");
  await until(
    "the browser to say that the sign-in is done",
    async () => (await page.all("heading", "Signed in")).length,
  );
  const back = new URL(address).searchParams.get("redirect_uri");
  assert.equal(await session.getCurrentUrl(), back, "the address holds nothing");
  assert.equal(await session.getTitle(), "Signed in – Gatepass");

  // One step back is the question: no entry with a code or a token lies between.
  await session.navigate().back();
  await page.get("heading", "Allow access?");
  assert.equal(await session.getCurrentUrl(), address);
}

/** The token on screen was got so; these hosts take it, the other ones do not. */
async function assertHonoured(at, grant) {
  const { page, world } = setting;
  await page.reads(`Grant ${grant}`);
  const { address } = await sandbox(page);
  last = await copyToken(page, world);
  const authorization = `Bearer ${last}`;
  const call = (hosts) => fetch(address + hosts.call, { headers: { authorization } });
  assert.equal((await call(at)).status, 200);
  for (const other of hosts.filter((each) => each !== at)) assert.equal((await call(other)).status, 403);
}
