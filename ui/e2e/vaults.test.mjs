// Secrets move from the keyring into a passphrase vault and back, in the real window, and can be used all the while.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addAndGet, copyToken, countdown, open } from "./harness/journeys.mjs";
import { secretsInKeyring } from "./harness/keyring.mjs";
import { everyLook } from "./harness/looks.mjs";
import { filesBelow, filesThatHold } from "./harness/search.mjs";
import { listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const secret = "moves-Around.secret-4401";
const [first, second] = ["correct horse", "battery staple"];
const name = "Moved about";
let server;
const setting = openSetting({
  prepare: async ({ closing }) => {
    server = await listen(closing, tokenAnswer());
  },
});

const dialogGone = () => until("the dialog to close", async () => !(await setting.page.has("dialog")), 20_000);

/** A new token, for which the client secret has to be read. */
async function renew() {
  const { page, world } = setting;
  await open(page, name);
  const before = server.issued.length;
  await page.click("button", "Renew");
  await until("a token from the server", () => server.issued.length === before + 1);
  await countdown(page);
  assert.equal(await copyToken(page, world), server.lastToken());
}

async function settings() {
  await setting.page.click("button", "Settings");
  await setting.page.get("region", "Where secrets are kept");
}

const section = () => setting.page.get("region", "Where secrets are kept");

test("an integration whose secret lies in the keyring", async () => {
  await addAndGet(setting.page, {
    provider: "Custom",
    environment: "Test",
    name,
    clientId: "partner",
    clientSecret: secret,
    placement: "Form body",
    tokenAddress: `${server.origin}/token`,
  });
  await countdown(setting.page);
  assert.ok((await secretsInKeyring(setting.world)).includes(secret));
  await settings();
  await everyLook(setting.page, "vault-places", { facing: section });
});

test("a passphrase vault is made, and takes everything out of the keyring", async () => {
  const { page, world } = setting;
  await page.click("button", "Passphrase vault: Move here…");
  await page.get("dialog", "Create a passphrase vault");
  await everyLook(page, "vault-create");
  await page.fill("Passphrase", first);
  await page.fill("Repeat the passphrase", second);
  await page.click("button", "Create and move secrets");
  await page.reads("This is not the same passphrase", 20_000);
  await page.fill("Passphrase", first);
  await page.fill("Repeat the passphrase", first);
  await page.click("button", "Create and move secrets");
  await dialogGone();
  await page.get("button", "Change passphrase…");
  assert.deepEqual(await secretsInKeyring(world), []);
  const sealed = filesBelow(world.root).filter((file) => file.endsWith(".age"));
  assert.equal(sealed.length, 2, "the control of the last test");
  await renew();
  assert.deepEqual(filesThatHold(world.root, [secret, server.lastToken(), first]), []);
});

test("its passphrase is changed", async () => {
  const { page } = setting;
  await settings();
  await page.click("button", "Change passphrase…");
  await page.fill("Present passphrase", second);
  await page.fill("New passphrase", second);
  await page.fill("Repeat the new passphrase", second);
  await page.click("button", "Change");
  await page.reads("This passphrase does not open the vault", 20_000);
  await everyLook(page, "vault-change");
  await page.fill("Present passphrase", first);
  await page.fill("New passphrase", second);
  await page.fill("Repeat the new passphrase", second);
  await page.click("button", "Change");
  await dialogGone();
});

test("after a restart it is locked, and opened in place", async () => {
  await setting.app.kill();
  await setting.relaunch();
  const { page } = setting;
  await page.reads("The passphrase vault is locked", 20_000);
  await everyLook(page, "vault-locked");
  await page.fill("Passphrase", first);
  await page.click("button", "Unlock");
  await page.reads("This passphrase does not open the vault", 20_000);
  await page.fill("Passphrase", second);
  await page.click("button", "Unlock");
  // While it is being opened the button has another name.
  await until("the banner to go", async () => !(await page.has("button", /^Unlock/)), 20_000);
  await renew();
});

test("and back into the keyring, where nothing of the vault stays", async () => {
  const { page, world } = setting;
  await settings();
  await page.click("button", "OS keyring: Move here…");
  await page.get("dialog", "Move secrets into the OS keyring?");
  await everyLook(page, "vault-move-back");
  await page.click("button", "Move");
  await dialogGone();
  assert.ok((await secretsInKeyring(world)).includes(secret));
  const sealed = filesBelow(world.root).filter((file) => file.endsWith(".age"));
  assert.deepEqual(sealed, []);
  await renew();
});
