// Every screen, light and dark, large and small: a picture of each, and no accessibility rule broken on any.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { repository } from "./harness/app.mjs";
import { systemBrowser } from "./harness/browser.mjs";
import { addAndGet, countdown, fillNew, open, refusal, switchFault } from "./harness/journeys.mjs";
import { everyLook, large, look } from "./harness/looks.mjs";
import { freePort, json, listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const documentation =
  process.env.GATEPASS_UPDATE_SCREENSHOTS === "1" ? path.join(repository, "docs/screenshots") : null;

let server;
const setting = openSetting({
  prepare: async ({ world, closing }) => {
    systemBrowser(world);
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

test("a token that is kept fresh, and what its server says of it", async () => {
  const { page } = setting;
  await open(page, "Cisco Support");
  await page.click("switch", "Keep fresh");
  await page.reads("On: renewed next at");
  await looks("keep-fresh");
  await page.click("button", "Ask the server");
  await page.get("region", "What the server says");
  await oneLook("server-says");
  await page.click("button", "Revoke…");
  await page.get("dialog");
  await oneLook("revoke");
  await page.click("button", "Keep");
});

test("the sandbox's faults", async () => {
  const { page } = setting;
  await switchFault(page, "Client secret refused", "On");
  await switchFault(page, "Grant not allowed", "Once");
  await page.reads("2 faults are on");
  await oneLook("faults-on");
  await looks("faults", { facing: () => page.get("radiogroup", "Client secret refused") });
  await page.click("button", "Turn all off");
  await until("all to be off", async () => !(await page.has("button", "Turn all off")));
});

test("the choice of a grant, and what it changes in what will be sent", async () => {
  const { page } = setting;
  await fillNew(page, {
    provider: "API Console",
    environment: "Production",
    name: "Hello API",
    clientId: "k3v9q2m8t5w7y1z4a6b8c0d2",
    clientSecret: "a-secret-for-the-picture",
  });
  await page.choose("How tokens are got", "Password");
  await page.get("textbox", "Username");
  await looks("grants", { facing: () => page.get("radiogroup", "How tokens are got") });
  await page.choose("How tokens are got", "Client credentials");
  await page.reads("Compared with Password");
  await page.choose("Where the credentials travel", "Basic header");
  await page.reads("Compared with Form body");
  await looks("changes", { facing: () => page.get("region", "What will be sent") });
  await page.choose("How tokens are got", "Authorization code");
  await page.fill("Redirect URI", "http://127.0.0.1:8765/callback");
  await page.reads("The browser opens");
  await oneLook("changes-browser");
});

test("a sign-in under way, waited for and pasted", async () => {
  const { page } = setting;
  const signIn = async (redirectUri) => {
    await fillNew(page, {
      provider: "Custom",
      environment: "Test",
      name: `Back to ${new URL(redirectUri).hostname}`,
      clientId: "partner-desk",
      clientSecret: "a-secret-for-the-picture",
      grant: "Authorization code",
      authorizationAddress: `${server.origin}/authorize`,
      tokenAddress: `${server.origin}/token`,
      redirectUri,
    });
    await page.click("button", "Save and sign in…");
    await page.get("region", "Sign in with your browser");
  };
  await leaveForm();
  const redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
  await signIn(redirectUri);
  await fetch(`${redirectUri}?code=a-code-of-somebody-else&state=not-ours`);
  await looks("sign-in");
  await page.click("button", "The browser shows an error");
  await refusal(page, "The provider did not send you back");
  await oneLook("sign-in-refused");
  await signIn("https://desk.example.com/landed");
  await oneLook("sign-in-paste");
  await page.click("button", "Cancel");
});

test("a paste whose address is shared", async () => {
  const { page, world } = setting;
  await page.click("button", "Add integration");
  await world.copy(
    "curl https://cloudsso.cisco.com/as/token.oauth2 -d grant_type=client_credentials -d client_id=k3v9q2m8t5w7y1z4a6b8c0d2 -d client_secret=YOUR_SECRET",
  );
  await page.click("button", /^Paste to set up/);
  await page.get("group", "This address is shared: which one is it?");
  await looks("paste");
  await page.fill("Name", "Typed since");
  await page.click("button", /^Paste to set up/);
  await page.reads("Replace what you typed?");
  await oneLook("paste-replace");
  await page.click("button", "Keep what I typed");
  await world.copy("Lunch at noon?");
  await page.click("button", /^Paste to set up/);
  await page.get("alert");
  await oneLook("paste-nothing");
  await leaveForm();
});

test("the documented alternatives", async () => {
  const { page } = setting;
  const token = server.answer;
  const nowhere = json(401, { error: "invalid_client", error_description: "No client credentials found." });
  server.answer = ({ headers }) => (headers.some(([name]) => name === "authorization") ? token() : nowhere);
  await addAndGet(page, {
    provider: "Custom",
    environment: "Test",
    name: "Orders",
    clientId: "partner-desk",
    clientSecret: "a-secret-for-the-picture",
    tokenAddress: `${server.origin}/token`,
    placement: "JSON body",
  });
  await page.click("button", "Try the documented alternatives");
  await page.get("region", "Documented alternatives");
  await oneLook("alternatives");
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
const looks = (name, { as, facing } = {}) =>
  everyLook(setting.page, name, {
    facing,
    taken: ({ theme, size, png }) => {
      if (!documentation || !as || size !== large) return;
      mkdirSync(documentation, { recursive: true });
      writeFileSync(path.join(documentation, `${as}-${theme}.png`), png, "base64");
    },
  });

/** Goes on without what stands in the form. */
async function leaveForm() {
  const { page } = setting;
  await page.click("button", "Settings");
  await page.click("button", "Discard");
  await page.get("heading", "Settings");
}

const oneLook = (name) => look(setting.page, `${name}-light-${large[0]}`);
