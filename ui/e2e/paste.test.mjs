// An integration is set up from what lies in the clipboard. Rust reads it; the page gets a filled form and no secret.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allOnThePage, recordTheDoor, throughTheDoor } from "./harness/door.mjs";
import { copyToken, countdown, open } from "./harness/journeys.mjs";
import { secretsInKeyring } from "./harness/keyring.mjs";
import { held } from "./harness/search.mjs";
import { listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const secrets = {
  curl: "Kq7-curl~Secret.81f3a",
  raw: "Kq7-raw~Secret.02c9d",
  key: "c4f1e7a90b2d4d6e8f5a3b1c7d9e0f22",
  json: "Kq7-json~Secret.5b7e1",
  postman: "Kq7-postman~Secret.e44",
  own: "Kq7-own+Secret/9d?=&a",
};
const shared = "This address is shared: which one is it?";

let server;
const setting = openSetting({
  prepare: async ({ closing }) => {
    server = await listen(closing, tokenAnswer());
  },
});

test("from the first page: a curl line, and a choice where the address is shared", async () => {
  const { page, world } = setting;
  await recordTheDoor(page);
  await world.copy(`curl --request POST \\
  --url https://id.cisco.com/oauth2/default/v1/token \\
  --header 'Content-Type: application/x-www-form-urlencoded' \\
  --data grant_type=client_credentials \\
  --data client_id=k3v9q2m8t5w7y1z4a6b8c0d2 \\
  --data-urlencode 'client_secret=${secrets.curl}'`);
  await page.click("button", "paste to set up");
  await page.reads("Filled in from the clipboard");
  await page.reads("The request does not tell whose it is: choose the provider.");
  assert.equal(await page.value("Client id"), "k3v9q2m8t5w7y1z4a6b8c0d2");
  await page.get("group", "Client secret: entered");

  const choice = await page.get("group", shared);
  const offered = await page.all("radio", undefined, choice);
  const names = await Promise.all(offered.map((one) => one.getAccessibleName()));
  assert.deepEqual(names.map((name) => name.replaceAll(/\s+/g, " ").trim()).sort(), [
    "API Console Production",
    "CX Cloud Production",
    "Cisco Support Production",
    "Smart Bonding Production",
  ]);

  await page.fill("Name", "Support, pasted");
  await page.click("radio", "CX Cloud Production", choice);
  await chosen("Provider", "CX Cloud");
  await page.click("radio", "Cisco Support Production", choice);
  await chosen("Provider", "Cisco Support");
  await chosen("Environment", "Production");
  assert.equal(await page.value("Name"), "Support, pasted", "what was typed since is kept");
  await page.click("button", "Save");
  await page.get("heading", "Support, pasted");
  await keptInKeyring(secrets.curl);
});

test("Ctrl+V: a raw request with a subscription key belongs to Pivot, and to nobody else", async () => {
  const { page, world } = setting;
  await page.click("button", "Add integration");
  await page.get("radiogroup", "Provider");
  await world.copy(
    [
      "POST /oem-cisco/cisco-identity/ HTTP/1.1",
      "Host: api-uat.pivotts.com",
      "Content-Type: application/x-www-form-urlencoded",
      `Ocp-Apim-Subscription-Key: ${secrets.key}`,
      "",
      `grant_type=client_credentials&client_id=0oa4pivotcontracts&client_secret=${encodeURIComponent(secrets.raw)}`,
    ].join("\r\n"),
  );
  await page.press("v", { ctrl: true });
  await page.reads("Look it over, then save it as Pivot, UAT.");
  await chosen("Provider", "Pivot");
  await chosen("Environment", "UAT");
  await page.get("group", "Client secret: entered");
  await page.get("group", "Subscription key: entered");
  assert.ok(!(await page.has("group", shared)), "there is nothing to choose");
  await page.fill("Name", "Contracts, pasted");
  await page.click("button", "Save");
  await page.get("heading", "Contracts, pasted");
  await keptInKeyring(secrets.raw, secrets.key);
});

test("JSON with a client tells no server: what is missing is asked for", async () => {
  const { page, world } = setting;
  await add();
  await world.copy(JSON.stringify({ client_id: "sbstage0123456789", client_secret: secrets.json }, null, 2));
  await page.click("button", /^Paste to set up/);
  await page.reads("choose the provider");
  await page.click("radio", "Smart Bonding Stage", await page.get("group", shared));
  await chosen("Provider", "Smart Bonding");
  await chosen("Environment", "Stage");
  await page.fill("Name", "Stage, pasted");
  await page.click("button", "Save");
  await page.get("heading", "Stage, pasted");
  await keptInKeyring(secrets.json);
});

test("a Postman environment with a host that was retired: the present one is filled in, and that is said", async () => {
  const { page, world } = setting;
  await add();
  const values = {
    token_url: "https://cloudsso.cisco.com/as/token.oauth2",
    client_id: "a5b7c9d1e3f5a7b9c1d3e5f7",
    client_secret: secrets.postman,
    scope: "hello.read",
  };
  await world.copy(
    JSON.stringify({
      name: "Hello API",
      values: Object.entries(values).map(([key, value]) => ({
        key,
        value,
        type: key === "client_secret" ? "secret" : "default",
        enabled: true,
      })),
      _postman_variable_scope: "environment",
    }),
  );
  await page.click("button", /^Paste to set up/);
  await page.reads("cloudsso.cisco.com was replaced by id.cisco.com in 2023");
  await page.click("radio", "API Console Production", await page.get("group", shared));
  await chosen("Provider", "API Console");
  const preview = await page.get("region", "What will be sent");
  await until("the present address in the preview", async () => {
    return (await preview.getText()).includes("POST https://id.cisco.com/oauth2/default/v1/token");
  });
  assert.match(await preview.getText(), /scope=hello\.read/);
  await page.fill("Name", "Hello, pasted");
  await page.click("button", "Save");
  await page.get("heading", "Hello, pasted");
  await keptInKeyring(secrets.postman);
});

test("a server of one's own: pasted, saved, and its token comes", async () => {
  const { page, world } = setting;
  await add();
  await world.copy(
    `curl -u 'own-client:${encodeURIComponent(secrets.own)}' -d grant_type=client_credentials '${server.origin}/realms/lab/token'`,
  );
  await page.click("button", /^Paste to set up/);
  await chosen("Provider", "Custom");
  await page.reads("Id and secret of the Basic header were decoded");
  await chosen("Where the credentials travel", "Basic header");
  assert.equal(await page.value("Token address"), `${server.origin}/realms/lab/token`);
  await page.fill("Name", "Own, pasted");
  await page.click("button", "Save and get a token");
  await countdown(page);
  const { path, headers, body } = server.requests.at(-1);
  assert.deepEqual([path, body], ["/realms/lab/token", "grant_type=client_credentials"]);
  const basic = headers.find(([name]) => name === "authorization")[1].replace("Basic ", "");
  const sent = Buffer.from(basic, "base64").toString().split(":").map(decodeFormPart);
  assert.deepEqual(sent, ["own-client", secrets.own]);
  assert.equal(await copyToken(page, world), server.lastToken());
});

test("a placeholder is not taken for a secret: it is asked for", async () => {
  const { page, world } = setting;
  const before = (await secretsInKeyring(world)).length;
  await add();
  await world.copy(
    "curl https://api-uat.pivotts.com/oem-cisco/cisco-identity/ -d grant_type=client_credentials -d client_id=0oa4pivotnotices -d client_secret=YOUR_CLIENT_SECRET -H 'Ocp-Apim-Subscription-Key: {{subscription_key}}'",
  );
  await page.click("button", /^Paste to set up/);
  await page.reads("The client secret is missing.");
  await page.reads("The subscription key is missing.");
  const field = await page.get("textbox", "Client secret");
  assert.equal(await field.getAttribute("value"), "");
  await page.fill("Name", "Not yet");
  await page.click("button", "Save");
  await until("the form to name the missing secret", async () => (await field.getAttribute("aria-invalid")) === "true");
  assert.equal((await secretsInKeyring(world)).length, before, "nothing was kept");
});

test("what was typed is replaced only when that is wanted", async () => {
  const { page, world } = setting;
  await world.copy(`{"client_id": "the-other-client", "client_secret": "${secrets.json}"}`);
  await page.click("button", /^Paste to set up/);
  await page.reads("Replace what you typed?");
  assert.equal(await page.value("Client id"), "0oa4pivotnotices");
  await page.click("button", "Keep what I typed");
  assert.equal(await page.value("Client id"), "0oa4pivotnotices");
  await page.click("button", /^Paste to set up/);
  await page.click("button", "Replace");
  await until("the pasted client", async () => (await page.value("Client id")) === "the-other-client");
});

for (const [what, text, problem] of [
  ["prose", "Lunch at noon? The usual place.", "What works: a curl line or a raw request that gets a token"],
  ["a token's answer", '{"access_token":"invented","expires_in":3599}', "paste the request that gets one"],
]) {
  test(`${what} sets nothing up, and what would is told`, async () => {
    const { page, world } = setting;
    await add();
    await world.copy(text);
    await page.click("button", /^Paste to set up/);
    const alert = await page.get("alert");
    assert.match(await alert.getText(), /Nothing was set up/);
    assert.ok((await alert.getText()).includes(problem));
    assert.equal(await page.value("Client id"), "");
    await page.click("button", "Dismiss", alert);
    await until("the notice to go", async () => !(await page.has("alert")));
  });
}

test("no pasted secret came to the page, by the door or otherwise", async () => {
  const { page } = setting;
  await open(page, "Own, pasted");
  const { calls, events } = await throughTheDoor(page);
  const pasted = calls.filter(({ command }) => command === "read_paste");
  assert.ok(pasted.length >= 9, `${pasted.length} pastes were written down`);
  const crossed = [...calls.map(({ asked, answer }) => asked + answer), ...events].join("\n");
  assert.ok(crossed.includes("own-client"), "what is public was written down");
  assert.deepEqual(held(crossed + (await allOnThePage(page)), Object.values(secrets)), []);
});

/** An empty form, whatever stood in the last one. */
async function add() {
  const { page } = setting;
  await page.click("button", "Settings");
  await until("the last form to be left", async () => {
    if (await page.has("dialog")) await page.click("button", "Discard");
    return page.has("heading", "Settings");
  });
  await page.click("button", "Add integration");
  await page.get("radiogroup", "Provider");
}

async function chosen(group, option) {
  const { page } = setting;
  await until(`“${option}” to be chosen under “${group}”`, async () => {
    return (await page.get("radio", option, await page.get("radiogroup", group, undefined, 500), 500)).isSelected();
  });
}

async function keptInKeyring(...wanted) {
  const kept = await secretsInKeyring(setting.world);
  for (const secret of wanted) assert.ok(kept.includes(secret), `${secret.slice(0, 8)}… is in the keyring`);
}

const decodeFormPart = (part) => decodeURIComponent(part.replaceAll("+", " "));
