// Text that is made to run, in every field that the window shows: nothing of it runs, and nothing is fetched.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { realBrowser } from "./harness/browser.mjs";
import { allOnThePage, recordTheDoor, takeFromTheDoor } from "./harness/door.mjs";
import { asMarkup, notice, noticed, Payloads, tag } from "./harness/injection.mjs";
import { countdown, fillNew, unfold } from "./harness/journeys.mjs";
import { chooseFile, madeByHand, sealed } from "./harness/moving.mjs";
import { json, listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

let server;
let leak;
/** What is answered at the token address, and at every other. */
let tokens = tokenAnswer();
let calls;
const setting = openSetting({
  prepare: async ({ closing }) => {
    leak = await listen(closing, () => json(200, {}));
    server = await listen(closing, (request) => (request.path.startsWith("/token") ? tokens() : calls()));
  },
});
/** What stood in fields before the page went on. */
const rests = [];
const texts = new Payloads(() => leak.origin);
const { inject, short, unseen } = texts;
const json64 = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
test("what is typed into a form: names, ids, addresses, scopes, headers", async () => {
  const { page } = setting;
  await recordTheDoor(page);
  await notice(page);
  tokens = () =>
    json(400, {
      error: inject("error"),
      error_description: inject("error_description"),
      error_uri: unseen("error_uri"),
    });
  await fillNew(page, {
    provider: "Custom",
    environment: "Test",
    name: short("name"),
    clientId: short("client id"),
    clientSecret: "a-secret-of-no-meaning-0001",
    tokenAddress: `${server.origin}/token/${encodeURIComponent(tag("path"))}`,
    scope: short("scope"),
    allowedOrigins: server.origin,
  });
  await page.choose("Environment", "Production");
  await page.choose("Environment", "Test");
  await page.click("button", "Save and get a token");
  await page.reads(tag("error_description"));
});

test("what a token endpoint answers: a page instead of JSON, claims, scopes", async () => {
  const { page } = setting;
  // Of a page that comes instead of an answer its heading is told.
  const escaped = inject("html").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const page403 = `<html><body><h1>${escaped}</h1>${unseen("rest")}</body></html>`;
  tokens = () => ({ status: 403, headers: { "content-type": "text/html" }, body: page403 });
  await page.click("button", "Try again");
  await page.reads(tag("html"));
  const claims = { sub: inject("claim"), [inject("claim name")]: 1, iss: inject("issuer"), exp: 4_000_000_000 };
  const jwt = `${json64({ alg: "none" })}.${json64(claims)}.c2ln`;
  tokens = () =>
    json(200, {
      access_token: jwt,
      token_type: "Bearer",
      expires_in: 3599,
      scope: inject("granted"),
      note: unseen("member"),
    });
  await page.click("button", "Try again");
  await countdown(page);
  await page.reads(tag("claim"));
});

test("what a call is answered: members, names, headers, a page, a redirect", async () => {
  const { page } = setting;
  await page.click("tab", "Requests");
  await page.fill(/^(Path or a|A)ddress/, `${server.origin}/echo`);
  const long = `${inject("long")}${"<b>".repeat(100_000)}`;
  const rows = [1, 2].map((id) => ({ id, [inject("column")]: inject("cell"), link: `javascript:window.__ran=${id}` }));
  calls = () => json(200, { rows, [inject("key")]: inject("value"), long }, { "x-note": short("header value") });
  await send("200 OK");
  for (const tab of ["Table", "JSON", "Raw", "Headers"]) await page.click("tab", tab);
  await page.reads(tag("header value"));
  await page.click("tab", "Raw"); // where the next ones open, too
  for (const [type, field] of [
    ["text/html", "answered page"],
    ["application/xml", "answered document"],
    ["text/plain", "answered text"],
  ]) {
    calls = () => ({ status: 200, headers: { "content-type": type }, body: inject(field) });
    await send("200 OK");
    await page.reads(tag(field));
  }
  // Of a picture only the size is shown.
  const picture = unseen("picture");
  calls = () => ({ status: 200, headers: { "content-type": "image/svg+xml" }, body: `<svg>${picture}</svg>` });
  await send("200 OK");
  calls = () => ({
    status: 302,
    headers: { location: `javascript:window.__ran=1//${tag("location")}` },
    body: "",
  });
  await send("302");
  calls = () => json(418, { error: inject("refused") }, { link: `<${leak.origin}/next>; rel="next"` });
  await send("418");
  await page.reads(tag("refused"));
});

test("endpoints of a document, and one's own", async () => {
  const { page } = setting;
  const parameter = {
    name: short("parameter"),
    in: "query",
    description: inject("about it"),
    example: inject("example"),
  };
  const operation = {
    summary: short("summary"),
    description: inject("description"),
    tags: [short("group")],
    parameters: [parameter],
  };
  const info = { title: inject("document"), version: "1", description: unseen("version") };
  const document = { openapi: "3.0.0", info, servers: [{ url: leak.origin }], paths: { "/echo": { get: operation } } };
  await page.click("button", "Import OpenAPI");
  await page.put("Or paste its text", JSON.stringify(document));
  await page.click("button", "Read it");
  await page.click("button", /^Add 1 endpoint/);
  await page.click("option", new RegExp(tag("summary")));
  await page.click("button", /parameter$/);
  await page.reads(tag("parameter"));
  await page.click("button", "Add endpoint");
  await page.fill("Title", short("own title"));
  await page.fill("API", short("own group"));
  await page.fill("Path", `/own/${tag("own path")}`.replaceAll(" ", "-"));
  await page.click("checkbox", /^Changes something/);
  await page.fill("What it changes, as a sentence", short("effect"));
  await page.clickOn((await page.all("button", "Add endpoint")).at(-1));
  await page.reads(tag("effect"));
  calls = () => json(200, { ok: inject("own") });
  await page.click("button", /^Send/);
  await page.click("button", "Send to Test");
  await page.reads("200 OK");
});

test("Activity, and what is written for support", async () => {
  const { page } = setting;
  await page.click("tab", "Activity");
  const list = await page.get("listbox", /^Exchanges/);
  await page.type(await page.get("searchbox", "Search exchanges"), "own");
  await page.clickOn(await until("one", async () => (await page.all("option", /./, list))[0]));
  await page.click("button", "Save for support…");
  await page.get("region", "The text file");
  await page.choose("File", "HAR");
  await page.get("region", "The HAR file");
  await page.click("button", "Cancel");
  await page.press("k", { ctrl: true });
  await page.type(await page.get("combobox", "Search or jump to"), "inj");
  await page.press(Key.ESCAPE);
});

test("files of somebody else: their names, and what they would bring", async () => {
  const { page, world } = setting;
  const name = `${short("file")}.age`;
  const entry = { label: short("imported"), client_id: short("imported id"), scope: short("imported scope") };
  const addresses = {
    token_endpoint: "https://id.cisco.com/oauth2/default/v1/token",
    origins: ["https://id.cisco.com"],
  };
  const { file, key } = sealed(world, madeByHand([{ ...entry, ...addresses }]));
  await page.click("button", "Settings");
  await page.click("button", "Import…");
  await chooseFile(page, file, name);
  await page.fill("Private key", key);
  await page.click("button", "Open");
  await until("the preview", () => page.has("dialog", "What this file would bring"));
  await page.click("button", "Add 1 integration");
  await page.reads("1 added, 0 left out");
  await page.click("button", "Done");
  await page.click("option", new RegExp(tag("imported")));
  await page.click("tab", "Setup");
  await unfold(page);
  rests.push(await allOnThePage(page));
});

test("no script ran, no element was made of a text, nothing was fetched, and every field was seen", async () => {
  const { page } = setting;
  assert.deepEqual(await noticed(page), { ran: 0, made: [], noted: [] });
  assert.equal(leak.requests.length, 0);
  const { shown, rest } = await takeFromTheDoor(page);
  const all = [...shown, rest, ...rests].join("\n");
  assert.deepEqual(texts.notSeenIn(all), []);
});

test("the controls: taken for markup, it is stopped by the page's policy, and runs where there is none", async () => {
  const { page, world } = setting;
  const text = inject("control");
  await asMarkup(page, text);
  const stopped = await until("the policy to stop it", async () => {
    const { ran, noted, made } = await noticed(page);
    return made.length && noted.some((note) => note.startsWith("policy: ")) && { ran };
  });
  assert.equal(stopped.ran, 0);
  assert.equal(leak.requests.length, 0);
  const browser = await realBrowser(world);
  try {
    await browser.session.get(`${leak.origin}/empty`);
    leak.requests.length = 0;
    await notice(browser.page);
    await asMarkup(browser.page, text);
    await until("it to run", async () => (await noticed(browser.page)).ran === 1);
    await until("it to fetch", () => leak.requests.some(({ path }) => path.includes("control")));
  } finally {
    await browser.close();
  }
});

async function send(status) {
  const { page } = setting;
  await page.click("button", /^Send/);
  await page.reads(status);
}
