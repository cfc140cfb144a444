// What was sent is kept across a restart, found, opened and sent again; endpoints come from a document; requests leave as files.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { open } from "./harness/journeys.mjs";
import { everyLook, look } from "./harness/looks.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const setting = openSetting({});

test("an exchange is kept, and still there after a kill", async () => {
  const { page } = setting;
  await page.click("button", "Try the sandbox");
  await open(page, "Pivot");
  await page.click("tab", "Requests");
  await page.fill("customerId", "123456");
  await page.click("button", /^Send/);
  await page.reads("200 OK");
  await page.click("tab", "Activity");
  await page.reads("Field notice bulletins");
  await everyLook(page, "activity");
  await setting.app.kill();
  await setting.relaunch();
  await open(setting.page, "Pivot");
  await setting.page.click("tab", "Activity");
  await setting.page.reads("Field notice bulletins");
});

test("it opens with its body, and goes back into the form to be sent again", async () => {
  const { page } = setting;
  await page.type(await page.get("searchbox", "Search exchanges"), "bulletins");
  await page.click("option", /Field notice bulletins/, await page.get("listbox", /^Exchanges/));
  await page.reads("62787");
  await look(page, "activity-opened");
  await page.click("button", /^Send again/);
  await page.get("button", /^Send/);
  assert.equal(await (await page.get("combobox", "customerId")).getAttribute("value"), "123456");
});

test("endpoints of the sandbox’s own document are added, and answer", async () => {
  const { page } = setting;
  // The first of two: the other is the custom request of the list of endpoints.
  await page.clickOn((await page.all("option", /^Custom/))[0]);
  await page.click("tab", "Requests");
  await page.click("button", "Import OpenAPI");
  const document = readFileSync(
    new URL("../../src-tauri/sandbox/samples/custom/openapi.json", import.meta.url),
    "utf8",
  );
  await page.put("Or paste its text", document);
  await page.click("button", "Read it");
  await page.get("button", /^Add \d+ endpoints/);
  await look(page, "openapi-operations");
  await page.click("button", /^Add \d+ endpoints/);
  await page.click("option", /^GET Devices|^GET List devices|^GET .*evices/);
  await page.click("button", /^Send/);
  await page.reads("200 OK");
  await look(page, "openapi-sent");
});

test("a Postman collection and its environment are written without a secret", async () => {
  const { page, world } = setting;
  await open(page, "Pivot");
  await page.click("tab", "Setup");
  await page.click("button", /^Export/);
  const dialog = await page.get("dialog", /Postman/);
  await look(page, "export");
  await page.click("button", /^Export|^Write/, dialog);
  const written = (kind) =>
    until(`the ${kind}`, () => {
      const names = readdirSync(world.env.HOME, { recursive: true });
      const name = names.find((name) => name.endsWith(`postman_${kind}.json`));
      return name && JSON.parse(readFileSync(path.join(world.env.HOME, name), "utf8"));
    });
  const { item } = await written("collection");
  assert.ok(item.length > 0);
  const { values } = await written("environment");
  const secrets = values.filter(({ type }) => type === "secret");
  assert.ok(secrets.length > 1);
  for (const { key, value } of secrets) assert.equal(value, "", key);
});
