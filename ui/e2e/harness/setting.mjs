// A world with the window open in it, for a whole test file.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before } from "node:test";
import { launch, target } from "./app.mjs";
import { openWorld } from "./world.mjs";

/**
 * Opens them before the file's tests and closes them after, whatever happened.
 * @param {{ keyring?: boolean, prepare?: (setting: object) => Promise<void> }} [options] `prepare` runs before the window opens
 */
export function openSetting({ keyring = true, prepare } = {}) {
  const closers = [];
  const setting = {
    world: undefined,
    app: undefined,
    get page() {
      return setting.app.page;
    },
    /** Runs at the end, last first. */
    closing: (close) => closers.unshift(close),
    async relaunch() {
      setting.app = await launch(setting.world);
    },
  };
  before(async () => {
    setting.world = await openWorld(setting.closing, { keyring });
    await prepare?.(setting);
    await setting.relaunch();
  });
  afterEach(async ({ name, passed }) => {
    if (passed || !setting.app) return;
    await keepPicture(setting.page, name);
    // A form left half filled must not fail the tests after it.
    await setting.page.session.navigate().refresh();
    await setting.page.waitForDesk();
  });
  after(async () => {
    for (const close of closers) await close();
  });
  return setting;
}

/** What the window showed when a test failed: target/e2e-failures/. */
async function keepPicture(page, name) {
  const folder = path.join(target, "e2e-failures");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name.replaceAll(/[^\w]+/g, "-").slice(0, 80));
  try {
    writeFileSync(`${file}.png`, await page.picture(), "base64");
    writeFileSync(`${file}.txt`, await page.text());
  } catch (error) {
    writeFileSync(`${file}.txt`, `no picture: ${error.message}`);
  }
}
