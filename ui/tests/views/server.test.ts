// What the server has a say in: keeping a token fresh, asking about it, ending it.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ErrorView, IntegrationView } from "../../src/lib/bindings";
import { integration, token } from "../../src/lib/fake/integrations";
import TokenTab from "../../src/views/integration/TokenTab.svelte";
import { callsOf, described, eventually, opened, show } from "../stage";

const NOON = new Date(2031, 4, 14, 12).getTime();
const failure: ErrorView = { code: "x", sentence: "No connection.", nextStep: "Check the proxy.", fields: [] };
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
const keepFresh = () => screen.getByRole<HTMLInputElement>("switch", { name: "Keep fresh" });

beforeEach(() => {
  vi.useFakeTimers({ now: NOON, toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function staged(rest: Partial<IntegrationView> = {}) {
  const held = { token: token(1800, 3600), ...rest };
  const { fake, gatepass } = await opened((fake) => {
    fake.view.integrations = [integration("cisco-support", "Support", "production", { id: "one", ...held })];
  });
  gatepass.clock.stop();
  gatepass.navigation.open("one");
  const props = {
    get integration() {
      return gatepass.desk.find("one");
    },
  };
  show(gatepass, TokenTab, props);
  await eventually(() => expect(screen.queryByText("Reading what is kept of it…")).toBeNull());
  fake.calls = [];
  return { fake, gatepass };
}

async function answered() {
  const said = () => screen.getByRole("region", { name: "What the server says" });
  await eventually(said);
  return said();
}

test("keep fresh is off, and says what that means", async () => {
  await staged();
  expect(keepFresh().checked).toBe(false);
  expect(described(keepFresh())).toContain("renewed only when you ask");
});

test("switched on it says when it renews next; switched off it stops", async () => {
  const { fake } = await staged();
  await fireEvent.click(keepFresh());
  await eventually(() => expect(described(keepFresh())).toMatch(/renewed next at 12\D29\D00/));
  await eventually(() => expect(keepFresh().checked).toBe(true));
  await fireEvent.click(keepFresh());
  await eventually(() => expect(keepFresh().checked).toBe(false));
  expect(callsOf(fake, "setKeepFresh")).toEqual([
    ["one", true],
    ["one", false],
  ]);
});

test("a pause says why it waits", async () => {
  await staged({ keepFresh: { on: true, paused: "No network.", nextAtMs: null } });
  expect(described(keepFresh())).toMatch(/Waits\.\s+No network\./);
});

test("one that could not be switched on does not look switched on", async () => {
  const { fake, gatepass } = await staged();
  fake.failures.set("setKeepFresh", failure);
  await fireEvent.click(keepFresh());
  await eventually(() => expect(gatepass.desk.error).toEqual(failure));
  await eventually(() => expect(keepFresh().checked).toBe(false));
});

test("the server's answer says active or not, with what it knows", async () => {
  await staged();
  await fireEvent.click(button("Ask the server"));
  const said = await answered();
  expect(said.textContent).toContain("Active");
  expect(within(said).getByText("client_id")).toBeTruthy();
  expect(within(said).queryByText("/introspect", { exact: false })).toBeNull();
  await fireEvent.click(within(said).getByRole("button", { name: "What was sent and answered" }));
  expect(said.textContent).toContain("/introspect");
  await fireEvent.click(button("Close what the server says"));
  expect(screen.queryByRole("region", { name: "What the server says" })).toBeNull();
});

test("a token that the server does not accept is called not active", async () => {
  await staged({ token: token(-5, 3600) });
  await fireEvent.click(button("Ask the server"));
  const said = await answered();
  expect(said.textContent).toContain("Not active");
});

test("a server that cannot be asked says why", async () => {
  const { fake } = await staged();
  fake.failures.set("introspectToken", failure);
  await fireEvent.click(button("Ask the server"));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("No connection."));
  expect(button("Ask the server").disabled).toBe(false);
});

test("what a server does not offer has no button", async () => {
  await staged({ canIntrospect: false, canRevoke: false });
  expect(screen.queryByRole("button", { name: "Ask the server" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Revoke…" })).toBeNull();
});

test("revoking asks first, naming the token and what is lost with it", async () => {
  const { fake } = await staged({
    grant: "authorization_code",
    token: token(1800, 3600, { refreshable: true }),
  });
  await fireEvent.click(button("Revoke…"));
  const dialog = screen.getByRole("dialog", { name: "Revoke the token of “Support”?" });
  expect(dialog.textContent).toContain("the token that ends in 9xQ2");
  expect(dialog.textContent).toContain("the next token needs a sign-in");
  await fireEvent.click(within(dialog).getByRole("button", { name: "Keep" }));
  expect(callsOf(fake, "revokeToken")).toEqual([]);
});

test("where nobody has to sign in, revoking says so, with a refresh token too", async () => {
  await staged({ grant: "password", token: token(1800, 3600, { refreshable: true }) });
  await fireEvent.click(button("Revoke…"));
  expect(screen.getByRole("dialog").textContent).toContain("A new one can be got at any time");
});

test("a revoked token is gone, and what came of it stays to be read", async () => {
  const { gatepass } = await staged();
  await fireEvent.click(button("Revoke…"));
  await fireEvent.click(button("Revoke"));
  await eventually(() => expect(screen.queryByRole("dialog")).toBeNull());
  await eventually(() => expect(screen.queryByRole("timer")).toBeNull());
  expect(screen.getByRole("note").textContent).toContain("Cisco Support has ended the token");
  expect(gatepass.desk.said).toContain("has ended the token");
  await fireEvent.click(button("Dismiss"));
  expect(screen.queryByRole("note")).toBeNull();
});

test("a revocation that failed keeps the token and the dialog, and says why", async () => {
  const { fake } = await staged();
  fake.failures.set("revokeToken", failure);
  await fireEvent.click(button("Revoke…"));
  await fireEvent.click(button("Revoke"));
  await eventually(() =>
    expect(within(screen.getByRole("dialog")).getByRole("alert").textContent).toContain("No conn"),
  );
  expect(screen.getByRole("timer")).toBeTruthy();
});

test("from the palette the page asks, or asks before it revokes, once", async () => {
  const { fake, gatepass } = await staged();
  gatepass.navigation.act("one", "ask");
  await answered();
  expect(callsOf(fake, "introspectToken")).toEqual([["one"]]);
  gatepass.navigation.act("one", "revoke");
  await eventually(() => screen.getByRole("dialog", { name: "Revoke the token of “Support”?" }));
  expect(gatepass.navigation.place).toEqual({ kind: "integration", id: "one", tab: "token" });
});
