// Starts the built app in a world under WebDriver, as often as a test wants.
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Capabilities, WebDriver } from "selenium-webdriver";
import { Executor, HttpClient } from "selenium-webdriver/http/index.js";
import { Page } from "./page.mjs";
import { processesOf } from "./processes.mjs";
import { freePort } from "./server.mjs";
import { until } from "./until.mjs";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
/** Built by `cargo build --features e2e`, the one build that lets WebDriver in. */
export const binary = path.join(repository, "target/debug/gatepass");
export const target = path.join(repository, "target");
export { repository };

let launches = 0;

/** Opens the window and returns the page in it. */
export async function launch(world) {
  if (!existsSync(binary)) throw new Error(`${binary} is not built: make e2e`);
  const driver = await openSession(world, binary);
  const page = new Page(driver.session);
  await page.session.manage().setTimeouts({ script: 10_000, pageLoad: 20_000, implicit: 0 });
  await page.waitForDesk();
  return {
    page,
    /** What the app and its web processes print. */
    log: driver.log,
    pids: () => processesOf(binary, driver.group),
    /** As the power going: no handler runs. */
    async kill() {
      const pids = processesOf(binary, driver.group);
      if (!pids.length) throw new Error("the app is not running");
      for (const pid of pids) process.kill(pid, "SIGKILL");
      await until("the app to be gone", () => !processesOf(binary, driver.group).length);
      await driver.end();
    },
    /** Ends it as the driver does at the end of a session. */
    async close() {
      await page.session.quit().catch(() => {});
      await driver.end();
    },
  };
}

/** A WebDriver of its own and a session with this binary. Rejects if the binary does not let it in. */
export async function openSession(world, application, deadlineMs = 30_000, args = []) {
  launches += 1;
  const port = await freePort();
  const name = `app-${launches}`;
  const webdriver = world.start(name, "WebKitWebDriver", [`--port=${port}`], {
    env: { ...world.env, TAURI_WEBVIEW_AUTOMATION: "true" },
  });
  await until("WebKitWebDriver to listen", async () => {
    webdriver.check();
    return (await fetch(`http://127.0.0.1:${port}/status`)).ok;
  });
  // No browserName: WebKitWebDriver would match it against its own and refuse.
  const capabilities = new Capabilities({ "webkitgtk:browserOptions": { binary: application, args } });
  const session = WebDriver.createSession(new Executor(new HttpClient(`http://127.0.0.1:${port}`)), capabilities);
  let timer;
  try {
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no session within ${deadlineMs} ms`)), deadlineMs);
    });
    await Promise.race([session.getSession(), late]);
  } catch (error) {
    session.catch?.(() => {});
    await webdriver.end();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  // What it starts is of its group.
  return { session, log: path.join(world.logs, `${name}.log`), group: webdriver.pid, end: () => webdriver.end() };
}
