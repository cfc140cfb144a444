// A client secret is rotated: refused, tested, used, taken back, confirmed. A refusal is saved for a ticket, without a secret in it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { addSandboxed, countdown, open, sandboxTokenRequests, switchFault } from "./harness/journeys.mjs";
import { secretsInKeyring } from "./harness/keyring.mjs";
import { everyLook } from "./harness/looks.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const name = "To rotate";
const wrong = "wrong-client-Secret.0123456789";
const setting = openSetting({});
const card = (page) => page.get("region", "Rotation of the client secret");
const inCard = (page, text) =>
  until(`the card to say “${text}”`, async () => (await (await card(page)).getText()).includes(text));

async function rotate(page, fill) {
  await page.click("button", "Rotate client secret…");
  const dialog = await page.get("dialog", "Rotate client secret");
  await fill(dialog);
  await page.click("button", "Keep it beside the old one");
  await card(page);
}

/** Asks for a new token and waits for it. */
async function renew(page) {
  const before = await sandboxTokenRequests(page);
  await page.click("tab", "Token");
  await page.click("button", /^(Renew|Get token)$/);
  await until("one more token request", async () => (await sandboxTokenRequests(page)) > before);
  await countdown(page);
  await page.click("tab", "Setup");
}

test("a wrong new secret is refused in words, and the old one is not touched", async () => {
  const { page } = setting;
  await addSandboxed(page, { provider: "Cisco Support", name });
  await countdown(page);
  await page.click("tab", "Setup");
  await rotate(page, async (dialog) => {
    await everyLook(page, "rotation-new");
    await page.fill("New client secret", wrong, dialog);
  });
  await page.click("button", "Test");
  await inCard(page, "The one in use was not touched.");
  assert.ok(!(await page.text()).includes(wrong));
  await everyLook(page, "rotation-refused", { facing: () => card(page) });
  await renew(page);
  await page.click("button", "Discard it");
  await page.get("button", "Rotate client secret…");
});

test("a secret that the sandbox issued works, is used, taken back, and used again", async () => {
  const { page } = setting;
  await rotate(page, async () => {
    await page.click("button", "Issue another secret");
    await page.get("group", /^New client secret: entered/);
  });
  await page.click("button", "Test");
  await inCard(page, "It works.");
  await everyLook(page, "rotation-works", { facing: () => card(page) });
  await page.click("button", "Use the new one");
  await page.get("button", "Go back to the old one");
  await everyLook(page, "rotation-in-use", { facing: () => card(page) });
  await renew(page);
  await page.click("button", "Go back to the old one");
  await page.get("button", "Use the new one");
  await renew(page);
  await page.click("button", "Use the new one");
  await page.get("button", "Go back to the old one");
});

test("the state survives a kill, the sandbox withdraws the old secret, and all works", async () => {
  await setting.app.kill();
  await setting.relaunch();
  const { page } = setting;
  await page.click("button", "Sandbox");
  await page.click("button", /^Withdraw the old secret/);
  await until("it to be withdrawn", async () => !(await page.has("button", /^Withdraw the old secret/)));
  await open(page, name);
  await page.click("tab", "Setup");
  await renew(page);
  await page.click("button", "Everything works: forget the old one");
  await page.get("button", "Rotate client secret…");
  await renew(page);
});

test("a refusal is shown, then saved as two files without a secret in them", async () => {
  const { page, world } = setting;
  // A client that has worked is asked for twice.
  await switchFault(page, "Client secret refused", "On");
  await open(page, name);
  await page.click("tab", "Token");
  await page.click("button", /^(Renew|Get token)$/);
  await page.click("button", "Save for support…");
  const shown = await page.get("region", "The text file");
  const text = await until("the text", () => shown.getText());
  await everyLook(page, "support-files");
  await page.click("button", "Save both files");
  await page.get("dialog", "Saved for support");
  const file = (ending) => {
    const names = readdirSync(world.env.HOME, { recursive: true });
    const found = names.find((each) => each.includes("gatepass-support") && each.endsWith(ending));
    return readFileSync(path.join(world.env.HOME, found), "utf8");
  };
  const squeezed = (words) => words.replaceAll(/\s+/g, " ").trim();
  assert.equal(squeezed(file(".txt")), squeezed(text), "what was shown is what was written");
  const { log } = JSON.parse(file(".har"));
  assert.equal(log.version, "1.2");
  const [{ request, response }] = log.entries;
  assert.match(request.url, /\/oauth2\/default\/v1\/token/);
  assert.equal(request.postData.params.find((each) => each.name === "client_secret").value, "••••••••");
  assert.ok(response.status >= 400);
  const secrets = await secretsInKeyring(world);
  assert.ok(secrets.length > 1);
  for (const secret of secrets) {
    assert.ok(!file(".txt").includes(secret) && !file(".har").includes(secret));
  }
  await page.click("button", "Done");
  await switchFault(page, "Client secret refused", "Off");
});

test("a failing call is saved from Activity, its body shown before it is written", async () => {
  const { page } = setting;
  await switchFault(page, "Daily quota used up", "Once");
  await open(page, name);
  await page.click("tab", "Requests");
  await page.click("option", /^[A-Z]+ ?Bugs by id/);
  await page.fill(/^bug_ids|^Bug ids/i, "CSCvc57217");
  await page.click("button", /^Send/);
  await page.get("button", "Save for support…");
  await page.click("tab", "Activity");
  await page.clickOn((await page.all("option", /./, await page.get("listbox", /^Exchanges/)))[0]);
  await page.click("button", "Save for support…");
  const shown = await page.get("region", "The text file");
  const text = await until("the text", () => shown.getText());
  assert.match(text, /Exchange:\s+.*[Bb]ug/);
  assert.match(text, /Authorization: Bearer ••••••••/);
  await page.choose("File", "HAR");
  await page.get("region", "The HAR file");
  await everyLook(page, "support-har");
  await page.click("button", "Cancel");
});
