// The list: its groups, its keys, and the names of its rows and buttons.
import { fireEvent, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FakeBackend } from "../../src/lib/backend.fake";
import Sidebar from "../../src/views/frame/Sidebar.svelte";
import { callsOf, eventually, opened, show } from "../stage";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2031, 4, 14, 12), toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function staged(change?: (fake: FakeBackend) => void) {
  const { fake, gatepass } = await opened(change);
  gatepass.clock.stop();
  show(gatepass, Sidebar);
  await tick();
  fake.calls = [];
  return { fake, gatepass };
}

const list = () => screen.getByRole("listbox", { name: "Integrations" });
const press = (key: string, held = {}) => fireEvent.keyDown(list(), { key, ...held });
const active = () =>
  document.getElementById(list().getAttribute("aria-activedescendant") ?? "")?.querySelector(".name")?.textContent;
const rowsOf = (group: string) =>
  [...screen.getByRole("group", { name: group }).querySelectorAll("[role=option] .name")].map((row) => row.textContent);

test("live ones come first, then those without a token, the sandbox last", async () => {
  await staged();
  expect(screen.getAllByRole("group").map((group) => group.querySelector(".group")?.textContent)).toEqual([
    "Live",
    "Without a token",
    "Sandbox",
  ]);
  expect(rowsOf("Live")).toEqual(["Pivot field notices", "Support APIs", "CX Cloud, Contoso", "Case bridge"]);
  expect(rowsOf("Without a token")).toContain("Hello app");
  expect(rowsOf("Sandbox")).toEqual(["Pivot rehearsal", "Support rehearsal"]);
});

test("a group without rows is not shown", async () => {
  await staged((fake) => {
    fake.view.integrations = fake.view.integrations.filter((one) => one.environmentKind !== "sandbox");
  });
  expect(screen.queryByRole("group", { name: "Sandbox" })).toBeNull();
});

test("a row is read as its name, its environment and its state", async () => {
  await staged();
  for (const name of [
    "Pivot field notices, UAT, 41 minutes left",
    "CX Cloud, Contoso, Production, 1 minute left",
    "Smart Bonding, Production, no token",
    "Hello app, Legacy, secret refused",
    "Case bridge, Production, 1 hour 10 minutes left, last renewal: no answer",
    "Pivot rehearsal, Sandbox, 41 seconds left",
  ]) {
    expect(screen.getAllByRole("option", { name }), name).toHaveLength(1);
  }
});

test("each row's one button names its integration: copy while the token lives, get when it does not", async () => {
  await staged();
  expect(screen.getByRole("button", { name: "Copy token for Support APIs" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Get token for Hello app" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Copy token for Hello app" })).toBeNull();
});

test("the list is one stop of the Tab key, and one row's button the next", async () => {
  await staged();
  const stops = (role: string) => screen.getAllByRole(role).filter((element) => element.tabIndex === 0);
  expect(stops("option")).toEqual([]);
  expect(list().tabIndex).toBe(0);
  const buttons = () =>
    screen.getAllByRole("button", { name: /^(Copy|Get) token for/ }).filter((button) => button.tabIndex === 0);
  expect(buttons().map((button) => button.getAttribute("aria-label"))).toEqual(["Copy token for Pivot field notices"]);
  await press("ArrowDown");
  expect(buttons().map((button) => button.getAttribute("aria-label"))).toEqual(["Copy token for Support APIs"]);
});

test("arrow keys move across groups and stop at the ends; Home and End jump there", async () => {
  await staged();
  await press("ArrowUp");
  expect(active()).toBe("Pivot field notices");
  await press("End");
  expect(active()).toBe("Support rehearsal");
  await press("ArrowDown");
  expect(active()).toBe("Support rehearsal");
  await press("Home");
  for (let i = 0; i < 4; i++) await press("ArrowDown");
  expect(active()).toBe("Smart Bonding");
});

test("moving opens nothing; Enter does", async () => {
  const { gatepass } = await staged();
  await press("ArrowDown");
  expect(gatepass.navigation.place).toMatchObject({ id: "i1" });
  await press("Enter");
  expect(gatepass.navigation.place).toMatchObject({ id: "i2", tab: "token" });
});

