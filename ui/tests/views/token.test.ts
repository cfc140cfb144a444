// The page of a token: its life, its facts, its claims, and a refusal with what to do about it.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FakeBackend } from "../../src/lib/backend.fake";
import type { IntegrationView } from "../../src/lib/bindings";
import { integration, keyRefused, token } from "../../src/lib/fake/integrations";
import TokenTab from "../../src/views/integration/TokenTab.svelte";
import { callsOf, eventually, opened, show } from "../stage";

const NOON = new Date(2031, 4, 14, 12).getTime();

beforeEach(() => {
  vi.useFakeTimers({ now: NOON, toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function staged(rest: Partial<IntegrationView>, prepare: (fake: FakeBackend) => void = () => {}) {
  const one = integration("cisco-support", "Support", "production", { id: "one", ...rest });
  const { fake, gatepass } = await opened((fake) => {
    fake.view.integrations = [one];
    prepare(fake);
  });
  gatepass.clock.stop();
  show(gatepass, TokenTab, { integration: one });
  await eventually(() => expect(screen.queryByText("Reading what is kept of it…")).toBeNull());
  fake.calls = [];
  return { fake, gatepass };
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });
const fact = (name: string) => screen.getByText(name, { selector: "dt" }).nextElementSibling?.textContent?.trim() ?? "";
const timer = () => screen.getByRole("timer").textContent?.trim();
const refused = (remedy: string) => ({ ...keyRefused, remedy, title: "The service refused", atMs: NOON });

test("the ring counts down with the clock and says until when", async () => {
  const { gatepass } = await staged({ token: token(2467, 3600) });
  expect(timer()).toBe("41:07");
  expect(screen.getByText(/^until .*12\D41\D07/)).toBeTruthy();
  gatepass.clock.now = NOON + 1_000;
  await eventually(() => expect(timer()).toBe("41:06"));
});

test("above an hour the ring has hours", async () => {
  await staged({ token: token(3730, 7200) });
  expect(timer()).toBe("1:02:10");
});

test("the state is in words: valid, ending soon, expired, unsure", async () => {
  const { gatepass } = await staged({ token: token(600, 3600) });
  expect(fact("State")).toBe("Valid");
  gatepass.clock.now = NOON + 301_000;
  await eventually(() => expect(fact("State")).toBe("Valid, ends soon"));
  gatepass.clock.now = NOON + 600_000;
  await eventually(() => expect(fact("State")).toBe("Expired"));
});

test("an expired one says when it ended, and offers no copy of it", async () => {
  await staged({ token: token(-600, 3600) });
  expect(timer()).toBe("expired");
  expect(fact("Ended")).toMatch(/11\D50\D00/);
  expect(screen.queryByRole("button", { name: /Bearer|curl|Header line/ })).toBeNull();
  expect(button("Forget token")).toBeTruthy();
});

test("after the clock went back no countdown is shown", async () => {
  await staged({ token: token(1800, 3600, { unsure: true }) });
  expect(timer()).toBe("unsure");
  expect(fact("State")).toContain("It is renewed before use.");
});

test("a lifetime that was assumed says so, one that was answered too", async () => {
  await staged({ token: token(1800, 3600, { assumed: true }) });
  expect(fact("Lives")).toMatch(/^1 h\s+assumed: the server named no lifetime$/);
});

test("the facts tell the token apart without showing it", async () => {
  await staged({ token: token(1800, 3600, { scope: "customscope", tokenType: "MAC", unusualType: true }) });
  expect(fact("Token")).toContain("9xQ2");
  expect(fact("Token")).toContain("3f:a1:07");
  expect(fact("Type")).toMatch(/^MAC, opaque\s+This is not Bearer/);
  expect(fact("Scope")).toBe("customscope");
  expect(fact("Goes to")).toBe("https://apix.cisco.com only");
});

test("a JWT's claims are shown as read, not verified, with what they mean", async () => {
  await staged({ token: token(1800, 3600, { isJwt: true }) });
  const claims = screen.getByRole("region", { name: "Claims" });
  expect(claims.textContent).toContain("read, not verified");
  const rows = within(claims).getAllByRole("row").slice(1);
  expect(rows.map((row) => row.querySelector("th")?.textContent)).toEqual(["iss", "aud", "cid", "exp", "scp"]);
  const exp = rows[3];
  expect(exp?.textContent).toMatch(/12\D30\D00/);
  expect(exp?.querySelector("[title]")?.getAttribute("title")).toContain(String(NOON / 1000 + 1800));
});

test("an opaque token has no claims, and the request that got it is masked", async () => {
  await staged({ token: token(1800, 3600) });
  expect(screen.queryByRole("region", { name: "Claims" })).toBeNull();
  const request = screen.getByRole("region", { name: "The request that got it" });
  expect(request.textContent).toContain("https://id.cisco.com/oauth2/default/v1/token");
  expect(request.textContent).toMatch(/200 in\s+182 ms/);
  expect(request.querySelector("[title='client secret']")?.textContent).toMatch(/^•+client secret$/);
});

test("details that cannot be read say why, and are asked for again", async () => {
  const { fake } = await staged({ token: token(1800, 3600) }, (fake) =>
    fake.failures.set("tokenDetail", { code: "x", sentence: "The keyring is locked.", nextStep: "", fields: [] }),
  );
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("The keyring is locked."));
  await fireEvent.click(within(screen.getByRole("alert")).getByRole("button", { name: "Try again" }));
  await eventually(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(callsOf(fake, "tokenDetail")).toEqual([["one"]]);
});

test("every form of a copy asks for that form, and answers where the click was", async () => {
  const { fake, gatepass } = await staged({ token: token(1800, 3600) });
  for (const [name, form] of [
    ["Bearer …", "bearer"],
    ["Header line", "header"],
    ["curl line", "curl"],
    ["Postman environment", "postman"],
  ] as const) {
    await fireEvent.click(button(name));
    await eventually(() => expect(screen.getAllByRole("button", { name: "Copied" })).toHaveLength(1));
    expect(callsOf(fake, "copy").at(-1)).toEqual(["one", form]);
    await eventually(() => expect(gatepass.desk.isBusy("one")).toBe(false));
  }
});

test("without an address to call there is no curl line", async () => {
  await staged({ token: token(1800, 3600), curlTarget: "" });
  expect(screen.queryByRole("button", { name: "curl line" })).toBeNull();
});

test("forgetting forgets here only, and says that", async () => {
  const { fake } = await staged({ token: token(1800, 3600), canRevoke: false });
  expect(button("Forget token").title).toContain("the server is not told");
  await fireEvent.click(button("Forget token"));
  expect(callsOf(fake, "forgetToken")).toEqual([["one"]]);
});

test("where the server can end a token, forgetting says that it does", async () => {
  await staged({ token: token(1800, 3600), canRevoke: true });
  expect(button("Forget token").title).toContain("Has the server end it");
});

test("no token yet says that none is asked for unasked", async () => {
  await staged({});
  expect(screen.getByText("No token yet")).toBeTruthy();
  expect(screen.getByText(/is asked for one when you choose “Get token”, and only then/)).toBeTruthy();
});

test("a refusal that setup can cure leads to setup", async () => {
  const { fake, gatepass } = await staged({ refusal: refused("setup") });
  const card = screen.getByRole("region", { name: "The service refused" });
  expect(card.textContent).toContain("Compare the key");
  await fireEvent.click(button("Open setup"));
  expect(gatepass.navigation.place).toEqual({ kind: "integration", id: "one", tab: "setup" });
  expect(fake.calls).toEqual([]);
});

test("one that a new subscription key can cure asks for it, and sends nothing before", async () => {
  const { fake } = await staged({ refusal: refused("subscriptionKey") });
  await fireEvent.click(button("Replace subscription key"));
  expect(screen.getByRole("dialog", { name: "Replace subscription key" })).toBeTruthy();
  expect(callsOf(fake, "getToken")).toEqual([]);
  await fireEvent.click(button("Cancel"));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(callsOf(fake, "dropHeldSecrets")).toHaveLength(1);
});

test("one that passes by itself is tried again", async () => {
  const { fake } = await staged({ refusal: refused("retry") });
  expect(screen.queryByRole("button", { name: "Open setup" })).toBeNull();
  await fireEvent.click(button("Try again"));
  await eventually(() => expect(callsOf(fake, "getToken")).toEqual([["one", false]]));
  expect(callsOf(fake, "retryVault")).toEqual([]);
});

test("one that the keyring caused opens the keyring first", async () => {
  const { fake } = await staged({ refusal: refused("vault") });
  await fireEvent.click(button("Try again"));
  await eventually(() => expect(callsOf(fake, "getToken")).toEqual([["one", false]]));
  const names = fake.calls.map((call) => call[0]);
  expect(names.indexOf("retryVault")).toBeGreaterThanOrEqual(0);
  expect(names.indexOf("retryVault")).toBeLessThan(names.indexOf("getToken"));
});

test("a refused renewal stands beside the token that still lives, which can be copied", async () => {
  const { fake } = await staged({ token: token(1800, 3600), refusal: refused("retry") });
  expect(screen.getByText("The token below is still valid.")).toBeTruthy();
  expect(timer()).toBe("30:00");
  expect(button("Bearer …")).toBeTruthy();
  await fireEvent.click(button("Try again"));
  await eventually(() => expect(callsOf(fake, "getToken")).toEqual([["one", true]]));
});

test("a refusal beside an expired token does not call it valid", async () => {
  await staged({ token: token(-1, 3600), refusal: refused("retry") });
  expect(screen.queryByText("The token below is still valid.")).toBeNull();
});
