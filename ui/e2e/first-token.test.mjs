// From the first start to a copied token, for each of the sandbox's six integrations.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { copyToken, countdown, open, sandbox } from "./harness/journeys.mjs";
import { secretsInKeyring } from "./harness/keyring.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

/** Where the sandbox takes each provider's token. */
const providers = [
  {
    name: "Pivot",
    tokenPath: "/pivot/oem-cisco/cisco-identity/",
    call: "/pivot/oem-cisco/cisco-product-alerts/field-notice-bulletins?customerId=1234567&bulletinFirstPublished=2007-04-23",
  },
  {
    name: "Cisco Support",
    tokenPath: "/cisco-support/oauth2/default/v1/token",
    call: "/cisco-support/product/v1/information/serial_numbers/FOC10220LK9",
  },
  {
    name: "CX Cloud",
    tokenPath: "/cx-cloud/oauth2/default/v1/token",
    call: "/cx-cloud/cs/api/v2/customer-info/customer-details",
  },
  { name: "API Console", tokenPath: "/api-console/oauth2/default/v1/token", call: "/api-console/hello" },
  {
    name: "Smart Bonding",
    tokenPath: "/smart-bonding/oauth2/default/v1/token",
    call: "/smart-bonding/sb-partner-oauth-proxy-api/rest/v1/pull/call",
  },
  { name: "Custom", tokenPath: "/custom/token", call: "/custom/whoami" },
];

const setting = openSetting();

test("one click on the first page makes six integrations", async () => {
  const { page } = setting;
  await page.get("heading", "Tokens, when you need them");
  await page.click("button", "Try the sandbox");
  await until("six integrations", async () => (await page.all("option")).length === 6);
  for (const { name } of providers) await page.get("option", new RegExp(`^${name}.*, Sandbox, no token$`));
});

for (const { name, tokenPath, call } of providers) {
  test(`${name}: a token, counted down as the server counts, copied as the server issued it`, async () => {
    const { page, world } = setting;
    await open(page, name);
    await page.click("button", "Get token");
    const { seconds, readAt } = await countdown(page);

    const { address, tokenLifetimeS, requests } = await sandbox(page);
    const asked = requests.filter((request) => request.path === tokenPath);
    assert.equal(asked.length, 1, "one token request");
    const token = await copyToken(page, world);
    // A JWT names its end in whole seconds, so it lives up to one less than the answer says.
    const claims =
      token.split(".").length === 3 ? JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString()) : null;
    const endsAt = Math.min(
      asked[0].atMs + tokenLifetimeS * 1000,
      claims ? claims.exp * 1000 : Number.POSITIVE_INFINITY,
    );
    assertWithinASecond(seconds, endsAt - readAt);

    const fingerprint = createHash("sha256")
      .update(token)
      .digest("hex")
      .slice(0, 6)
      .replaceAll(/(..)(?=.)/g, "$1:");
    await page.reads(`fingerprint ${fingerprint}`);
    assert.equal((await api(address, call, token)).status, 200, "the sandbox knows the token");
    const altered = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
    assert.ok((await api(address, call, altered)).status >= 400, "and no other");

    if (name === "Custom") {
      const { seconds: now } = await countdown(page);
      const { seconds_left } = await (await api(address, call, token)).json();
      assert.ok(Math.abs(now - seconds_left) <= 1, `the ring says ${now} s, the server ${seconds_left} s`);
    }
  });
}

test("the menu copies the token in each form", async () => {
  const { page, world } = setting;
  await open(page, "Custom");
  const token = await copyToken(page, world);
  const { address } = await sandbox(page);
  const forms = [
    ["Bearer …", (text) => assert.equal(text, `Bearer ${token}`)],
    ["Header line", (text) => assert.equal(text, `Authorization: Bearer ${token}`)],
    [
      "curl line",
      (text) =>
        assert.ok(
          text.startsWith(`curl '${address}/custom/whoami'`) && text.includes(`'Authorization: Bearer ${token}'`),
          text,
        ),
    ],
    [
      "Postman environment",
      (text) => {
        const kept = JSON.parse(text).values.find(({ value }) => value === token);
        assert.equal(kept?.type, "secret");
      },
    ],
    ["Token", (text) => assert.equal(text, token)],
  ];
  for (const [item, check] of forms) {
    const before = await world.clipboard();
    await page.click("button", "Copy as…");
    await page.click("menuitem", item);
    await until(`the clipboard to hold the ${item}`, async () => (await world.clipboard()) !== before);
    check(await world.clipboard());
  }
  const text = await world.run("sh", ["-c", await curlLine()]);
  assert.match(text, /client_id/, "the curl line runs as it is");

  async function curlLine() {
    await page.click("button", "Copy as…");
    await page.click("menuitem", "curl line");
    await until("the curl line", async () => (await world.clipboard()).startsWith("curl"));
    return (await world.clipboard()).replace(/^curl/, "curl --silent --fail");
  }
});

test("the clipboard is cleared when its time is over", async () => {
  const { page, world } = setting;
  await page.click("button", "Settings");
  await page.select("Clear the clipboard after", "10 seconds");
  await open(page, "Custom");
  const token = await copyToken(page, world);
  const copiedAt = Date.now();
  await until(
    "the clipboard to be empty",
    async () => !(await world.clipboard().catch(() => "")).includes(token),
    20_000,
  );
  const after = Date.now() - copiedAt;
  assert.ok(after > 8_000 && after < 13_000, `after ${after} ms`);
});

/** The ring shows whole seconds, rounded down, as they were when it changed. */
function assertWithinASecond(shown, trulyMs) {
  const difference = Math.abs(trulyMs / 1000 - shown);
  assert.ok(difference <= 1, `the ring says ${shown} s, the truth is ${trulyMs / 1000} s`);
}

async function api(address, path, token) {
  const headers = { authorization: `Bearer ${token}` };
  if (!path.startsWith("/pivot/")) return fetch(address + path, { headers });
  // The subscription key never leaves Rust; the test finds it where it belongs, in the keyring.
  let last;
  for (const key of await secretsInKeyring(setting.world)) {
    if (!/^[0-9a-f]{32}$/.test(key)) continue;
    last = await fetch(address + path, { headers: { ...headers, "ocp-apim-subscription-key": key } });
    if (last.ok) return last;
  }
  assert.ok(last, "the keyring holds a subscription key");
  return last;
}
