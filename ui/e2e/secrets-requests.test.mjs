// Planted secrets through requests, Activity, snippets, exports and files for support; the server repeats every one of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addAndGet, addMember, countdown, open } from "./harness/journeys.mjs";
import { secretsInKeyring } from "./harness/keyring.mjs";
import { held } from "./harness/search.mjs";
import { json, listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { Sweep } from "./harness/sweep.mjs";
import { until } from "./harness/until.mjs";

/** With letters that every encoding writes differently. */
const planted = {
  clientSecret: 'Pl4nted"Secret\\1/+&=~ü-8Qz71',
  header: "Pl4nted~Header&Key=3Xw90",
  query: "Pl4nted Query+1/&%=k7",
  body: "Pl4ntedBody~77-aQ/x+9",
};
const marker = "public-echo-77120";
const document = JSON.stringify({
  openapi: "3.0.0",
  info: { title: marker, version: "1" },
  servers: [{ url: "https://elsewhere.example.com" }],
  paths: { "/echo": { get: { summary: "Echo of all", parameters: [{ name: "word", in: "query" }] } } },
});

let server;
const kept = [];
const token = tokenAnswer();
const setting = openSetting({
  prepare: async (begun) => {
    server = await listen(begun.closing, (request) => (request.path === "/token" ? token() : repeated(request)));
    await sweep.begin(begun);
  },
});
const sweep = new Sweep(setting, marker);
sweep.plant(...Object.values(planted), () => [...server.tokens(), ...kept]);

/** All that it was sent, and what it knows beside: in members, names of members, text and headers. What it was sent in an
 *  earlier call is nobody's secret any more: Gatepass has let go of it. */
function repeated({ headers, query, body }) {
  const sent = [new URLSearchParams(query).get("key"), headers.find(([name]) => name === "x-key")?.[1], body];
  const known = [planted.clientSecret, server.lastToken(), ...sent.filter(Boolean)];
  const named = Object.fromEntries(known.map((secret) => [secret, marker]));
  const base64 = known.map((secret) => Buffer.from(secret).toString("base64"));
  return json(
    200,
    { marker, headers, query, body, known, ...named, base64 },
    { "x-echo": known.map(encodeURIComponent).join() },
  );
}

const send = () => setting.page.click("button", /^Send/);
const answered = () => setting.page.reads("200 OK");

test("a call of one's own, with a secret in its query, a header and its body", async () => {
  const { page } = setting;
  await sweep.watchPage();
  await addAndGet(page, {
    provider: "Custom",
    environment: "Test",
    name: "Planted calls",
    clientId: "partner",
    clientSecret: planted.clientSecret,
    tokenAddress: `${server.origin}/token`,
    allowedOrigins: server.origin,
  });
  await countdown(page);
  await page.click("tab", "Requests");
  await page.select("Method", "POST");
  await page.fill(/^(Path or a|A)ddress/, `${server.origin}/echo`);
  await page.choose("Body", "Text");
  await page.fill("Media type", "text/plain");
  await page.fill("Body text", planted.body);
  await page.click("button", /^Extra query and headers/);
  await addMember(page, "parameter", "key", planted.query);
  await addMember(page, "header", "X-Key", planted.header);
  await page.click("button", "Request");
  await send();
  await page.click("button", "Send to Test"); // it asks first
  await answered();
  const { headers, query, body } = server.requests.at(-1);
  assert.deepEqual(
    [new URLSearchParams(query).get("key"), headers.find(([name]) => name === "x-key")?.[1], body],
    [planted.query, planted.header, planted.body],
    "they were sent",
  );
});

test("its answer in every way that there is, saved, copied and searched", async () => {
  const { page, world } = setting;
  await page.click("tab", "JSON");
  await page.reads(marker);
  await page.click("button", "Unfold all");
  for (const row of (await page.all("treeitem", /./)).slice(0, 4)) {
    await page.clickOn(row);
    await page.click("button", "Copy value");
    assert.deepEqual(held(await world.clipboard(), sweep.secrets()), [], "what is copied is masked");
  }
  await page.click("button", "Search");
  await page.fill("Search for", marker);
  await page.click("button", "Close search");
  await page.click("tab", "Raw");
  await page.click("button", /Save to a file/);
  await page.reads("Saved as");
  await page.click("tab", "Headers");
  await page.reads("x-echo");
  await page.click("button", "Copy all headers");
  assert.deepEqual(held(await world.clipboard(), sweep.secrets()), []);
});

test("snippets: masked, with a name in the token's place; the token itself where it is asked for, in the clipboard alone", async () => {
  const { page, world } = setting;
  for (const language of ["curl", "Python", "JavaScript", "Rust", "PowerShell"]) {
    await page.click("button", "Copy as");
    await page.click("menuitem", new RegExp(`^${language}`));
    const text = await until(language, async () => {
      const copied = await world.clipboard();
      return copied.includes("TOKEN") && copied;
    });
    assert.deepEqual(held(text, sweep.secrets()), [], language);
    await page.get("button", "Copy as", undefined, 20_000);
  }
  await page.click("button", "Copy as");
  await page.click("menuitem", /^Show code/);
  await page.click("button", /^Copy with the token/);
  await until("the token in the clipboard", async () => (await world.clipboard()).includes(server.lastToken()));
  await page.click("button", "Close");
});

test("an endpoint out of a document, its answer kept as a sample and compared with it", async () => {
  const { page } = setting;
  await page.click("button", "Import OpenAPI");
  await page.put("Or paste its text", document);
  await page.click("button", "Read it");
  await page.click("button", /^Add 1 endpoint/);
  await page.click("option", /Echo of all/);
  await page.click("button", /^Extra query and headers/);
  await addMember(page, "header", "X-Key", planted.header);
  await send();
  await answered();
  await page.click("button", /^Save as my sample/);
  await page.fill("Name", "Mine");
  await page.click("button", "Save sample");
  await until("it to be saved", async () => !(await page.has("dialog")));
  await send();
  await answered();
  await page.click("tab", "Compare");
  await page.select("Compare with", /Mine/);
});

test("Activity: found, opened, filled in again, and written for support", async () => {
  const { page } = setting;
  await page.click("tab", "Activity");
  await page.type(await page.get("searchbox", "Search exchanges"), "echo");
  const rows = await until("them", async () => {
    const found = await page.all("option", /./, await page.get("listbox", /^Exchanges/));
    return found.length > 1 && found;
  });
  await page.clickOn(rows.at(-1));
  await page.click("button", "Save for support…");
  await page.get("region", "The text file");
  await page.choose("File", "HAR");
  await page.get("region", "The HAR file");
  await page.click("button", "Save both files");
  await page.get("dialog", "Saved for support");
  await page.click("button", "Done");
  await page.click("button", /^Send again/);
  await page.get("button", /^Send/);
});

test("a refusal that repeats them", async () => {
  const { page } = setting;
  const { answer } = server;
  server.answer = (request) => ({ ...repeated(request), status: 403 });
  await page.click("option", /Echo of all/);
  await send();
  await page.reads("403");
  await page.click("button", "Save for support…");
  await page.click("button", "Save both files");
  await page.click("button", "Done");
  server.answer = answer;
});

test("an integration is exported to Postman", async () => {
  const { page } = setting;
  await page.click("tab", "Setup");
  await page.click("button", /^Export/);
  await page.click("button", /^Export|^Write/, await page.get("dialog", /Postman/));
  await page.click("button", "Done");
});

test("a call of the catalogue, with a client and a key of the sandbox", async () => {
  const { page, world } = setting;
  await page.click("button", "Sandbox");
  await page.run(() => window.__TAURI_INTERNALS__.invoke("try_sandbox"));
  await open(page, "Pivot");
  await page.click("tab", "Requests");
  await page.click("option", /^[A-Z]+ ?Field notice bulletins(?! and)/);
  await page.fill("customerId", "123456");
  await send();
  await answered();
  kept.push(...(await secretsInKeyring(world)).filter((secret) => secret.length >= 12));
  assert.ok(kept.length > 10, "secrets of the sandbox's clients");
  await page.click("tab", "Table");
  await page.click("button", "Copy as CSV");
  await until("the rows", async () => (await world.clipboard()).includes("62787"));
  assert.deepEqual(held(await world.clipboard(), sweep.secrets()), []);
});

sweep.searchEverything();
