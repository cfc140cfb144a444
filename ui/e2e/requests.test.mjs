// Endpoints tested by hand against the sandbox: sent, understood, shown in every way, compared, and studied without a network.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { open, sandbox } from "./harness/journeys.mjs";
import { everyLook, look } from "./harness/looks.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const setting = openSetting({});
/** Of each message that waits in Smart Bonding's queue when the sandbox starts, and of the answer once none does. */
const pulled = [
  "CSOne Case ID: 600000001",
  "an engineer asks for the output of show version",
  "contract not entitled",
  "No messages available to Send",
];

test("Pivot’s field notices, sent with parameters: as table, card, JSON, raw text, headers, and beside the sample", async () => {
  const { page } = setting;
  await page.click("button", "Try the sandbox");
  await testing("Pivot", "Field notice bulletins");
  await page.fill("customerId", "123456");
  await look(page, "requests-form");
  await send();
  await page.reads("200 OK");
  await page.get("columnheader", "Bulletin title");
  await everyLook(page, "requests-table");

  await openRecord("62787");
  await page.reads("FN# 62787 - Safety Notice");
  await look(page, "requests-card");
  await page.press(Key.ESCAPE);

  await page.click("tab", "JSON");
  await page.reads('"bulletinNumber"');
  await everyLook(page, "requests-json");
  await page.click("tab", "Raw");
  await page.reads('"bulletinTitle":"FN# 62787');
  await look(page, "requests-raw");
  await page.click("tab", "Headers");
  await page.reads("content-encoding");
  await look(page, "requests-headers");
  await page.click("tab", "Compare");
  await page.select("Compare with", "Usual answer");
  await page.reads("value");
  await everyLook(page, "requests-compare");
});

test("a word is found in the formatted text, and a part of it folded", async () => {
  const { page } = setting;
  await page.click("tab", "JSON");
  await page.click("button", "Search");
  await page.fill("Search for", "62787");
  await page.reads("1 of ");
  await page.press(Key.ESCAPE);
  await page.click("button", "Fold all");
  await page.reads("{ ");
  await page.click("button", "Unfold all");
});

test("a missing parameter is said at its field, and nothing is sent", async () => {
  const { page } = setting;
  const before = (await sandbox(page)).requests.length;
  // It offers what was sent before, so it is a box of choices by now.
  await page.type(await page.get("combobox", "customerId"), "");
  await send();
  await page.reads("customerId is needed");
  assert.equal((await sandbox(page)).requests.length, before);
});

test("Support turns pages by a query parameter, by a segment of the path, and PSIRT by its mark", async () => {
  const { page } = setting;
  // A page has ten of them.
  const serials = Array.from({ length: 12 }, (_, n) => `FOC1022${1000 + n}`).join(",");
  for (const [endpoint, picture, values] of [
    ["Coverage and contract by serial number", "requests-support-coverage", { serial_numbers: serials }],
    ["End of life between two days", "requests-support-eox", { startDate: "1995-01-01", endDate: "2030-12-31" }],
    ["All advisories", "requests-psirt", {}],
  ]) {
    await testing("Cisco Support", endpoint);
    for (const [name, value] of Object.entries(values)) await page.fill(name, value);
    await send();
    await page.reads("200 OK");
    await page.click("tab", "Table");
    const first = await until("rows", firstRow);
    await look(page, picture);
    await page.click("button", "Next page");
    await until(`the second page of ${endpoint}`, async () => {
      const now = await firstRow();
      return now && now !== first;
    });
  }
});

test("CX Cloud and Hello answer, each in its own form", async () => {
  const { page } = setting;
  await testing("CX Cloud", "Customers");
  await example();
  await send();
  await page.reads("200 OK");
  await look(page, "requests-cx-cloud");
  await testing("API Console", "Hello");
  await send();
  await page.reads("200 OK");
  await look(page, "requests-hello");
});

test("a pull of Smart Bonding asks first, and takes one message off the queue", async () => {
  const { page } = setting;
  await testing("Smart Bonding", "Pull the next message");
  await send();
  await page.get("dialog", /./);
  await look(page, "requests-ask-first");
  await page.press(Key.ESCAPE);
  const pulls = async () => (await sandbox(page)).requests.filter(({ path }) => path.includes("pull/call")).length;
  assert.equal(await pulls(), 0, "Esc sends nothing");
  await send();
  const dialog = await page.get("dialog", /./);
  await page.click("button", "Send to Sandbox", dialog);
  await page.reads("200 OK");
  await until("the sandbox to have seen one pull", async () => (await pulls()) === 1);
  const [first, ...others] = pulled;
  await page.reads(first);
  await look(page, "requests-pull");

  // The queue is one message shorter with each, and then empty.
  for (const answer of others) {
    await send();
    await page.click("button", "Send to Sandbox", await page.get("dialog", /./));
    await page.reads(answer);
  }
  assert.equal(await pulls(), pulled.length);
});

test("the sample is shown with the sandbox stopped: nothing is sent", async () => {
  const { page } = setting;
  await page.click("button", "Sandbox");
  await page.click("button", /^Stop/);
  await testing("Pivot", "Field notice bulletins");
  await page.click("button", "Show sample");
  await page.reads("Sample");
  await page.reads("62787");
  await everyLook(page, "requests-sample");
});

async function testing(integration, endpoint) {
  const { page } = setting;
  await open(page, integration);
  await page.click("tab", "Requests");
  await page.click("option", new RegExp(`^[A-Z]+ ?${endpoint}(?! and)`));
  await page.get("heading", endpoint);
}

async function example() {
  const { page } = setting;
  if (await page.has("button", "Fill in the example")) await page.click("button", "Fill in the example");
}

/** WebKit tells no name of a cell, so it is found by its text alone. */
async function openRecord(text) {
  const { page } = setting;
  await page.clickOn(await until(`the cell ${text}`, async () => (await page.all("gridcell", text))[0]));
  await page.get("button", "Close the card");
}

/** The text of the first row of the table in sight. */
async function firstRow() {
  const [cell] = await setting.page.all("gridcell", /./);
  return cell && setting.page.run((it) => it.parentElement.textContent, cell);
}

async function send() {
  await setting.page.click("button", /^Send/);
}
