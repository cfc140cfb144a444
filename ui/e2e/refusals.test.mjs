// Each way to be refused has its own sentence and next step, and nothing typed is lost.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { addAndGet, copyToken, countdown, fillNew, open, refusal, unfold } from "./harness/journeys.mjs";
import { json, listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

// Okta's and Azure API Management's bodies as they document them.
const wrongSecret = json(401, {
  error: "invalid_client",
  error_description: "The client secret supplied for a confidential client is invalid.",
});
const keyMissing = json(401, {
  statusCode: 401,
  message:
    "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
});
const portal = {
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!doctype html><html><head><title>Guest network sign-in</title></head><body><h1>Guest network sign-in</h1></body></html>",
};

const token = tokenAnswer();
let server, other;
const setting = openSetting({
  prepare: async ({ closing }) => {
    server = await listen(closing, token);
    other = await listen(closing, token);
  },
});
const smartBonding = () => ({
  provider: "Smart Bonding",
  environment: "Stage",
  clientId: "sbstage0123456789",
  clientSecret: "SbSecret0123456789",
  tokenAddress: `${server.origin}/oauth2/default/v1/token?grant_type=client_credentials`,
});
const pivot = () => ({
  provider: "Pivot",
  environment: "UAT",
  clientId: "0oa1pivotfieldnotices",
  clientSecret: "pivot-secret-0123456789",
  tokenAddress: `${server.origin}/oem-cisco/cisco-identity/`,
});

test("Smart Bonding, wrong secret; a new secret in Setup cures it", async () => {
  const { page, world } = setting;
  server.answer = () => wrongSecret;
  await addAndGet(page, { ...smartBonding(), name: "SB wrong secret" });
  const text = await refusal(page, "Smart Bonding refused the client secret");
  assert.match(text, /The client id is known there, the secret does not belong to it/);
  assert.match(text, /Enter the client secret again in Setup/);

  await page.click("button", "Open setup");
  assert.equal(await page.value("Name"), "SB wrong secret");
  assert.equal(await page.value("Client id"), "sbstage0123456789");
  await page.click("button", "Replace client secret");
  await page.fill("Client secret", "SbSecretTheRightOne");
  server.answer = token;
  await page.click("button", "Save and get a token");
  await countdown(page);
  assert.match(server.requests.at(-1).body, /client_secret=SbSecretTheRightOne$/);
  assert.equal(await copyToken(page, world), server.lastToken());
});

test("Pivot, no subscription key: the form asks for it and keeps what was typed", async () => {
  const { page } = setting;
  const before = server.requests.length;
  await fillNew(page, { ...pivot(), name: "Pivot without a key" });
  await page.click("button", "Save and get a token");
  await until("the form to name the missing key", async () => {
    const field = await page.get("textbox", /ubscription key$/);
    return (await field.getAttribute("aria-invalid")) === "true";
  });
  assert.equal(server.requests.length, before, "nothing was sent");
  assert.equal(await page.value("Name"), "Pivot without a key");
  assert.equal(await page.value("Client id"), pivot().clientId);
  assert.equal(await page.value("Token address"), pivot().tokenAddress);
  await page.get("group", "Client secret: entered, 23 characters");
});

test("Pivot, the portal sees no subscription key", async () => {
  const { page } = setting;
  server.answer = () => keyMissing;
  await page.fill("Subscription key", "5e1f0a7c9b3d4e2f8a6b1c0d9e8f7a6b");
  await page.click("button", "Save and get a token");
  const text = await refusal(page, "Pivot got no subscription key");
  assert.match(text, /wants a subscription key on every request and saw none/);
  assert.match(text, /Enter the key from the mail/);
  assert.match(
    server.requests.at(-1).body,
    /client_secret=pivot-secret-0123456789$/,
    "the secret typed before the refusal was kept",
  );
  await page.get("button", "Replace subscription key");
});

for (const [name, fields] of [
  ["Smart Bonding", smartBonding],
  ["Pivot", () => ({ ...pivot(), subscriptionKey: "00001111222233334444555566667777" })],
]) {
  test(`${name}, a web page answers`, async () => {
    const { page } = setting;
    server.answer = () => portal;
    await addAndGet(page, { ...fields(), name: `${name} behind a page` });
    const text = await refusal(page, "A web page answered instead of a token");
    assert.match(text, /titled “Guest network sign-in”/);
    assert.match(text, /Open the token address's host in a browser/);
    assert.ok(!(await page.text()).includes("<h1>"), "no markup is shown");
  });

  test(`${name}, nobody listens`, async () => {
    const { page, closing } = setting;
    const gone = await listen(closing, token);
    await gone.close();
    await addAndGet(page, { ...fields(), name: `${name} unreachable`, tokenAddress: `${gone.origin}/token` });
    const host = new URL(gone.origin).host;
    const text = await refusal(page, new RegExp(`^Nothing listens at 127\\.0\\.0\\.1(:${host.split(":")[1]})?$`));
    assert.match(text, /Nothing was sent/);
    assert.match(text, /Check the port in the token address/);
  });
}

test("a certificate of an unknown authority is refused; with the authority's in Setup it is accepted", async () => {
  const { page, world, closing } = setting;
  const { authority, tls } = await certificates(world);
  const secure = await listen(closing, token, tls);
  await addAndGet(page, {
    ...smartBonding(),
    name: "SB inspected",
    tokenAddress: `${secure.origin}/oauth2/default/v1/token`,
  });
  const text = await refusal(page, /^The certificate of 127\.0\.0\.1(:\d+)? is not trusted$/);
  assert.match(text, /signed by an authority this computer does not know/);
  assert.match(text, /add its CA certificate in Setup under More/);
  assert.equal(secure.requests.length, 0, "nothing was sent");

  await page.click("button", "Open setup");
  await unfold(page);
  await page.fill("Extra CA certificate", authority);
  await page.click("button", "Save and get a token");
  await countdown(page);
  assert.equal(secure.requests.length, 1);
});

test("an address that may not have a secret is refused on saving, and nothing typed is lost", async () => {
  const { page } = setting;
  server.answer = token;
  const filled = {
    ...smartBonding(),
    name: "SB by plain http",
    tokenAddress: "http://id.example.com/oauth2/default/v1/token",
  };
  await fillNew(page, filled);
  await page.click("button", "Save and get a token");
  await until("the form to name the address", async () => {
    return (await (await page.get("textbox", "Token address")).getAttribute("aria-invalid")) === "true";
  });
  assert.equal(await page.value("Name"), filled.name);
  assert.equal(await page.value("Client id"), filled.clientId);
  await page.get("group", "Client secret: entered, 18 characters");
  await page.fill("Token address", smartBonding().tokenAddress);
  await page.click("button", "Save and get a token");
  await countdown(page);
  assert.match(server.requests.at(-1).body, /client_secret=SbSecret0123456789$/);
});

test("another origin: the secret is asked for again, and not sent before", async () => {
  const { page } = setting;
  await open(page, "SB by plain http");
  await page.click("tab", "Setup");
  await unfold(page);
  const moved = `${other.origin}/oauth2/default/v1/token`;
  await page.fill("Token address", moved);
  await until("the form to ask for the secret again", async () => {
    const notes = await page.all("note");
    const texts = await Promise.all(notes.map((note) => note.getText()));
    return texts.some((text) => /again/.test(text));
  });
  await page.click("button", "Save and get a token");
  await until("the form to insist", async () => {
    const faults = await page.run(
      () => document.querySelectorAll("form [aria-invalid=true], form [data-fault=true]").length,
    );
    return faults > 0;
  });
  assert.equal(await page.value("Token address"), moved);
  assert.equal(other.requests.length, 0, "the other origin got nothing");

  if (await page.has("button", "Replace client secret")) await page.click("button", "Replace client secret");
  await page.fill("Client secret", "SbSecretForTheOther");
  await page.click("button", "Save and get a token");
  await countdown(page);
  assert.match(other.requests[0].body, /client_secret=SbSecretForTheOther$/);
});

/** An authority of the test's own, and a certificate it signed for 127.0.0.1. */
async function certificates(world) {
  const file = (name) => path.join(world.root, name);
  const openssl = (...args) => world.run("openssl", args, { cwd: world.root });
  const rsa = ["-newkey", "rsa:2048", "-nodes", "-days", "2"];
  await openssl("req", "-x509", ...rsa, "-subj", "/CN=Contoso inspection", "-keyout", "ca.key", "-out", "ca.pem");
  await openssl("req", ...rsa.slice(0, 3), "-subj", "/CN=127.0.0.1", "-keyout", "server.key", "-out", "server.csr");
  writeFileSync(
    file("server.ext"),
    "subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n",
  );
  await openssl(
    "x509",
    "-req",
    "-in",
    "server.csr",
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-days",
    "2",
    "-extfile",
    "server.ext",
    "-out",
    "server.pem",
  );
  const read = (name) => readFileSync(file(name), "utf8");
  return { authority: read("ca.pem"), tls: { key: read("server.key"), cert: read("server.pem") } };
}
