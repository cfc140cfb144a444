// A sign-in from its button to its token: waiting, the address pasted, an error in the browser, given up.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FakeBackend } from "../../src/lib/backend.fake";
import type { IntegrationView } from "../../src/lib/bindings";
import { integration, token } from "../../src/lib/fake/integrations";
import IntegrationPage from "../../src/views/integration/IntegrationPage.svelte";
import { callsOf, eventually, opened, show } from "../stage";

const NOON = new Date(2031, 4, 14, 12).getTime();
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });
const panel = () => screen.queryByRole("region", { name: "Sign in with your browser" });

beforeEach(() => {
  vi.useFakeTimers({ now: NOON, toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The page follows the desk, as the window does. */
async function staged(rest: Partial<IntegrationView> = {}, prepare: (fake: FakeBackend) => void = () => {}) {
  const grant = { grant: "authorization_code", grantName: "Authorization code", needsSignIn: true };
  const { fake, gatepass } = await opened((fake) => {
    fake.view.integrations = [integration("api-console", "Me", "production", { id: "one", ...grant, ...rest })];
    prepare(fake);
  });
  gatepass.clock.stop();
  const props = {
    get integration() {
      return gatepass.desk.find("one");
    },
    tab: "token",
  };
  show(gatepass, IntegrationPage, props);
  fake.calls = [];
  return { fake, gatepass };
}

async function begun(prepare?: (fake: FakeBackend) => void) {
  const all = await staged({}, prepare);
  await fireEvent.click(button("Sign in…"));
  await eventually(() => expect(panel()).not.toBeNull());
  return all;
}

test("where somebody has to sign in the button says so, and opens the browser", async () => {
  const { fake, gatepass } = await begun();
  expect(callsOf(fake, "beginSignIn")).toEqual([["one"]]);
  expect(callsOf(fake, "getToken")).toEqual([]);
  expect(button("Waiting for the sign-in…").disabled).toBe(true);
  expect(gatepass.desk.said).toBe("Me: sign in with your browser");
});

test("while it waits it says where, for how long, and counts down", async () => {
  const { gatepass } = await begun();
  expect(panel()?.textContent).toContain("http://127.0.0.1:8765/callback");
  expect(panel()?.textContent).toContain("Gatepass goes on by itself");
  expect(screen.getByRole("timer").textContent).toBe("10:00");
  gatepass.clock.now = NOON + 61_000;
  await eventually(() => expect(screen.getByRole("timer").textContent).toBe("8:59"));
  gatepass.clock.now = NOON + 600_000;
  await eventually(() => expect(panel()?.textContent).toContain("time is up"));
});

test("the page can be opened again, and its address copied for another browser", async () => {
  const { fake, gatepass } = await begun();
  await fireEvent.click(button("Open the page again"));
  expect(callsOf(fake, "openSignInPage")).toEqual([["one"]]);
  await fireEvent.click(button("Copy the address"));
  await eventually(() => expect(button("Copied")).toBeTruthy());
  expect(callsOf(fake, "copyPublic")).toEqual([[gatepass.desk.find("one")?.signIn?.address]]);
});

test("the address one landed on is read by Rust and ends in a token", async () => {
  const { fake, gatepass } = await begun();
  await fireEvent.click(button("Paste the address you landed on"));
  await eventually(() => expect(panel()).toBeNull());
  expect(callsOf(fake, "pasteSignIn")).toEqual([["one"]]);
  expect(screen.getByText("Grant", { selector: "dt" }).nextElementSibling?.textContent).toMatch(
    /^Authorization code\s+refreshable: a refresh token is held with it$/,
  );
  expect(gatepass.desk.said).toBe("Me has a token");
  expect(button("Renew")).toBeTruthy();
});

test("an address that does not fit says why in the panel, which stays", async () => {
  const { fake } = await begun();
  fake.failures.set("pasteSignIn", { code: "x", sentence: "That is no such address.", nextStep: "", fields: [] });
  await fireEvent.click(button("Paste the address you landed on"));
  await eventually(() => expect(within(panel() as HTMLElement).getByRole("alert").textContent).toContain("no such"));
  expect(button("Paste the address you landed on").disabled).toBe(false);
});

test("where Gatepass cannot wait, pasting is the first thing offered", async () => {
  await begun((fake) => {
    fake.redirectUri = "https://app.example.com/back";
  });
  expect(panel()?.textContent).toContain("Copy the whole address");
  const names = within(panel() as HTMLElement)
    .getAllByRole("button")
    .map((one) => one.textContent?.trim());
  expect(names[0]).toBe("Paste the address you landed on");
});

test("an error in the browser ends it with a refusal, which offers to sign in", async () => {
  const { fake } = await begun();
  await fireEvent.click(button("The browser shows an error"));
  await eventually(() => expect(panel()).toBeNull());
  expect(callsOf(fake, "cancelSignIn")).toEqual([["one", true]]);
  const card = screen.getByRole("region", { name: "Nobody has signed in" });
  await fireEvent.click(within(card).getByRole("button", { name: "Sign in" }));
  await eventually(() => expect(panel()).not.toBeNull());
  expect(callsOf(fake, "beginSignIn")).toHaveLength(2);
});

test("Cancel gives it up without a refusal, and the focus does not fall out of the page", async () => {
  const { fake } = await begun();
  button("Cancel").focus();
  await fireEvent.click(button("Cancel"));
  await eventually(() => expect(panel()).toBeNull());
  expect(callsOf(fake, "cancelSignIn")).toEqual([["one", false]]);
  expect(screen.getByText("No token yet")).toBeTruthy();
});

test("something foreign that answered is said", async () => {
  const signIn = { mode: "listen", redirectUri: "http://127.0.0.1:8765/", address: "https://id.example/" } as const;
  const note = "Somebody sent an answer with a wrong state.";
  await staged({ signIn: { ...signIn, startedAtMs: NOON, endsAtMs: NOON + 1000, note } });
  expect(within(panel() as HTMLElement).getByRole("note").textContent).toContain("wrong state");
});

test("what comes back behind the page is said once", async () => {
  const { fake, gatepass } = await begun();
  await fake.pasteSignIn("one");
  fake.emit({ kind: "integration", id: "one" });
  await eventually(() => expect(gatepass.desk.said).toBe("Me has a token"));
  await tick();
  expect(panel()).toBeNull();
});

test("with a live token that cannot be refreshed, renewing is signing in again", async () => {
  const { fake } = await staged({ token: token(1800, 3600) });
  await fireEvent.click(button("Sign in again…"));
  await eventually(() => expect(callsOf(fake, "beginSignIn")).toEqual([["one"]]));
});

test("asking twice opens one browser", async () => {
  const { fake, gatepass } = await begun();
  await gatepass.desk.get("one", true);
  await gatepass.desk.signIn("one");
  expect(callsOf(fake, "beginSignIn")).toHaveLength(1);
});
