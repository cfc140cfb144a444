// The data file is damaged, or a newer version's: the window says so, and a backup brings everything back.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { addAndGet, copyToken, countdown, open, refusal } from "./harness/journeys.mjs";
import { everyLook, small } from "./harness/looks.mjs";
import { listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

let server;
const setting = openSetting({
  prepare: async ({ closing }) => {
    server = await listen(closing, tokenAnswer());
  },
});
const file = (name) => path.join(setting.world.env.GATEPASS_DATA_DIR, name);
const backups = () => readdirSync(file("backups")).filter((name) => name.endsWith(".db"));
const custom = (name) => ({
  provider: "Custom",
  environment: "Test",
  name,
  clientId: "partner",
  clientSecret: "partner-secret-0001",
  placement: "Form body",
  tokenAddress: `${server.origin}/token`,
});

/** Restores the latest backup from the list that is on screen. */
async function restoreLatest(page) {
  const section = await page.get("region", "Backups");
  const [latest] = await until("the list", async () => {
    const all = await page.all("button", /^Restore the backup of/, section);
    return all.length && all;
  });
  await page.clickOn(latest);
  const dialog = await page.get("dialog", /^Restore the backup of/);
  return { dialog, restore: () => page.click("button", "Restore") };
}

test("a backup is made at the next start, in a folder that is the user's own", async () => {
  await addAndGet(setting.page, custom("Field notices"));
  await countdown(setting.page);
  await addAndGet(setting.page, custom("Contracts"));
  await countdown(setting.page);
  await setting.app.kill();
  await setting.relaunch();
  await until("the day's backup", () => backups().length === 1);
  assert.match(backups()[0], /^gatepass-\d+-daily\.db$/);
});

test("a damaged data file is said, kept, and replaced by the backup with all that it held", async () => {
  await setting.app.kill();
  // What was written last lies in the log alone.
  const damaged = ["gatepass.db", "gatepass.db-wal"].map((name) => readFileSync(file(name)).fill(0x5a));
  writeFileSync(file("gatepass.db"), damaged[0]);
  writeFileSync(file("gatepass.db-wal"), damaged[1]);
  await setting.relaunch();
  const { page, world } = setting;
  await page.reads("The data file was damaged. It was kept as gatepass.db.damaged-");
  const aside = readdirSync(file(".")).find((name) => /^gatepass\.db\.damaged-\d+$/.test(name));
  assert.ok(readFileSync(file(aside)).equals(damaged[0]), "to the byte");
  assert.ok(readFileSync(file(`${aside}-wal`)).equals(damaged[1]), "with its log");
  await everyLook(page, "backups-lost", { sizes: [small], facing: () => page.get("region", "Backups") });

  const { dialog, restore } = await restoreLatest(page);
  assert.match(await dialog.getText(), /2 integrations, “Field notices” and “Contracts”/);
  await everyLook(page, "backups-restore", { sizes: [small] });
  await restore();
  await page.reads("The backup was restored. Tokens have to be got anew.");
  for (const name of ["Field notices", "Contracts"]) {
    await open(page, name);
    await page.click("button", "Get token");
    await countdown(page);
    assert.equal(await copyToken(page, world), server.lastToken());
  }
});

test("the settings list what there is to go back to", async () => {
  const { page } = setting;
  await page.click("button", "Settings");
  const section = await page.get("region", "Backups");
  await until("both", async () => /before a restore/.test(await section.getText()));
  await everyLook(page, "backups", { sizes: [small], facing: () => page.get("region", "Backups") });
});

test("an integration whose secret has left the vault asks for it after a restore", async () => {
  const { page, world } = setting;
  await world.run("secret-tool", ["clear", "service", "Gatepass"]);
  const section = await page.get("region", "Backups");
  const all = await page.all("button", /^Restore the backup of/, section);
  await page.clickOn(all.at(-1));
  await page.click("button", "Restore");
  await page.reads("2 integrations ask for secrets that are no longer in the vault");
  await open(page, "Contracts");
  await refusal(page, "The client secret is not in the vault");
});

test("a newer version's file is left alone until a backup is put in its place", async () => {
  await setting.app.kill();
  const { world } = setting;
  const script =
    "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('PRAGMA user_version = 99'); db.close()";
  await world.run("python3", ["-c", script, file("gatepass.db")]);
  const newer = readFileSync(file("gatepass.db"));
  await setting.relaunch();
  const { page } = setting;
  await page.get("heading", "Your data could not be opened");
  await page.reads("written by a newer Gatepass");
  assert.ok(readFileSync(file("gatepass.db")).equals(newer), "untouched");
  await everyLook(page, "backups-unopened", { sizes: [small] });
  await page.click("button", "Try again");
  await page.reads("written by a newer Gatepass");

  const { restore } = await restoreLatest(page);
  await restore();
  await open(page, "Field notices");
  const aside = readdirSync(file(".")).find((name) => /^gatepass\.db\.set-aside-\d+$/.test(name));
  assert.ok(readFileSync(file(aside)).equals(newer), "kept to the byte");
});
