// Locking in the real window: the page's process ends with what was typed in it, nothing is answered until it is unlocked, and
// the clipboard is cleared if it is ours.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { repository } from "../e2e/harness/app.mjs";
import { copyToken, countdown, open } from "../e2e/harness/journeys.mjs";
import { lock, locks, unlock, webProcesses } from "../e2e/harness/lock.mjs";
import { everyLook } from "../e2e/harness/looks.mjs";
import { openSetting } from "../e2e/harness/setting.mjs";
import { until } from "../e2e/harness/until.mjs";
import { closeWindow } from "../e2e/harness/window.mjs";

const typed = "typed-And-not-saved-55821";
const setting = openSetting({
  prepare: async ({ world }) => {
    world.env.GATEPASS_LOG = "info"; // says why it locked
  },
});

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
  assert.equal(webProcesses(setting.app).length, 1);
  await lock(setting);
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
  await unlock(setting);
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
  await lock(setting);
  await until("an empty clipboard", async () => !(await world.clipboard().catch(() => "")));
  await unlock(setting);
});

test("what another program copied stays", async () => {
  const { page, world } = setting;
  await open(page, "CX Cloud");
  await copyToken(page, world);
  await world.copy("a text of somebody else");
  await lock(setting);
  assert.equal(await world.clipboard(), "a text of somebody else");
  await unlock(setting);
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
  await locks(setting, () => active(true), "Session");
  assert.match(await setting.page.text(), /Your session was locked\./);
  await active(false);
  await unlock(setting);
});

test("the button in the status bar locks it", async () => {
  // Once: what is tried again would lock it again.
  const button = await setting.page.get("button", "Lock");
  await locks(setting, () => button.click(), "Asked");
  await unlock(setting);
});

for (const [how, end] of [
  ["SIGTERM", () => process.kill(setting.app.pids()[0], "SIGTERM")],
  ["closing the window", () => closeWindow(setting.world)],
]) {
  test(`${how} takes our copy along, and leaves another program's`, async () => {
    const { world } = setting;
    for (const others of ["", "a text of somebody else"]) {
      await open(setting.page, "CX Cloud");
      await copyToken(setting.page, world);
      if (others) await world.copy(others);
      const { app } = setting;
      await end();
      await until("the app to end", () => !app.pids().length);
      assert.equal(await world.clipboard().catch(() => ""), others);
      await app.close();
      await setting.relaunch();
    }
  });
}

test("nobody there: it locks by itself after the time that is set", async () => {
  const { answer } = await ask("desk");
  await locks(setting, () => ask("save_settings", { settings: { ...answer.settings, lockIdleS: 2 } }), "Idle(2)");
  assert.match(await setting.page.text(), /Nobody used it for 2 seconds\./);
});

test("the control: a page that is only loaded anew keeps its process", async () => {
  const before = webProcesses(setting.app);
  await setting.page.session.navigate().refresh();
  await setting.page.reads("Gatepass is locked", 20_000);
  assert.deepEqual(webProcesses(setting.app), before);
  console.log(
    "trust | the lock in the window: by key, button, idle time and screensaver | 6 locks: each a new process of the page, the clipboard cleared if ours, all but 5 commands refused | a page that is only loaded anew keeps its process; foreign clipboard content stays",
  );
});
