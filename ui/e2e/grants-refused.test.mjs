// Every way in which a sign-in ends without a token has its own words on screen, and none of them takes a stranger's answer.
import assert from "node:assert/strict";
import net from "node:net";
import { test } from "node:test";
import { consent, copyAddress, systemBrowser, visit } from "./harness/browser.mjs";
import { addSandboxed, copyToken, refusal, sandbox, seenAt, signedIn } from "./harness/journeys.mjs";
import { everyLook, large } from "./harness/looks.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const TOKEN = "/api-console/oauth2/default/v1/token";

let browser;
/** Of the sign-in that began last: what the browser was to open, and where it would come back to. */
let address, redirectUri;
const setting = openSetting({
  prepare: async ({ world }) => {
    browser = systemBrowser(world);
  },
});

test("while it is waited for, the window says where, how long, and what else can be done", async () => {
  const { page, world } = setting;
  await addSandboxed(page, { provider: "API Console", name: "Signing in", grant: "Authorization code" });
  await began();
  const text = await (await page.get("region", "Sign in with your browser")).getText();
  assert.ok(text.includes(redirectUri), text);
  assert.match(text, /[45]:\d\d left/);
  await page.get("option", "Signing in, Sandbox, waiting for the sign-in");

  await page.click("button", "Open the page again");
  assert.equal(await browser.next(), address);
  await page.click("button", "Copy the address");
  await until("the address in the clipboard", async () => (await world.clipboard()) === address);
});

test("a wrong state is turned away wherever it comes from, and the right answer still counts", async () => {
  const { page, world } = setting;
  const landed = new URL(await (await consent(address)).allow());
  const strange = new URL(landed);
  strange.searchParams.set("state", "of-somebody-elses-sign-in-0000000000000000");

  const told = await visit(strange);
  assert.equal(told.status, 400);
  assert.match(told.text, /This is not the answer that Gatepass waits for/);
  await page.reads("An answer came that belongs to another sign-in");

  await paste(strange);
  assert.match(await alert(), /The answer does not belong to this sign-in.*another state.*Sign in again/s);
  strange.searchParams.delete("state");
  await paste(strange);
  await until("other words for a missing state", async () => /without the state/.test(await alert()));
  assert.equal((await seenAt(page, TOKEN)).length, 0, "no code was redeemed");

  await copyAddress(world, `${landed}`);
  await page.click("button", "Paste the address you landed on");
  await signedIn(page);
});

test("what is no address, or another one, is said to be that", async () => {
  const { page } = setting;
  await page.click("button", "Forget token");
  await signIn();
  for (const [pasted, words] of [
    ["SplxlOBeZQQYbYS6WxSbIA", /What was pasted is no address/],
    ["https://example.com/callback?code=x&state=y", /It is not the redirect URI, which is http:\/\/127\.0\.0\.1/],
    [redirectUri, /It carries neither a code nor a token nor an error/],
    [`${redirectUri}#access_token=x&state=y`, /It answers another grant/],
    [`${redirectUri}?code=x&code=y&state=z`, /It names a parameter twice/],
  ]) {
    await paste(pasted);
    await until(`the words ${words}`, async () => words.test(await alert()));
  }
  assert.match(await alert(), /Copy the whole address from the browser’s address bar/);
});

test("consent is denied", async () => {
  const { page } = setting;
  const told = await visit(await (await consent(address)).deny());
  assert.match(told.text, /<h1>The sign-in was refused<\/h1>/);
  const text = await refusal(page, "The sign-in was not allowed");
  assert.match(text, /chose not to let this client in/);
  assert.match(text, /Sign in again and allow it/);
  await page.get("option", /not allowed/);
  await everyLook(page, "sign-in-denied", { sizes: [large] });
});

test("a code used twice is refused, and ends what it brought before", async () => {
  const { page, world } = setting;
  await signIn();
  const landed = new URL(await (await consent(address)).allow());
  await visit(landed);
  await signedIn(page);
  const { address: origin } = await sandbox(page);
  const authorization = `Bearer ${await copyToken(page, world)}`;
  const call = async () => (await fetch(`${origin}/api-console/hello`, { headers: { authorization } })).status;
  assert.equal(await call(), 200);

  await page.click("tab", "Setup");
  await page.click("button", "Save and sign in…");
  await began();
  landed.searchParams.set("state", new URL(address).searchParams.get("state"));
  await visit(landed);
  const text = await refusal(page, "API Console refused the authorization code");
  assert.match(text, /A code works once and for a short time/);
  assert.match(text, /The token below is still valid/);
  assert.equal((await seenAt(page, TOKEN))[0].outcome, "code used twice");

  // By its own clock it is; but somebody had the code, so the server ended the token too (RFC 6749, section 4.1.2).
  assert.equal(await call(), 403);
  await page.click("button", "Ask the server");
  assert.match(await (await page.get("region", "What the server says")).getText(), /Not active/);
  await page.click("button", "Forget token");
});

test("a code of nobody’s is refused with the same words", async () => {
  const { page } = setting;
  await signIn();
  const state = new URL(address).searchParams.get("state");
  await visit(`${redirectUri}?code=SplxlOBeZQQYbYS6WxSbIA&state=${state}`);
  await refusal(page, "API Console refused the authorization code");
  assert.equal((await seenAt(page, TOKEN))[0].outcome, "unknown code");
});

test("another program has the port: nothing is opened, and it works once the port is free", async () => {
  const { page } = setting;
  const opened = browser.count();
  const other = net.createServer();
  await new Promise((listening) => other.listen(Number(new URL(redirectUri).port), "127.0.0.1", listening));
  await page.click("button", "Sign in");
  const text = await refusal(page, "Gatepass cannot listen at the redirect URI");
  assert.match(text, /another program listens on its port/);
  assert.match(text, /Close the other program and sign in again/);
  assert.equal(browser.count(), opened, "the browser was not opened");

  await new Promise((closed) => other.close(closed));
  await signIn();
  await page.click("button", "Cancel");
  await until("the wait to be over", async () => !(await page.has("region", "Sign in with your browser")));
  await assert.rejects(visit(redirectUri), "nobody listens there any more");
});

test("a redirect URI that is not registered: the browser stays at an error, by click or by paste", async () => {
  const { page } = setting;
  await page.click("tab", "Setup");
  const another = new URL(await page.value("Redirect URI"));
  another.pathname = "/callbacks";
  await page.fill("Redirect URI", `${another}`);
  await page.click("button", "Save and sign in…");
  await began();
  const shown = await visit(address);
  assert.equal(shown.status, 400);
  assert.match(shown.text, /This redirect URI is not registered/);

  const words = [/shows an error on a page of its own/, new RegExp(`${another} was sent`), /letter by letter/];
  await paste(address);
  for (const each of words) assert.match(await alert(), each);
  await page.click("button", "The browser shows an error");
  const text = await refusal(page, "The provider did not send you back");
  for (const each of words) assert.match(text, each);
  await page.click("button", "Open setup");
  assert.equal(await page.value("Redirect URI"), `${another}`);
});

/** Begins a sign-in with the button that stands on the page. */
async function signIn() {
  await setting.page.click("button", "Sign in…");
  await began();
}

async function began() {
  address = await browser.next();
  redirectUri = new URL(address).searchParams.get("redirect_uri");
  await setting.page.get("region", "Sign in with your browser");
}

async function paste(text) {
  await copyAddress(setting.world, `${text}`);
  await setting.page.click("button", "Paste the address you landed on");
  await alert();
}

const alert = async () => (await setting.page.get("alert")).getText();
