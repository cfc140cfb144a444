// What a person does in several steps, by clicking and typing.
import { until } from "./until.mjs";

/**
 * Fills the form of a new integration and leaves it unsaved.
 * @param {import("./page.mjs").Page} page
 * @param {{ provider: string, environment: string, name: string, clientId: string, clientSecret?: string,
 *   subscriptionKey?: string, sharedKey?: RegExp, placement?: string, tokenAddress?: string, scope?: string,
 *   allowedOrigins?: string, extraHeaders?: { name: string, value: string, public?: boolean }[], extraCa?: string,
 *   grant?: string, authorizationAddress?: string, redirectUri?: string, introspectionAddress?: string,
 *   revocationAddress?: string, username?: string, password?: string }} filled
 */
export async function fillNew(page, filled) {
  const first = await page.has("button", "Add an integration");
  await page.click("button", first ? "Add an integration" : "Add integration");
  await page.choose("Provider", filled.provider);
  await page.choose("Environment", filled.environment);
  await page.fill("Name", filled.name);
  if (filled.grant) await page.choose("How tokens are got", filled.grant);
  if (filled.placement) await page.choose("Where the credentials travel", filled.placement);
  const address = filled.tokenAddress ?? filled.scope ?? filled.allowedOrigins;
  if (filled.provider !== "Custom" && address !== undefined) await unfold(page);
  if (filled.authorizationAddress) await page.fill("Authorization address", filled.authorizationAddress);
  if (filled.tokenAddress !== undefined) await page.fill("Token address", filled.tokenAddress);
  if (filled.scope !== undefined) await page.fill("Scope", filled.scope);
  if (filled.allowedOrigins !== undefined) await page.fill("Allowed origins", filled.allowedOrigins);
  await page.fill("Client id", filled.clientId);
  if (filled.clientSecret !== undefined) await page.fill("Client secret", filled.clientSecret);
  if (filled.username) await page.fill("Username", filled.username);
  if (filled.password) await page.fill("Password", filled.password);
  if (filled.subscriptionKey !== undefined) await page.fill(/^(New s|S)ubscription key$/, filled.subscriptionKey);
  if (filled.sharedKey) await page.select("Subscription key", filled.sharedKey);
  if (filled.redirectUri) await page.fill("Redirect URI", filled.redirectUri);
  const more = filled.extraHeaders?.length || filled.extraCa || filled.introspectionAddress || filled.revocationAddress;
  if (more) await unfold(page);
  if (filled.revocationAddress) await page.fill("Revocation address", filled.revocationAddress);
  if (filled.introspectionAddress) await page.fill("Introspection address", filled.introspectionAddress);
  for (const [at, header] of (filled.extraHeaders ?? []).entries()) await addHeader(page, header, at);
  if (filled.extraCa) await page.fill("Extra CA certificate", filled.extraCa);
}

async function addHeader(page, header, at) {
  const group = await page.get("group", "Extra headers");
  const last = async (role, name) =>
    await until(`the new ${name}`, async () => (await page.all(role, name, group))[at]);
  await page.click("button", "Add a header");
  await page.type(await last("textbox", "Header name"), header.name);
  if (header.public) await page.clickOn(await last("checkbox", "Public"));
  // A secret's field gives way to its mask, so what is empty now is the last of them.
  const values = await page.all("textbox", "Header value", group);
  await page.type(values.at(-1), header.value);
}

/** Adds a header, a query parameter or a form's member to a call: `header`, `parameter`, `member`. */
export async function addMember(page, what, name, value) {
  const kind = what[0].toUpperCase() + what.slice(1);
  const last = (part) => until(`its ${part}`, async () => (await page.all("textbox", `${kind} ${part}`)).at(-1));
  const before = (await page.all("textbox", `${kind} name`)).length;
  await page.click("button", `Add a ${what}`);
  await until("its line", async () => (await page.all("textbox", `${kind} name`)).length > before);
  await page.type(await last("name"), name);
  await page.type(await last("value"), value);
}

/** Opens "More" if it is folded. */
export async function unfold(page) {
  await until("“More” to open", async () => {
    const more = await page.get("button", /^More/);
    if ((await more.getAttribute("aria-expanded")) === "true") return true;
    await page.clickOn(more);
    return false;
  });
}

/** Adds an integration and asks for its token at once. Resolves when the page of the new integration is there. */
export async function addAndGet(page, filled) {
  await fillNew(page, filled);
  await page.click("button", saveAndGet);
  await page.get("heading", filled.name);
}

