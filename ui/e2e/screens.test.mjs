// Every screen, light and dark, large and small: a picture of each, and no accessibility rule broken on any.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { repository } from "./harness/app.mjs";
import { countdown, fillNew, open, refusal } from "./harness/journeys.mjs";
import { everyLook, large, look, pictures } from "./harness/looks.mjs";
import { json, listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";

const documentation =
  process.env.GATEPASS_UPDATE_SCREENSHOTS === "1" ? path.join(repository, "docs/screenshots") : null;

let server;
const setting = openSetting({
  prepare: async ({ closing }) => {
    rmSync(pictures, { recursive: true, force: true });
    server = await listen(closing, tokenAnswer());
  },
});

test("first start", async () => {
  await setting.page.get("button", "Try the sandbox");
  await looks("first-start");
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
  await looks("list", { as: "list" });
  await page.click("button", "Sandbox");
  await page.select("Token lifetime", "1 hour");
  await open(page, "CX Cloud");
  await page.click("button", "Get token");
  await page.get("region", "Claims");
  await looks("token", { as: "token" });
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
  await looks("setup");
});

test("sandbox, settings", async () => {
  const { page } = setting;
  await page.click("button", "Sandbox");
  await page.get("region", "Last requests it saw");
  await looks("sandbox");
  await page.click("button", "Settings");
  await page.get("radiogroup", "Theme");
  await looks("settings");
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
  await looks("add");
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
  await looks("refusal");
});

/** Both themes at both sizes; `as` names the picture for the documentation. */
const looks = (name, { as } = {}) =>
  everyLook(setting.page, name, {
    taken: ({ theme, size, png }) => {
      if (!documentation || !as || size !== large) return;
      mkdirSync(documentation, { recursive: true });
      writeFileSync(path.join(documentation, `${as}-${theme}.png`), png, "base64");
    },
  });

const oneLook = (name) => look(setting.page, `${name}-light-${large[0]}`);
