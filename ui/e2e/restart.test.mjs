// The power goes: integrations, tokens and the shared subscription key are there afterwards.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addAndGet, copyToken, countdown, open, refusal, sandboxTokenRequests } from "./harness/journeys.mjs";
import { json, listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const KEY_HEADER = "ocp-apim-subscription-key";
const firstKey = "11111111aaaa4bbb8cccdddddddddddd";
const secondKey = "22222222aaaa4bbb8ccceeeeeeeeeeee";
/** Azure API Management's answer to a key it does not accept. */
const keyRefused = json(401, {
  statusCode: 401,
  message:
    "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
});

let server;
let accepted = firstKey;
const keyOf = (request) => request.headers.find(([name]) => name === KEY_HEADER)?.[1];
const setting = openSetting({
  prepare: async ({ closing }) => {
    const token = tokenAnswer();
    server = await listen(closing, (request) => (keyOf(request) === accepted ? token() : keyRefused));
  },
});
const notices = {
  provider: "Pivot",
  environment: "UAT",
  name: "Field notices",
  clientId: "notices",
  clientSecret: "notices-secret-1",
};
const contracts = {
  provider: "Pivot",
  environment: "UAT",
  name: "Contracts",
  clientId: "contracts",
  clientSecret: "contracts-secret-1",
};

test("two Pivot integrations share one subscription key", async () => {
  const tokenAddress = `${server.origin}/oem-cisco/cisco-identity/`;
  await addAndGet(setting.page, { ...notices, tokenAddress, subscriptionKey: firstKey });
  await countdown(setting.page);
  await addAndGet(setting.page, { ...contracts, tokenAddress, sharedKey: /Field notices/ });
  await countdown(setting.page);
  assert.deepEqual(server.requests.map(keyOf), [firstKey, firstKey]);
});

test("killed and started again, the tokens are there and copying them asks nobody", async () => {
  await setting.app.kill();
  await setting.relaunch();
  const { page, world } = setting;
  for (const { name } of [notices, contracts])
    await page.get("option", new RegExp(`^${name}, UAT, \\d+ minutes left$`));
  for (const [at, { name }] of [notices, contracts].entries()) {
    await open(page, name);
    assert.equal(await copyToken(page, world), JSON.parse(server.issued[at]).access_token);
  }
  assert.equal(server.requests.length, 2, "no second token request");
});

test("the subscription key is replaced once, for both", async () => {
  const { page } = setting;
  accepted = secondKey;
  await open(page, notices.name);
  await page.click("button", "Renew");
  await refusal(page, "Pivot refused the subscription key");
  assert.equal(server.requests.length, 3);

  await page.click("button", "Replace subscription key");
  const dialog = await page.get("dialog", "Replace subscription key");
  assert.match(await dialog.getText(), /Contracts uses it too/);
  await page.fill("New subscription key", secondKey);
  await page.click("button", "Replace and get a token");
  await until("a token with the new key", () => server.issued.length === 3);
  // What lies under an open dialog takes no click.
  await until("the dialog to close", async () => !(await page.has("dialog", "Replace subscription key")));
  await open(page, contracts.name);
  await page.click("button", "Get token");
  await until("a token for the other one too", () => server.issued.length === 4);
  assert.deepEqual(server.requests.slice(3).map(keyOf), [secondKey, secondKey]);
});

test("the sandbox's integrations outlive it too, and so does what its server knows", async () => {
  const { page, world } = setting;
  await page.click("button", "Sandbox");
  await page.click("button", "Start");
  await page.click("button", "Add integration");
  await page.choose("Provider", "Cisco Support");
  await page.choose("Environment", "Sandbox");
  await page.fill("Name", "Rehearsal");
  await page.click("button", "Use a sandbox client");
  await page.get("group", /^Client secret: entered/);
  await page.click("button", "Save and get a token");
  await countdown(page);
  const token = await copyToken(page, world);

  await setting.app.kill();
  await setting.relaunch();
  await open(setting.page, "Rehearsal");
  assert.equal(await copyToken(setting.page, world), token);
  assert.equal(await sandboxTokenRequests(setting.page), 0);
  await setting.page.click("button", "Renew");
  await until("a renewed token", async () => (await sandboxTokenRequests(setting.page)) === 1);
});
