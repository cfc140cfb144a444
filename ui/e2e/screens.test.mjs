// Every screen, light and dark, large and small: a picture of each, and no accessibility rule broken on any.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { repository, target } from "./harness/app.mjs";
import { countdown, fillNew, open, refusal } from "./harness/journeys.mjs";
import { json, listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = path.join(target, "screens");
const documentation =
  process.env.GATEPASS_UPDATE_SCREENSHOTS === "1" ? path.join(repository, "docs/screenshots") : null;
const sizes = [
  [1180, 760],
  [880, 560],
];

let server;
const setting = openSetting({
  prepare: async ({ closing }) => {
    rmSync(pictures, { recursive: true, force: true });
    mkdirSync(pictures, { recursive: true });
    server = await listen(closing, tokenAnswer());
  },
});

test("first start", async () => {
  await setting.page.get("button", "Try the sandbox");
  await everyLook("first-start");
});

test("the list and a token", async () => {
  const { page } = setting;
  await page.click("button", "Try the sandbox");
  await page.get("heading", "Pivot");
  for (const [name, lifetime] of [
    ["Pivot", "1 hour"],
    ["Cisco Support", "10 minutes"],
    ["Smart Bonding", "60 seconds"],
  ]) {
    await page.click("button", "Sandbox");
    await page.select("Token lifetime", lifetime);
    await open(page, name);
    await page.click("button", "Get token");
    await countdown(page);
  }
  await open(page, "Pivot");
  await page.get("region", "The request that got it");
  await everyLook("list", { as: "list" });
  await page.click("button", "Sandbox");
  await page.select("Token lifetime", "1 hour");
  await open(page, "CX Cloud");
  await page.click("button", "Get token");
  await page.get("region", "Claims");
  await everyLook("token", { as: "token" });
});

test("the menu of copies, and the palette", async () => {
  const { page } = setting;
  await page.click("button", "Copy as…");
  await page.get("menuitem", "Postman environment");
  await oneLook("menu");
  await page.press(Key.ESCAPE);
  await page.press("k", { ctrl: true });
  await page.get("dialog", "Command palette");
  await oneLook("palette");
  await page.press(Key.ESCAPE);
});

test("setup", async () => {
  const { page } = setting;
  await page.click("tab", "Setup");
  await page.get("textbox", "Client id");
  await everyLook("setup");
});

test("sandbox, settings", async () => {
  const { page } = setting;
  await page.click("button", "Sandbox");
  await page.get("region", "Last requests it saw");
  await everyLook("sandbox");
  await page.click("button", "Settings");
  await page.get("radiogroup", "Theme");
  await everyLook("settings");
});

test("adding an integration", async () => {
  const { page } = setting;
  await fillNew(page, {
    provider: "Pivot",
    environment: "UAT",
    name: "Pivot field notices",
    clientId: "0oa8m2kq71pivot",
    clientSecret: "a-secret-for-the-picture",
    tokenAddress: `${server.origin}/oem-cisco/cisco-identity/`,
  });
  await everyLook("add");
});

test("a refusal", async () => {
  const { page } = setting;
  server.answer = () =>
    json(401, {
      statusCode: 401,
      message:
        "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
    });
  await page.fill(/ubscription key$/, "5e1f0a7c9b3d4e2f8a6b1c0d9e8f7a6b");
  await page.click("button", "Save and get a token");
  await refusal(page, "Pivot refused the subscription key");
  await everyLook("refusal");
});

/** Both themes at both sizes; `as` names the picture for the documentation. */
async function everyLook(name, { as } = {}) {
  for (const theme of ["light", "dark"]) {
    await wear(theme);
    for (const [width, height] of sizes) {
      await resize(width, height);
      const picture = await look(`${name}-${theme}-${width}`);
      if (documentation && as && width === sizes[0][0]) {
        mkdirSync(documentation, { recursive: true });
        writeFileSync(path.join(documentation, `${as}-${theme}.png`), picture, "base64");
      }
    }
  }
  await wear("light");
  await resize(...sizes[0]);
}

const oneLook = (name) => look(`${name}-light-${sizes[0][0]}`);

async function look(name) {
  const { page } = setting;
  const picture = await page.picture();
  writeFileSync(path.join(pictures, `${name}.png`), picture, "base64");
  await page.session.executeScript(axe);
  const violations = await page.session.executeAsyncScript((done) => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    // Experimental, and wrong here: a row shows “59:12” and is read aloud as “59 minutes left”.
    const rules = { "label-content-name-mismatch": { enabled: false } };
    window.axe.run(document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] }).then(
      ({ violations }) =>
        done(
          violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`,
          ),
        ),
      (error) => done([String(error)]),
    );
  });
  assert.deepEqual(violations, [], name);
  const spill = await page.run(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(spill <= 0, `${name} is ${spill} px wider than its window`);
  return picture;
}

/** As the setting does it, without leaving the page that is looked at. */
async function wear(theme) {
  const { page } = setting;
  await page.run((to) => {
    document.documentElement.dataset.theme = to;
    // Where the pointer rests is no part of the picture.
    document.activeElement?.blur();
  }, theme);
}

async function resize(width, height) {
  const { page } = setting;
  const inner = () => page.run(() => [window.innerWidth, window.innerHeight].join());
  // WebKitWebDriver waits for a change, for ever if there is none.
  if ((await inner()) !== `${width},${height}`) await page.session.manage().window().setRect({ width, height });
  await until(`a page of ${width} × ${height}`, async () => (await inner()) === `${width},${height}`);
  await page.run(
    () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => painted(true)))),
  );
}
