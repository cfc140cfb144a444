// No keyring on the bus: the window says what is missing, and goes on without a restart once it is there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { copyToken, countdown } from "./harness/journeys.mjs";
import { secretsInKeyring } from "./harness/keyring.mjs";
import { listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

let server;
const setting = openSetting({
  keyring: false,
  prepare: async ({ closing }) => {
    server = await listen(closing, tokenAnswer());
  },
});
const custom = () => ({
  provider: "Custom",
  environment: "Test",
  name: "Kept for now",
  clientId: "partner",
  clientSecret: "partner-secret-0001",
  placement: "Form body",
  tokenAddress: `${server.origin}/token`,
});

test("the window says what is missing and what to do", async () => {
  const { page } = setting;
  const alert = await page.get("alert");
  const text = await alert.getText();
  assert.match(text, /No keyring is running/);
  assert.match(text, /no program on it keeps secrets/);
  assert.match(text, /Start GNOME Keyring, KWallet or KeePassXC/);
  await page.get("button", "Use memory only for now");
});

test("trying again without one says so again", async () => {
  const { page } = setting;
  await page.click("button", "Try again");
  await page.get("button", "Try again");
  assert.match(await (await page.get("alert")).getText(), /No keyring is running/);
});

test("without a keyring nothing is saved, and nothing typed is lost", async () => {
  const { page } = setting;
  const filled = custom();
  await page.click("button", "Add an integration");
  await page.choose("Provider", filled.provider);
  await page.choose("Environment", filled.environment);
  await page.fill("Name", filled.name);
  await page.choose("Where the credentials travel", filled.placement);
  await page.fill("Token address", filled.tokenAddress);
  await page.fill("Client id", filled.clientId);
  await page.fill("Client secret", filled.clientSecret);
  await page.click("button", "Save");
  // Beside the notice at the top, the form says that it was not saved.
  const alerts = await until("the form to say why", async () => {
    const all = await page.all("alert");
    return all.length === 2 && all;
  });
  assert.match(await alerts[1].getText(), /keyring|keeps secrets/i);
  assert.equal(await page.value("Client id"), filled.clientId);
  await page.get("group", /^Client secret: entered, 19 characters$/);
  assert.equal(server.requests.length, 0);
});

test("once a keyring runs, “Try again” is enough", async () => {
  const { page, world } = setting;
  await world.startKeyring();
  await page.click("button", "Try again");
  await until("the notice to go", async () => !(await page.has("button", "Use memory only for now")));
  await page.click("button", "Save and get a token");
  await countdown(page);
  assert.equal(await copyToken(page, world), server.lastToken());
  assert.ok((await secretsInKeyring(world)).includes("partner-secret-0001"), "the secret is in the keyring now");
});
