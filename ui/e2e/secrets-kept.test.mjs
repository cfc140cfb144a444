// Planted secrets through rotation, both vaults, a lock, a sealed export, backups, crashes, and the end of everything.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { addAndGet, copyToken, countdown, open } from "./harness/journeys.mjs";
import { secretsInKeyring } from "./harness/keyring.mjs";
import { lock, unlock, webProcesses } from "./harness/lock.mjs";
import { everyLook, look } from "./harness/looks.mjs";
import { chooseFile, exportedFile } from "./harness/moving.mjs";
import { filesBelow } from "./harness/search.mjs";
import { listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { Sweep } from "./harness/sweep.mjs";
import { until } from "./harness/until.mjs";

/** With letters that every encoding writes differently. */
const planted = {
  old: 'Pl4nted"Old\\1/+&=~ü-8Qz71',
  new: 'Pl4nted"New\\2/+&=~ü-9Rz82',
  vault: "Pl4nted vault+phrase/&%=1",
  sealed: "Pl4nted sealed+phrase/&=2",
  typed: "Pl4nted~typed&left=3",
};
const marker = "public-partner-90155";
const name = "Planted and kept";
let server;
const setting = openSetting({
  prepare: async (begun) => {
    server = await listen(begun.closing, tokenAnswer({ refreshable: true }));
    await sweep.begin(begun);
  },
});
const sweep = new Sweep(setting, marker);
sweep.plant(...Object.values(planted), () => server.tokens());

const dialogGone = () => until("the dialog to close", async () => !(await setting.page.has("dialog")), 20_000);

/** A new token, for which a secret has to be read. */
async function renew() {
  const { page, world } = setting;
  await open(page, name);
  await page.click("tab", "Token");
  const before = server.issued.length;
  await page.click("button", /^(Renew|Get token)$/);
  await until("a token from the server", () => server.issued.length === before + 1);
  await countdown(page);
  await until("its copy", async () => (await copyToken(page, world)) === server.lastToken());
}

/** To the settings, where secrets are kept. */
async function places() {
  await setting.page.click("button", "Settings");
  await setting.page.get("region", "Where secrets are kept");
}

test("a client secret is rotated", async () => {
  const { page } = setting;
  await sweep.watchPage();
  await addAndGet(page, {
    provider: "Custom",
    environment: "Test",
    name,
    clientId: marker,
    clientSecret: planted.old,
    tokenAddress: `${server.origin}/token`,
  });
  await countdown(page);
  await page.click("tab", "Setup");
  await page.click("button", "Rotate client secret…");
  await page.fill("New client secret", planted.new, await page.get("dialog", "Rotate client secret"));
  await page.click("button", "Keep it beside the old one");
  await page.click("button", "Test");
  await page.reads("It works.");
  await page.click("button", "Use the new one");
  await page.click("button", "Go back to the old one");
  await page.click("button", "Use the new one");
  await page.click("button", "Everything works: forget the old one");
  await page.get("button", "Rotate client secret…");
  await look(page, "kept-rotated");
  await renew();
  const kept = await secretsInKeyring(setting.world);
  assert.deepEqual([kept.includes(planted.new), kept.includes(planted.old)], [true, false]);
});

test("they move into a passphrase vault, are locked in it, and move back", async () => {
  const { page } = setting;
  await places();
  await page.click("button", "Passphrase vault: Move here…");
  await page.fill("Passphrase", planted.vault);
  await page.fill("Repeat the passphrase", planted.vault);
  await page.click("button", "Create and move secrets");
  await dialogGone();
  await renew();
  await page.click("button", "Add integration");
  await sweep.gather(); // what is typed next stands in its field until the page goes
  await page.fill("Client secret", planted.typed);
  await lock(setting);
  await sweep.watchPage();
  await everyLook(page, "lock-passphrase");
  await unlock(setting, planted.vault);
  await renew();
  await places();
  await look(page, "kept-in-passphrase-vault");
  await page.click("button", "OS keyring: Move here…");
  await page.click("button", "Move");
  await dialogGone();
  await renew();
});

test("everything is exported under a passphrase, removed, and imported", async () => {
  const { page, world } = setting;
  await page.click("button", "Settings");
  await page.click("button", "Export…");
  await page.fill("Passphrase", planted.sealed);
  await page.fill("Passphrase again", planted.sealed);
  await page.click("button", "Export 1 integration");
  await until("the export", () => page.has("dialog", "Exported"), 20_000);
  await look(page, "kept-exported");
  await page.click("button", "Done");
  await sweep.gather();
  await page.click("button", "Remove everything…");
  await page.fill("Type “remove everything” to go on", "remove everything");
  await page.click("button", "Remove everything", await page.get("dialog"));
  await page.get("heading", "Tokens, when you need them");
  await look(page, "kept-nothing");
  assert.ok(!(await secretsInKeyring(world).catch(() => [])).length, "the keyring has let go of all");
  await page.click("button", "import a file");
  await chooseFile(page, readFileSync(exportedFile(world)));
  await page.fill("Passphrase", planted.sealed);
  await page.click("button", "Open");
  await until("the preview", () => page.has("dialog", "What this file would bring"), 20_000);
  await page.click("button", "Add 1 integration");
  await page.reads("1 added, 0 left out");
  await page.click("button", "Done");
  await renew();
  await look(page, "kept-imported");
  await sweep.gather();
});

test("a page that crashes leaves nothing behind, and is loaded anew", async () => {
  const { app } = setting;
  const [page] = webProcesses(app);
  process.kill(page, "SIGABRT"); // of SIGSEGV its JavaScript engine makes use itself
  await until("another process", () => webProcesses(app).length === 1 && webProcesses(app)[0] !== page, 30_000);
  await app.attach();
  await app.page.get("listbox", "Integrations");
  await app.page.reads("The page ended unexpectedly");
});

test("an app that crashes leaves nothing behind, and comes back with a backup", async () => {
  const { app, world } = setting;
  const [pid] = app.pids();
  process.kill(pid, "SIGABRT");
  await until("it to end", () => !app.pids().length);
  await app.close();
  await setting.relaunch();
  await sweep.watchPage();
  const { page } = setting;
  const folder = path.join(world.env.GATEPASS_DATA_DIR, "backups");
  await until("a backup", () => readdirSync(folder).some((file) => file.endsWith(".db")));
  await page.click("button", "Settings");
  const [latest] = await until("the list", async () => {
    const all = await page.all("button", /^Restore the backup of/);
    return all.length && all;
  });
  await page.clickOn(latest);
  await sweep.gather();
  await page.click("button", "Restore");
  await page.reads("The backup was restored.");
  await sweep.watchPage(); // it is loaded anew
  await renew();
});

test("the control: a program that crashes where cores are allowed leaves one", async () => {
  const { world } = setting;
  const folder = path.join(world.aside, "crash");
  const crash = `mkdir -p '${folder}' && cd '${folder}' && ulimit -c unlimited && sh -c 'kill -SEGV $$'`;
  await world.run("sh", ["-c", crash]).catch(() => {});
  const cores = filesBelow(folder).filter((file) => /^core(\.\d+)?$/.test(path.basename(file)));
  // Where the system hands cores to a program, there is none to see.
  const pattern = readFileSync("/proc/sys/kernel/core_pattern", "utf8");
  if (!pattern.startsWith("|")) assert.equal(cores.length, 1);
  rmSync(folder, { recursive: true });
});

sweep.searchEverything();
