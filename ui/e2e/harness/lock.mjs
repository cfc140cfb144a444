// Locks the real window and comes back to the page that stands there then.
import { readFileSync } from "node:fs";
import { descendantsOf } from "./processes.mjs";
import { until } from "./until.mjs";

/** The processes that the page runs in. */
export const webProcesses = (app) => descendantsOf(app.pids()[0], "WebKitWebProcess");

/** Does what locks, waits for the page's new process, and comes back to it. What is logged says why it locked. */
export async function locks({ app }, trigger, reason) {
  const [before] = webProcesses(app);
  const said = () => readFileSync(app.log, "utf8").split(`locked: ${reason}`).length;
  const earlier = said();
  // The driver may tell of the key's end in a page that is gone as a failure, or not at all.
  Promise.resolve(trigger()).catch(() => {});
  await until("another web process", () => webProcesses(app).length === 1 && webProcesses(app)[0] !== before, 30_000);
  await until(`“locked: ${reason}” in what it prints`, () => said() === earlier + 1);
  await app.attach();
  await app.page.reads("Gatepass is locked", 20_000);
}

/** With Ctrl L. */
export const lock = (setting) => locks(setting, () => setting.page.press("l", { ctrl: true }), "Asked");

/** Back to the list, with a passphrase if one is needed. */
export async function unlock({ page }, passphrase) {
  if (passphrase) await page.fill("Passphrase", passphrase);
  await page.click("button", "Unlock");
  await page.get("listbox", "Integrations", undefined, 20_000);
}
