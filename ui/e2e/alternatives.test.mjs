// The credentials travel where the server does not look for them: the documented alternatives are tried, each once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addAndGet, copyToken, countdown, open, refusal } from "./harness/journeys.mjs";
import { json, listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const clientId = "alternatives-client";
const clientSecret = "alternatives-Secret.0123";
const nowhere = json(401, { error: "invalid_client", error_description: "No client credentials found." });

const token = tokenAnswer();
let server;
const setting = openSetting({
  prepare: async ({ closing }) => {
    server = await listen(closing, token);
  },
});
const custom = (name, placement) => ({
  provider: "Custom",
  environment: "Test",
  name,
  clientId,
  clientSecret,
  placement,
  tokenAddress: `${server.origin}/token`,
});

/** Where the secret of a request stands, in the order of the requests. */
const asked = (from = 0) => server.requests.slice(from).map(placementOf);
const takesOnly = (placement) => (request) => (placementOf(request) === placement ? token() : nowhere);

test("a server that looks into the Basic header only: the other placements are asked once each, and the one that works is taken", async () => {
  const { page, world } = setting;
  server.answer = takesOnly("basic");
  await addAndGet(page, custom("Wants Basic", "JSON body"));
  const text = await refusal(page, "The server found no credentials in the request");
  assert.match(text, /Choose another placement in Setup/);
  await page.click("button", "Try the documented alternatives");

  const region = await page.get("region", "Documented alternatives");
  const told = await until("what came of each", () => region.getText());
  assert.match(told, /Form body\s+Refused\s+The server found no credentials/);
  assert.match(told, /Basic header\s+Works\s+A token came\. It was not kept\./);
  assert.deepEqual(asked(), ["json", "form", "basic"], "never in the address of a server that does not document it");
  assert.ok(!(await page.has("timer")), "no token is kept from trying");
  assert.ok(!(await page.text()).includes(clientSecret));

  await page.click("button", "Use this: Basic header");
  await countdown(page);
  assert.deepEqual(asked(3), ["basic"]);
  assert.equal(await copyToken(page, world), server.lastToken());
  await page.click("tab", "Setup");
  assert.ok(await isChosen(page, "Basic header"), "it is the integration's own now");
});

test("nothing works: that is said, and nothing is changed", async () => {
  const { page } = setting;
  const before = server.requests.length;
  server.answer = () => nowhere;
  await addAndGet(page, custom("Wants nothing", "Form body"));
  await refusal(page, "The server found no credentials in the request");
  await page.click("button", "Try the documented alternatives");
  await page.reads("None works: the way of sending is not the cause.");
  assert.deepEqual(asked(before), ["form", "basic", "json"]);
  assert.ok(!(await page.has("button", /^Use this/)));
  await page.click("tab", "Setup");
  assert.ok(await isChosen(page, "Form body"));
});

test("where the provider documents the address as a place, it is tried too", async () => {
  const { page } = setting;
  const before = server.requests.length;
  server.answer = takesOnly("query");
  await addAndGet(page, {
    provider: "Smart Bonding",
    environment: "Stage",
    name: "Wants the address",
    clientId,
    clientSecret,
    tokenAddress: `${server.origin}/oauth2/default/v1/token?grant_type=client_credentials`,
  });
  await refusal(page, "Smart Bonding found no credentials in the request");
  await page.click("button", "Try the documented alternatives");
  await page.click("button", "Use this: URL, empty body");
  await countdown(page);
  assert.deepEqual(asked(before), ["form", "query", "query"], "once it worked, no other is asked");
});

test("a refusal that no placement can cure offers none", async () => {
  const { page } = setting;
  server.answer = () => json(429, { error: "slow_down" });
  await open(page, "Wants Basic");
  await page.click("button", "Renew");
  await refusal(page, "The server asks for a pause");
  assert.ok(!(await page.has("button", "Try the documented alternatives")));
});

async function isChosen(page, placement) {
  const option = await page.get("radio", placement, await page.get("radiogroup", "Where the credentials travel"));
  return option.isSelected();
}

function placementOf({ query, headers, body }) {
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  const places = {
    basic: headers.some(([name, value]) => name === "authorization" && value === basic),
    query: new URLSearchParams(query).get("client_secret") === clientSecret,
    form: new URLSearchParams(body).get("client_secret") === clientSecret,
    json: body.startsWith("{") && JSON.parse(body).client_secret === clientSecret,
  };
  return Object.keys(places)
    .filter((place) => places[place])
    .join(" and ");
}
