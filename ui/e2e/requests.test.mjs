import { test } from "node:test";
import { open } from "./harness/journeys.mjs";
import { look } from "./harness/looks.mjs";
import { openSetting } from "./harness/setting.mjs";

const setting = openSetting({});

test("Pivot", async () => {
  const { page } = setting;
  await page.click("button", "Try the sandbox");
  await open(page, "Pivot");
  await page.click("tab", "Requests");
  await page.get("button", /^Send/);
  await look(page, "requests-start");
  await page.click("button", /^Send/);
  await page.get("tab", "Table");
  await look(page, "requests-table");
  console.log(await page.text());
});