test("C copies, R renews and N adds for the row that the keys chose", async () => {
  const { fake, gatepass } = await staged();
  await press("ArrowDown");
  await press("c");
  await eventually(() => expect(gatepass.desk.isBusy("i2")).toBe(false));
  await press("r");
  await eventually(() => expect(gatepass.desk.isBusy("i2")).toBe(false));
  expect(callsOf(fake, "copy")).toEqual([["i2", "token"]]);
  expect(callsOf(fake, "getToken")).toEqual([["i2", true]]);
  await press("n");
  expect(gatepass.navigation.place.kind).toBe("add");
});

test("a letter with Ctrl, Alt or Command held is another key", async () => {
  const { fake } = await staged();
  for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) await press("c", held);
  expect(fake.calls).toEqual([]);
});

test("letters act only where the list has the focus, and only while they are switched on", async () => {
  const { fake, gatepass } = await staged();
  for (const target of [window, screen.getByRole("button", { name: "Settings" }), document.body]) {
    await fireEvent.keyDown(target, { key: "c" });
    await fireEvent.keyDown(target, { key: "r" });
  }
  expect(fake.calls).toEqual([]);
  await gatepass.desk.saveSettings({ ...gatepass.desk.view.settings, singleLetterKeys: false });
  fake.calls = [];
  await press("c");
  await press("r");
  await press("n");
  expect(fake.calls).toEqual([]);
  expect(gatepass.navigation.place.kind).toBe("integration");
  await press("ArrowDown");
  expect(active()).toBe("Support APIs");
});

test("letters that are switched off are not promised by the tooltips", async () => {
  const { gatepass } = await staged();
  const copy = () => screen.getByRole("button", { name: "Copy token for Support APIs" }).title;
  expect(copy()).toContain("(C)");
  await gatepass.desk.saveSettings({ ...gatepass.desk.view.settings, singleLetterKeys: false });
  await tick();
  expect(copy()).not.toContain("(C)");
});

test("the button says Copied where the click was, for two seconds", async () => {
  await staged();
  await fireEvent.click(screen.getByRole("button", { name: "Copy token for Support APIs" }));
  await vi.advanceTimersByTimeAsync(0);
  await tick();
  expect(screen.getByRole("button", { name: "Copied" })).toBeTruthy();
  await vi.advanceTimersByTimeAsync(1_990);
  expect(screen.getByRole("button", { name: "Copied" })).toBeTruthy();
  await vi.advanceTimersByTimeAsync(20);
  await tick();
  expect(screen.queryByRole("button", { name: "Copied" })).toBeNull();
  expect(screen.getByRole("button", { name: "Copy token for Support APIs" })).toBeTruthy();
});

test("a click on a row opens it and leaves the keys with the list", async () => {
  const { gatepass } = await staged();
  await fireEvent.click(screen.getByRole("option", { name: /^Hello app/ }));
  expect(gatepass.navigation.place).toMatchObject({ id: "i6" });
  expect(document.activeElement).toBe(list());
  await press("ArrowDown");
  expect(active()).toBe("Pivot advisories for the northern region");
});

test("where somebody has to sign in the row's button says so, opens the page and the browser", async () => {
  const { fake, gatepass } = await staged();
  const one = screen.getByRole("button", { name: "Sign in for Case search, as me" });
  expect(one.textContent).toBe("Sign in");
  await fireEvent.click(one);
  await eventually(() => expect(callsOf(fake, "beginSignIn")).toEqual([["i11"]]));
  expect(gatepass.navigation.place).toMatchObject({ kind: "integration", id: "i11", tab: "token" });
  await eventually(() =>
    expect(
      screen.getByRole("option", { name: "Case search, as me, Production, waiting for the sign-in, keep fresh waits" }),
    ).toBeTruthy(),
  );
  expect(screen.queryByRole("button", { name: /Case search/ })).toBeNull();
});

test("a row that is kept fresh says so, and one whose renewal waits says that", async () => {
  await staged();
  expect(screen.getByRole("option", { name: "Support APIs, Production, 12 minutes left, kept fresh" })).toBeTruthy();
  const waits = screen.getByRole("option", { name: /^Case search, as me, Production, no token, keep fresh waits$/ });
  expect(waits.querySelector("[title^='Keep fresh waits.']")?.getAttribute("title")).toContain("Nobody has signed in");
});
