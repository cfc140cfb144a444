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

/** Opens the window and returns the page in it. The program is one that lets WebDriver in. */
export async function launch(world, program = binary) {
  if (!existsSync(program)) throw new Error(`${program} is not built: make e2e, or make bench`);
  // Started by itself, not by the driver, which gives a session up when the page's process ends: the next one comes back to it.
  const door = `127.0.0.1:${await freePort()}`;
  const name = nextName();
  const started = world.start(name, program, [], {
    env: { ...world.env, TAURI_WEBVIEW_AUTOMATION: "true", WEBKIT_INSPECTOR_SERVER: door },
  });
  let driver;
  const app = {
    /** The same object for every session. */
    page: new Page(undefined),
    /** What the app and its web processes print. */
    log: path.join(world.logs, `${name}.log`),
    /** The group of all that it started. */
    group: started.pid,
    pids: () => processesOf(program, started.pid),
    /** The window's page, by a new session: the first, or another after the page was replaced. */
    async attach() {
      await driver?.end();
      driver = undefined;
      driver = await until("a session with the window", () => openSession(world, { running: door }), 60_000);
      app.page.session = driver.session;
      await app.page.session.manage().setTimeouts({ script: 10_000, pageLoad: 20_000, implicit: 0 });
      await app.page.waitForDesk();
    },
    /** As the power going: no handler runs. */
    async kill() {
      const pids = app.pids();
      if (!pids.length) throw new Error("the app is not running");
      for (const pid of pids) process.kill(pid, "SIGKILL");
      await until("the app to be gone", () => !app.pids().length);
      await driver.end();
      await started.end();
    },
    /** Ends it politely. */
    async close() {
      await driver.end();
      await started.end();
    },
  };
  await app.attach();
  return app;
}

const nextName = () => {
  launches += 1;
  return `app-${launches}`;
};

/**
 * A WebDriver of its own and a session. Rejects if the program does not let it in.
 * @param {{ binary?: string, args?: string[], running?: string }} application which it starts, or the door of one that runs
 */
export async function openSession(world, { binary, args = [], running }, deadlineMs = 30_000) {
  const port = await freePort();
  const webdriver = world.start(`${nextName()}-driver`, "WebKitWebDriver", [
    `--port=${port}`,
    ...(running ? [`--target=${running}`] : []),
  ]);
  await until("WebKitWebDriver to listen", async () => {
    webdriver.check();
    return (await fetch(`http://127.0.0.1:${port}/status`)).ok;
  });
  // No browserName: WebKitWebDriver would match it against its own and refuse.
  const capabilities = new Capabilities({ "webkitgtk:browserOptions": running ? {} : { binary, args } });
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
  return { session, end: () => webdriver.end() };
}
