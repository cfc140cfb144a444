// Moving: what is exported, removed and imported again gets a token as before; a file made to harm changes nothing.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { addAndGet, copyToken, countdown, open } from "./harness/journeys.mjs";
import { secretsInKeyring } from "./harness/keyring.mjs";
import { everyLook, look } from "./harness/looks.mjs";
import { chooseFile, exportedFile, madeByHand, sealed } from "./harness/moving.mjs";
import { listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const SECRET = "partner-secret-0001";
const PASSPHRASE = "correct horse battery";
let server, exported;
const setting = openSetting({
  prepare: async ({ closing }) => {
    server = await listen(closing, tokenAnswer());
  },
});

test("an integration is exported under a passphrase", async () => {
  const { page } = setting;
  await addAndGet(page, {
    provider: "Custom",
    environment: "Test",
    name: "Support of Lyon",
    clientId: "partner-app",
    clientSecret: SECRET,
    tokenAddress: `${server.origin}/token`,
  });
  await countdown(page);
  await page.click("button", "Settings");
  await page.get("region", "Move and share");
  await page.click("button", "Export…");
  await page.fill("Passphrase", "short");
  await page.fill("Passphrase again", "short");
  await page.click("button", "Export 1 integration");
  await page.reads("Use at least 8 characters.");
  await page.click("button", "Remove passphrase");
  await page.fill("Passphrase", PASSPHRASE);
  await page.click("button", "Remove passphrase again");
  await page.fill("Passphrase again", PASSPHRASE);
  await everyLook(page, "move-export");
  await page.click("button", "Export 1 integration");
  await until("the export", () => page.has("dialog", "Exported"), 20_000);
  await look(page, "move-exported");
  exported = exportedFile(setting.world);
  const bytes = readFileSync(exported);
  assert.equal(bytes.subarray(0, 21).toString(), "age-encryption.org/v1");
  assert.ok(!bytes.includes("partner"), "nothing of it can be read");
  assert.equal(statSync(exported).mode & 0o777, 0o600);
  await page.click("button", "Done");
});

test("everything is removed, after it was typed", async () => {
  const { page } = setting;
  assert.ok((await held()).includes(SECRET), "or its going would prove nothing");
  await page.click("button", "Remove everything…");
  const button = await page.get("button", "Remove everything", await page.get("dialog"));
  assert.ok(!(await button.isEnabled()));
  await page.fill("Type “remove everything” to go on", "remove everything");
  await everyLook(page, "move-remove");
  await page.click("button", "Remove everything", await page.get("dialog"));
  await page.get("heading", "Tokens, when you need them");
  assert.deepEqual(await held(), [], "the keyring has let go of all");
  await look(page, "move-empty");
});

test("a file that is none, a wrong passphrase, and a document made by hand are refused in a sentence", async () => {
  const { page } = setting;
  await page.click("button", "import a file");
  await chooseFile(setting.page, Buffer.from("PK\u0003\u0004 not sealed"));
  await page.reads("This is not a sealed file.");
  await chooseFile(setting.page, readFileSync(exported));
  await page.fill("Passphrase", "another horse battery");
  await page.click("button", "Open");
  await page.reads("The passphrase does not open this file.", 20_000);
  await look(page, "move-refused");

  const { file, key } = sealed(setting.world, '{"format":"gatepass-integrations","version":1,"integrations":[]}');
  await chooseFile(setting.page, file);
  await page.fill("Private key", key);
  await page.click("button", "Open");
  await page.reads("what is in it is not as Gatepass writes it");
  const newer = sealed(setting.world, '{"format":"gatepass-integrations","version":2}');
  await chooseFile(setting.page, newer.file);
  await page.fill("Private key", newer.key);
  await page.click("button", "Open");
  await page.reads("written by a newer Gatepass");
  await page.click("button", "Cancel");
  await page.get("heading", "Tokens, when you need them");
});

test("a known provider at a strange address is warned of, and what no form would let through is left out", async () => {
  const { page } = setting;
  const evil = "https://id.cisco.com.example.net";
  const { file, key } = sealed(
    setting.world,
    madeByHand([
      { label: "Support of Lyon", token_endpoint: `${evil}/oauth2/default/v1/token`, origins: [evil] },
      { label: "Support of Turin", token_endpoint: "http://id.cisco.com/oauth2/default/v1/token", origins: [] },
      { label: "Rehearsal", environment: "sandbox", token_endpoint: "sandbox:/cisco-support/token", origins: [] },
    ]),
  );
  await page.click("button", "import a file");
  await chooseFile(setting.page, file);
  await page.fill("Private key", key);
  await page.click("button", "Open");
  await until("the preview", () => page.has("dialog", "What this file would bring"));
  await page.reads(`${evil}/oauth2/default/v1/token`);
  await page.reads("Chosen by whoever made the file; Cisco Support documents another or none.");
  await page.reads("Token address: Secrets travel over https only.");
  await page.reads("Its client is known to the sandbox that made it alone.");
  await everyLook(page, "move-warned");
  await page.click("button", "Cancel");
  await page.get("heading", "Tokens, when you need them");
});

test("the export is imported, and a token can be got again", async () => {
  const { page, world } = setting;
  await page.click("button", "import a file");
  await chooseFile(setting.page, readFileSync(exported));
  await page.fill("Passphrase", PASSPHRASE);
  await page.click("button", "Open");
  await until("the preview", () => page.has("dialog", "What this file would bring"), 20_000);
  await page.reads("Nobody can know who made this file");
  await page.reads(`${server.origin}/token`);
  await page.reads("Brings its client secret.");
  await everyLook(page, "move-preview");
  const before = server.requests.length;
  await page.click("button", "Add 1 integration");
  await page.reads("1 added, 0 left out");
  await look(page, "move-imported");
  assert.equal(server.requests.length, before, "nothing was sent meanwhile");
  await page.click("button", "Done");
  await open(page, "Support of Lyon");
  await page.click("button", "Get token");
  await countdown(page);
  assert.match(server.requests.at(-1).body, new RegExp(`client_secret=${SECRET}`));
  assert.equal(await copyToken(page, world), server.lastToken());
});

test("one of its name is copied beside it, or left out as the same", async () => {
  const { page } = setting;
  await page.press("k", { ctrl: true });
  await page.type(await page.get("combobox", "Search or jump to"), "Import…");
  await page.press("\uE007");
  await chooseFile(setting.page, readFileSync(exported));
  await page.fill("Passphrase", PASSPHRASE);
  await page.click("button", "Open");
  await until("the preview", () => page.has("dialog", "What this file would bring"), 20_000);
  await page.reads("It is here already.");
  await page.get("button", "Add 0 integrations");
  await page.select("What to do with Support of Lyon", "Add as a copy");
  await page.click("button", "Add 1 integration");
  await page.reads("1 added, 0 left out");
  await page.click("button", "Done");
  await page.get("heading", "Support of Lyon copy");
});

/** The secrets that the keyring holds; its tool fails where there is none. */
const held = () =>
  secretsInKeyring(setting.world).catch((error) => {
    if (error.code === 1) return [];
    throw error;
  });