/**
 * Adds an integration with a client that the sandbox makes for it, and asks for its token at once.
 * @param {import("./page.mjs").Page} page
 * @param {{ provider: string, environment?: string, name: string, grant?: string }} filled
 */
export async function addSandboxed(page, { provider, environment = "Sandbox", name, grant }) {
  const first = await page.has("button", "Add an integration");
  await page.click("button", first ? "Add an integration" : "Add integration");
  await page.choose("Provider", provider);
  await page.choose("Environment", environment);
  await page.fill("Name", name);
  if (grant) await page.choose("How tokens are got", grant);
  await page.click("button", "Use a sandbox client");
  await page.get("group", /^Client secret: entered/);
  await page.click("button", saveAndGet);
  await page.get("heading", name);
}

/** Chooses another grant in Setup and asks for a token at once; with a client that the sandbox makes for it, if asked. */
export async function changeGrant(page, grant, { newClient = false } = {}) {
  await page.click("tab", "Setup");
  await page.choose("How tokens are got", grant);
  if (newClient) {
    await page.click("button", "Use a sandbox client");
    await page.get("group", /^Client secret: entered/);
  }
  await page.click("button", saveAndGet);
}

const saveAndGet = /^Save and (get a token|sign in…)$/;

/** Opens an integration from the list. */
export async function open(page, name) {
  await page.click("option", startsWith(name));
  await page.get("heading", name);
}

/** A name that begins so. */
export const startsWith = (text) => new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);

/** Waits until a sign-in has ended in a token. An earlier token is counted down meanwhile, so the countdown alone says nothing. */
export async function signedIn(page) {
  await until("the sign-in to be over", async () => !(await page.has("region", "Sign in with your browser")));
  await countdown(page);
}

/**
 * The time left, as the ring shows it at the moment it changes, in seconds, and when that was. Between two changes any
 * countdown of whole seconds is up to a second off, so that is no moment to judge it by.
 */
export async function countdown(page) {
  await page.get("timer", "Time left");
  const [text, readAt] = await page.session.executeAsyncScript((done) => {
    const shown = () => document.querySelector("[role=timer][aria-label='Time left']")?.textContent.trim() ?? "";
    const before = shown();
    const observer = new MutationObserver(() => {
      if (!shown() || shown() === before) return;
      observer.disconnect();
      done([shown(), Date.now()]);
    });
    // Seconds are told while somebody is there.
    window.dispatchEvent(new Event("pointermove"));
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const parts = text.split(":").map(Number);
  if (parts.length < 2 || parts.some(Number.isNaN)) throw new Error(`the ring shows “${text}”`);
  return { seconds: parts.reduce((sum, part) => sum * 60 + part, 0), readAt };
}

/** Presses "Copy token" and returns what is in the X11 selection once the window says that it was copied. */
export async function copyToken(page, world) {
  await page.click("button", "Copy token");
  await until("“Copied” where the click was", () => page.has("button", "Copied"));
  return world.clipboard();
}

/** Sets a switch on the sandbox's page: `Off`, `Once` or `On`. */
export async function switchFault(page, fault, mode) {
  await page.click("button", "Sandbox");
  await page.choose(fault, mode);
  await until(`“${fault}” to be ${mode}`, () => isFault(page, fault, mode));
}

/** Whether a switch on the sandbox's page stands so. */
export async function isFault(page, fault, mode) {
  const option = await page.get("radio", mode, await page.get("radiogroup", fault));
  return option.isSelected();
}

/** What the app's own backend knows of its sandbox, asked as the page asks it. */
export const sandbox = (page) => page.run(() => window.__TAURI_INTERNALS__.invoke("sandbox"));

/** What the sandbox has seen at a path, newest first. */
export async function seenAt(page, path) {
  const { requests } = await sandbox(page);
  return requests.filter((request) => request.path === path);
}

/** The request that got the token on screen, as the window shows it, once it shows what is looked for. */
export function requestThatGotIt(page, pattern) {
  return until(`the request that got it to show ${pattern}`, async () => {
    const text = await (await page.get("region", "The request that got it")).getText();
    return pattern.test(text) && text;
  });
}

/** How many token requests the sandbox has seen. */
export async function sandboxTokenRequests(page) {
  const { requests } = await sandbox(page);
  return requests.filter(({ method, path }) => method === "POST" && /token|cisco-identity/.test(path)).length;
}

/** Waits until the refusal with this title is on screen, and returns its text. */
export async function refusal(page, title) {
  const section = await page.get("region", title);
  return until("the refusal's text", () => section.getText());
}
