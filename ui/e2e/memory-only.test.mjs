// No keyring, and none wanted: secrets live in memory until the window closes, and nowhere else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addAndGet, copyToken, countdown, open, refusal } from "./harness/journeys.mjs";
import { filesThatHold } from "./harness/search.mjs";
import { listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";

const secret = "memory-Only.secret-77310";
let server;
const setting = openSetting({
  keyring: false,
  prepare: async ({ closing }) => {
    server = await listen(closing, tokenAnswer());
  },
});

test("memory only gets a token, writes no secret, and says that it will forget", async () => {
  const { page, world } = setting;
  await page.click("button", "Use memory only for now");
  await page.reads("Memory only, forgotten when Gatepass closes");
  await addAndGet(page, {
    provider: "Custom",
    environment: "Test",
    name: "For a day",
    clientId: "partner",
    clientSecret: secret,
    placement: "Form body",
    tokenAddress: `${server.origin}/token`,
  });
  await countdown(page);
  const token = await copyToken(page, world);
  assert.equal(token, server.lastToken());
  assert.deepEqual(filesThatHold(world.root, [secret, token]), []);
});

test("after a restart the integration is there, and says that its secret is gone", async () => {
  await setting.app.kill();
  await setting.relaunch();
  const { page } = setting;
  await page.click("button", "Use memory only for now");
  await open(page, "For a day");
  await page.click("button", /^(Get token|Renew)$/);
  assert.match(await refusal(page, "The client secret is not in the vault"), /Enter the client secret again/);
  assert.equal(server.requests.length, 1);
});
