// Planted secrets and issued tokens: found in the keyring, and nowhere else.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { addAndGet, copyToken, countdown, open } from "./harness/journeys.mjs";
import { secretsInKeyring } from "./harness/keyring.mjs";
import { filesBelow, filesThatHold, held, spellings } from "./harness/search.mjs";
import { json, listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";

/** With letters that every encoding writes differently. */
const planted = {
  clientSecret: 'Pl4nted"Secret\\1/+&=~ü-8Qz71',
  subscriptionKey: "p1antedKey/0f3b9a7c+5d2e8f41",
  gatewayKey: "Pl4nted~Gateway&Key=3Xw90",
};
const secrets = Object.values(planted);
const publicId = "public-client-id-55210";

let server;
const token = tokenAnswer();
const setting = openSetting({
  prepare: async ({ world, closing }) => {
    world.env.GATEPASS_LOG = "trace";
    server = await listen(closing, token);
  },
});

test("a use of everything, with all that crosses to and from the page written down", async () => {
  const { page, world } = setting;
  await page.run(recordTheDoor);
  await addAndGet(page, {
    provider: "Pivot",
    environment: "UAT",
    name: "Planted Pivot",
    clientId: publicId,
    clientSecret: planted.clientSecret,
    subscriptionKey: planted.subscriptionKey,
    tokenAddress: `${server.origin}/oem-cisco/cisco-identity/`,
  });
  await countdown(page);
  await copyToken(page, world);
  await addAndGet(page, {
    provider: "Custom",
    environment: "Test",
    name: "Planted custom",
    clientId: publicId,
    clientSecret: planted.clientSecret,
    placement: "Basic header",
    tokenAddress: `${server.origin}/token`,
    extraHeaders: [{ name: "X-Gateway-Key", value: planted.gatewayKey }],
  });
  await countdown(page);

  // A server that repeats what it was sent, in a refusal.
  server.answer = () =>
    json(400, {
      error: "invalid_request",
      error_description: `You sent ${planted.clientSecret} and ${planted.gatewayKey}`,
    });
  await page.click("button", "Renew");
  await page.get("region", /could not read the token request/);
  server.answer = token;
  await page.click("button", "Try again");
  await countdown(page);

  for (const item of ["Bearer …", "Header line", "Postman environment", "Token"]) {
    await page.click("button", "Copy as…");
    await page.click("menuitem", item);
  }
  await page.click("tab", "Setup");
  await page.get("textbox", "Client id");
  await page.click("button", "Duplicate");
  await page.get("heading", /Planted custom.+/);
  await page.click("button", "Sandbox");
  await page.click("button", "Settings");
  await page.press("k", { ctrl: true });
  await page.get("dialog", "Command palette");
  await page.press(Key.ESCAPE);
  await open(page, "Planted Pivot");
  assert.ok(server.issued.length >= 3);
});

test("the keyring holds them, and the wire carried them: the search has something to find", async () => {
  const kept = await secretsInKeyring(setting.world);
  const tokens = issuedTokens();
  for (const secret of [...secrets, tokens[0], tokens.at(-1)])
    assert.ok(kept.includes(secret), `${secret.slice(0, 6)}… is in the keyring`);
  for (const [spelling, needle] of Object.entries(spellings(planted.clientSecret))) {
    assert.ok(
      held(Buffer.concat([Buffer.from("x"), needle, Buffer.from("y")]), [planted.clientSecret]).length,
      `${spelling} is found`,
    );
  }
  const there = held(server.requests.map(({ body, headers }) => body + JSON.stringify(headers)).join("\n"), secrets);
  assert.ok(there.length >= secrets.length);
});

test("files: database, web storage, logs, output", () => {
  const { world } = setting;
  const everything = [...secrets, ...issuedTokens()];
  const isKeyring = (file) => file.startsWith(path.join(world.env.XDG_DATA_HOME, "keyrings"));
  assert.deepEqual(filesThatHold(world.root, everything, isKeyring), []);

  // The same search finds what may be there, in the database and in what the app printed, and what is put there.
  const withId = filesBelow(world.env.GATEPASS_DATA_DIR).filter((file) => held(readFileSync(file), [publicId]).length);
  assert.ok(withId.length > 0, "the client id is in the database");
  const control = path.join(world.root, "control");
  mkdirSync(control);
  for (const [at, needle] of Object.values(spellings(planted.subscriptionKey)).entries())
    writeFileSync(path.join(control, `${at}`), needle);
  const found = filesThatHold(control, [planted.subscriptionKey]).map((line) => line.split(":")[0]);
  assert.equal(new Set(found).size, filesBelow(control).length);
});

test("arguments and environments of every process", () => {
  const texts = setting.app
    .pids()
    .flatMap((pid) => [pid, ...childrenOf(pid)])
    .flatMap((pid) => ["cmdline", "environ"].map((name) => readFileSync(`/proc/${pid}/${name}`)));
  assert.ok(texts.length >= 4, "the app and a web process");
  assert.deepEqual(
    texts.flatMap((text) => held(text, [...secrets, ...issuedTokens()])),
    [],
  );
});

test("the page: its elements, what stands in fields, its storage", async () => {
  const { page } = setting;
  const all = await page.run(() => {
    const fields = [...document.querySelectorAll("input, textarea")].map((field) => field.value);
    return [
      document.documentElement.outerHTML,
      fields,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      location.href,
    ]
      .map((part) => JSON.stringify(part))
      .join("\n");
  });
  assert.ok(held(all, [publicId]).length > 0, "the client id is on the page");
  assert.deepEqual(held(all, [...secrets, ...issuedTokens()]), []);
});

test("the door between page and Rust: nothing comes out, and one command takes a secret in", async () => {
  const { page } = setting;
  const { calls, events } = await page.run(() => window.__door);
  assert.ok(calls.length > 20 && events.length > 3, `${calls.length} calls and ${events.length} events were seen`);
  const out = [...calls.map(({ answer }) => answer), ...events].join("\n");
  assert.ok(held(out, [publicId]).length > 0, "answers were written down");
  assert.deepEqual(held(out, [...secrets, ...issuedTokens()]), []);

  const carriers = calls.filter(({ asked }) => held(asked, secrets).length);
  assert.deepEqual([...new Set(carriers.map(({ command }) => command))], ["hold_secret"]);
  assert.equal(carriers.length, 4, "each of the four that were typed, once");
  const asked = calls.map(({ asked }) => asked).join("\n");
  assert.deepEqual(held(asked, issuedTokens()), []);
});

const issuedTokens = () => server.issued.map((body) => JSON.parse(body).access_token);

/** Runs in the page: Tauri's calls are fetches, its events are functions called by name. */
function recordTheDoor() {
  const calls = [];
  const events = [];
  window.__door = { calls, events };
  const text = (body) => (typeof body === "string" ? body : body ? new TextDecoder().decode(body) : "");
  const original = window.fetch;
  window.fetch = async (input, init) => {
    const url = String(input?.url ?? input);
    const command = decodeURIComponent(new URL(url).pathname.slice(1));
    const call = {
      command,
      asked: `${url} ${text(init?.body)} ${JSON.stringify([...new Headers(init?.headers)])}`,
      answer: "",
    };
    calls.push(call);
    const answer = await original(input, init);
    call.answer = await answer.clone().text();
    return answer;
  };
  const internals = window.__TAURI_INTERNALS__;
  const handler = internals.transformCallback((event) => events.push(JSON.stringify(event)));
  internals.invoke("plugin:event|listen", { event: "change", target: { kind: "Any" }, handler });
}

function childrenOf(pid) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => {
      try {
        return new RegExp(`^PPid:\\t${pid}$`, "m").test(readFileSync(`/proc/${each}/status`, "utf8"));
      } catch {
        return false;
      }
    });
}
