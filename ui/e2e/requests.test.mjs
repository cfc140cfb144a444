// Endpoints tested by hand against the sandbox: sent, understood, shown in every way, compared, and studied without a network.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { open } from "./harness/journeys.mjs";
import { everyLook, look } from "./harness/looks.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const setting = openSetting({});

test("Pivot’s field notices, sent with parameters: as table, card, JSON, raw text, headers, and beside the sample", async () => {
  const { page } = setting;
  await page.click("button", "Try the sandbox");
  await testing("Pivot", "Field notice bulletins");
  await page.fill("customerId", "123456");
  await look(page, "requests-form");
  await send();
  await page.reads("200 OK");
  await page.get("tab", "Table");
  await page.get("columnheader", /title/i);
  await everyLook(page, "requests-table");

  await openRecord("62787");
  await page.get("button", "Close the card");
  await look(page, "requests-card");
  await page.press(Key.ESCAPE);

  await page.click("tab", "JSON");
  await page.reads('"fieldNoticeId"');
  await everyLook(page, "requests-json");
  await page.click("tab", "Raw");
  await page.reads("[{");
  await look(page, "requests-raw");
  await page.click("tab", "Headers");
  await page.reads("content-encoding");
  await look(page, "requests-headers");
  await page.click("tab", "Compare");
  await page.get("combobox", "Compare with");
  await everyLook(page, "requests-compare");
});

async function testing(integration, endpoint) {
  const { page } = setting;
  await open(page, integration);
  await page.click("tab", "Requests");
  await page.click("option", new RegExp(endpoint));
  await page.get("heading", endpoint);
}

/** WebKit tells no name of a cell, so it is found by its text alone. */
async function openRecord(text) {
  const { page } = setting;
  await page.clickOn(await until(`the cell ${text}`, async () => (await page.all("gridcell", text))[0]));
}

async function send() {
  await setting.page.click("button", /^Send/);
}
