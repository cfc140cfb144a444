// Locking in the real window: the page's process ends with what was typed in it, nothing is answered until it is unlocked, and
// the clipboard is cleared if it is ours.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { repository } from "../e2e/harness/app.mjs";
import { copyToken, countdown, open } from "../e2e/harness/journeys.mjs";
import { everyLook } from "../e2e/harness/looks.mjs";
import { descendantsOf } from "../e2e/harness/processes.mjs";
import { openSetting } from "../e2e/harness/setting.mjs";
import { until } from "../e2e/harness/until.mjs";

const typed = "typed-And-not-saved-55821";
const setting = openSetting({
  prepare: async ({ world }) => {
    world.env.GATEPASS_LOG = "info"; // says why it locked
  },
});

/** Locks with the key, and waits for the new page. The driver tells of the key's end in a page that is gone as a failure. */
async function lock() {
  await replaced(() => setting.page.press("l", { ctrl: true }).catch(() => {}));
  await setting.page.reads("Gatepass is locked", 20_000);
}

/** Does what locks, until the page has another process. */
async function replaced(trigger) {
  const [before] = webProcesses();
  await trigger();
  await until("another web process", () => webProcesses().length === 1 && webProcesses()[0] !== before, 30_000);
}

/** The same where no key is pressed: there the driver gives its session up with the page. What was logged says why it locked. */
async function locksByItself(trigger, reason) {
  await replaced(trigger);
  const said = new RegExp(`locked: ${reason}`);
  await until(`“locked: ${reason}” in what it prints`, () => said.test(readFileSync(setting.app.log, "utf8")));
  await setting.app.close();
}

/** With the button, and back at the list. */
async function unlock() {
  await setting.page.click("button", "Unlock");
  await setting.page.get("listbox", "Integrations");
}

const webProcesses = () => descendantsOf(setting.app.pids()[0], "WebKitWebProcess");

/** Asks Rust as the page would; resolves to `{ answer }` or `{ error }`. */
const ask = (command, args = {}) =>
  setting.page.session.executeAsyncScript(
    (name, all, done) =>
      window.__TAURI_INTERNALS__.invoke(name, all).then(
        (answer) => done({ answer }),
        (error) => done({ error }),
      ),
    command,
    args,
  );

test("Ctrl+L ends the page with what was typed in it, and the new one knows nothing but the lock", async () => {
  const { page } = setting;
  await page.click("button", "Try the sandbox");
  await page.get("heading", "Pivot");
  await open(page, "CX Cloud");
  await page.click("button", "Get token");
  await countdown(page);
  await page.click("button", "Add integration");
  await page.fill("Client secret", typed);
  assert.equal(webProcesses().length, 1);
  await lock();
  const text = await page.text();
  for (const name of ["CX Cloud", "Pivot", "Smart Bonding"]) assert.ok(!text.includes(name), name);
  assert.match(text, /You locked it\./);
});

test("while it is locked every command is refused, save what the lock screen needs", async () => {
  const source = readFileSync(path.join(repository, "src-tauri/app/command_names.rs"), "utf8");
  const names = [...source.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  assert.ok(names.length > 70);
  const allowed = ["hold_secret", "lock_state", "paste_secret", "shown", "unlock"];
  for (const name of names.filter((each) => !allowed.includes(each))) {
    const { error } = await ask(name);
    assert.equal(error?.code, "locked", name);
  }
  const { answer } = await ask("lock_state");
  assert.deepEqual(
    [answer.locked, answer.vault, answer.needsPassphrase, answer.place],
    [true, "OS keyring", false, null],
  );
});

test("the lock screen, in every look", async () => {
  const { page } = setting;
  await everyLook(page, "lock");
  await page.click("button", "What does this protect?");
  await page.reads("Any program that you start can ask an unlocked keyring itself");
  await everyLook(page, "lock-help");
});

test("Unlock brings back the place, and the token out of the vault", async () => {
  const { page } = setting;
  await unlock();
  await page.get("heading", "Add an integration");
  assert.equal(await page.value("Client secret"), "");
  await open(page, "CX Cloud");
  await countdown(page);
  await page.get("button", "Copy token");
});

test("the clipboard is cleared if it is ours, and marked for histories while it is", async () => {
  const { page, world } = setting;
  await copyToken(page, world);
  const targets = await world.run("xclip", ["-selection", "clipboard", "-o", "-t", "TARGETS"]);
  assert.match(targets, /x-kde-passwordManagerHint/);
  await lock();
  await until("an empty clipboard", async () => !(await world.clipboard().catch(() => "")));
  await unlock();
});

test("what another program copied stays", async () => {
  const { page, world } = setting;
  await open(page, "CX Cloud");
  await copyToken(page, world);
  await world.copy("a text of somebody else");
  await lock();
  assert.equal(await world.clipboard(), "a text of somebody else");
  await unlock();
});

test("a screensaver on the session bus locks it", async () => {
  const { world } = setting;
  const active = (value) =>
    world.run("dbus-send", [
      "--session",
      "--type=signal",
      "/org/gnome/ScreenSaver",
      "org.gnome.ScreenSaver.ActiveChanged",
      `boolean:${value}`,
    ]);
  await active(false);
  await locksByItself(() => active(true), "Session");
  await setting.relaunch();
});

test("the button in the status bar locks it", async () => {
  const button = await setting.page.get("button", "Lock");
  await locksByItself(() => setting.page.run((it) => void setTimeout(() => it.click(), 300), button), "Asked");
  await setting.relaunch();
});

for (const [how, end] of [
  ["SIGTERM", () => process.kill(setting.app.pids()[0], "SIGTERM")],
  ["closing the window", () => setting.page.session.close()],
]) {
  test(`${how} takes our copy along, and leaves another program's`, async () => {
    const { world } = setting;
    for (const others of ["", "a text of somebody else"]) {
      await open(setting.page, "CX Cloud");
      await copyToken(setting.page, world);
      if (others) await world.copy(others);
      const { app } = setting;
      await Promise.resolve(end()).catch(() => {});
      await until("the app to end", () => !app.pids().length);
      assert.equal(await world.clipboard().catch(() => ""), others);
      await app.close();
      await setting.relaunch();
    }
  });
}

test("nobody there: it locks by itself after the time that is set", async () => {
  const { answer } = await ask("desk");
  await locksByItself(() => ask("save_settings", { settings: { ...answer.settings, lockIdleS: 2 } }), "Idle\\(2\\)");
});
