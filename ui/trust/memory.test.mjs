// What lies in the memory of the window's processes: no token in the page's at any time, what was typed until the lock alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addAndGet, copyToken, countdown } from "../e2e/harness/journeys.mjs";
import { webProcesses } from "../e2e/harness/lock.mjs";
import { inMemory } from "../e2e/harness/memory.mjs";
import { descendantsOf } from "../e2e/harness/processes.mjs";
import { json, listen, tokenAnswer } from "../e2e/harness/server.mjs";
import { openSetting } from "../e2e/harness/setting.mjs";
import { until } from "../e2e/harness/until.mjs";

const secret = "Pl4nted-client-Secret-66120";
const typed = "typed-And-not-saved-77231";
/** Time to be gone after a lock. */
const WIPED_MS = 2000;
/** What was counted of a process that has no such text in it. */
const NONE = 0;

let server;
const token = tokenAnswer({ refreshable: true });
const setting = openSetting({
  prepare: async ({ closing }) => {
    server = await listen(closing, (request) => (request.path === "/token" ? token() : repeated(request)));
  },
});
/** What it was sent, and the tokens that are held: of one that was replaced nobody knows any more that it was one. */
function repeated({ headers }) {
  const { access_token, refresh_token } = JSON.parse(server.issued.at(-1));
  return json(200, { headers, known: [access_token, refresh_token], again: `${access_token},${refresh_token}` });
}

/** All of WebKit's processes: the page's, and the one for the network. */
const webKits = () => {
  const [pid] = setting.app.pids();
  return ["WebKitWebProcess", "WebKitNetworkProcess"].flatMap((name) => descendantsOf(pid, name));
};

/** How often the texts lie in these processes, in all. */
function lie(pids, texts) {
  let sum = 0;
  for (const pid of pids) for (const count of inMemory(pid, texts)?.values() ?? []) sum += count;
  return sum;
}

const noTokens = (when) => {
  assert.ok(webKits().length >= 2);
  assert.equal(lie(webKits(), server.tokens()), NONE, when);
};

let [before, main] = [0, 0];
let wipedMs = 0;

test("no token comes into the page's process: got, copied, renewed, repeated by a server", async () => {
  assert.equal(process.getuid(), 0, "root alone may read it");
  const { page, world } = setting;
  await addAndGet(page, {
    provider: "Custom",
    environment: "Test",
    name: "Remembered",
    clientId: "partner",
    clientSecret: secret,
    tokenAddress: `${server.origin}/token`,
    allowedOrigins: server.origin,
  });
  await countdown(page);
  noTokens("got");
  assert.equal(await copyToken(page, world), server.lastToken());
  await page.click("button", "Copy as…");
  await page.click("menuitem", "Header line");
  noTokens("copied");
  await page.click("button", "Renew");
  await until("another", () => server.issued.length === 2);
  await page.click("tab", "Requests");
  await page.fill(/^(Path or a|A)ddress/, `${server.origin}/echo`);
  await page.click("button", /^Send/);
  await page.reads("200 OK");
  for (const tab of ["JSON", "Raw", "Headers"]) {
    await page.click("tab", tab);
    noTokens(`repeated by a server, as ${tab}`);
  }
  assert.ok(
    lie(setting.app.pids(), server.tokens()) > NONE,
    "the app itself holds them: the search finds what is there",
  );
});

test("what is typed lies in the page's process until it is locked, and nowhere in the next one", async () => {
  const { app, page } = setting;
  await page.click("button", "Add integration");
  await page.fill("Client secret", typed);
  before = lie(webKits(), [typed]);
  assert.ok(before > NONE, "the control: it is found where it was typed");
  const [old] = webProcesses(app);
  const began = Date.now();
  page.press("l", { ctrl: true }).catch(() => {});
  await until("the page's process to end", () => !webProcesses(app).includes(old), WIPED_MS);
  wipedMs = Date.now() - began;
  await until("the next one", () => webProcesses(app).length === 1);
  await app.attach();
  await page.reads("Gatepass is locked");
  assert.equal(lie(webKits(), [typed, secret, ...server.tokens()]), NONE);
});

test("what is left in the app itself is counted", () => {
  const { app } = setting;
  const counts = inMemory(app.pids()[0], [secret, typed, ...server.tokens()]);
  main = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const told = [...counts].map(([text, count]) => `${text.slice(0, 6)}…: ${count}`).join(", ");
  console.log(
    `trust | memory of the page's processes, and of the app after a lock | tokens in WebKit's processes: 0 always; typed text gone ${wipedMs} ms after the lock; left in the app itself: ${main} (${told}) | typed text was found ${before} times before the lock, tokens in the app`,
  );
});
