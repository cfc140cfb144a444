// The window as a person uses it: the list, copying, renewing, leaving a form, removing.
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import type { FakeBackend } from "../src/lib/backend.fake";
import { callsOf, eventually, opened } from "./stage";

let stop: () => void = () => {};

async function staged(change?: (fake: FakeBackend) => void) {
  const { fake, gatepass } = await opened(change);
  stop = () => gatepass.clock.stop();
  render(App, { gatepass });
  await tick();
  return { fake, gatepass };
}

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const list = () => screen.getByRole("listbox", { name: "Integrations" });
const active = () => document.getElementById(list().getAttribute("aria-activedescendant") ?? "")?.textContent;

beforeEach(() => vi.useRealTimers());
afterEach(() => stop());

test("first start offers the sandbox or an integration, and the sandbox makes six", async () => {
  await staged((fake) => {
    fake.view.integrations = [];
  });
  expect(button("Add an integration")).toBeTruthy();
  await fireEvent.click(button("Try the sandbox"));
  await eventually(() => expect(screen.getAllByRole("option")).toHaveLength(6));
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Pivot rehearsal");
});

test("a row says its name, environment and time, and copies with one click", async () => {
  const { fake } = await staged();
  expect(screen.getByRole("option", { name: /^Pivot field notices, UAT, 41 minutes left/ })).toBeTruthy();
  await fireEvent.click(button("Copy token for Pivot field notices"));
  await eventually(() => expect(screen.getAllByRole("button", { name: "Copied" }).length).toBeGreaterThan(0));
  expect(callsOf(fake, "copy")).toEqual([["i1", "token"]]);
  expect(screen.getByRole("contentinfo").textContent).toMatch(/Copied “Pivot field notices” · clears in \d+ s/);
  expect(screen.getByRole("status").textContent).toBe("Copied “Pivot field notices”");
});

test("a copy that renewed first says so, and one that failed does not say Copied", async () => {
  const { fake } = await staged();
  await fireEvent.click(button("Copy token for CX Cloud, Contoso"));
  await eventually(() => expect(screen.getByRole("contentinfo").textContent).toContain("Renewed, then copied"));
  fake.failures.set("copy", {
    code: "x",
    sentence: "The clipboard could not be written.",
    nextStep: "Try again.",
    fields: [],
  });
  await fireEvent.click(button("Copy token for Support APIs"));
  await eventually(() =>
    expect(screen.getByRole("alert").textContent).toContain("The clipboard could not be written."),
  );
  expect(screen.getByRole("status").textContent).not.toContain("Support APIs");
});

test("what went wrong stays in sight when the list is refreshed behind it", async () => {
  const { fake } = await staged();
  fake.failures.set("copy", { code: "x", sentence: "It failed.", nextStep: "", fields: [] });
  await fireEvent.click(button("Copy token for Support APIs"));
  await eventually(() => expect(screen.getByText("It failed.")).toBeTruthy());
  fake.emit({ kind: "desk" });
  await eventually(() => expect(callsOf(fake, "desk").length).toBeGreaterThan(1));
  expect(screen.getByText("It failed.")).toBeTruthy();
});

test("keys of the list move, open, copy and renew, and can be switched off", async () => {
  const { fake, gatepass } = await staged();
  list().focus();
  await fireEvent.keyDown(list(), { key: "ArrowDown" });
  expect(active()).toContain("Support APIs");
  await fireEvent.keyDown(list(), { key: "Enter" });
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Support APIs");
  await fireEvent.keyDown(list(), { key: "c" });
  await eventually(() => expect(callsOf(fake, "copy")).toEqual([["i2", "token"]]));
  await eventually(() => expect(gatepass.desk.isBusy("i2")).toBe(false));
  await fireEvent.keyDown(list(), { key: "r" });
  await eventually(() => expect(callsOf(fake, "getToken")).toEqual([["i2", true]]));
  await gatepass.desk.saveSettings({ ...gatepass.desk.view.settings, singleLetterKeys: false });
  await fireEvent.keyDown(list(), { key: "c" });
  expect(callsOf(fake, "copy")).toHaveLength(1);
});

test("a token that ends moves its row without losing the list's focus", async () => {
  const { gatepass } = await staged();
  list().focus();
  gatepass.clock.now = Date.now() + 95_000;
  await tick();
  expect(screen.getByRole("option", { name: /^CX Cloud, Contoso, Production, expired/ })).toBeTruthy();
  expect(button("Get token for CX Cloud, Contoso")).toBeTruthy();
  expect(document.activeElement).toBe(list());
});

test("a refusal shows its sentence, what to do, and the exchange; a live token stays beside it", async () => {
  await staged();
  await fireEvent.click(screen.getByRole("option", { name: /^Pivot advisories/ }));
  const card = screen.getByRole("region", { name: "Pivot refused the subscription key" });
  expect(within(card).getByText("What to do")).toBeTruthy();
  expect(within(card).getByRole("button", { name: "Replace subscription key" })).toBeTruthy();
  expect(screen.getByRole("region", { name: "What was sent and answered" }).textContent).toContain("401");
  await fireEvent.click(screen.getByRole("option", { name: /^Case bridge/ }));
  expect(screen.getByText("The token below is still valid.")).toBeTruthy();
  expect(screen.getByRole("timer").textContent).toMatch(/^\s*1:\d\d:\d\d/);
});

test("replacing a key goes to all that share it, then a token is asked for", async () => {
  const { fake } = await staged();
  await fireEvent.click(screen.getByRole("option", { name: /^Pivot advisories/ }));
  await fireEvent.click(button("Replace subscription key"));
  await eventually(() => expect(screen.getByText(/Pivot field notices uses it too/)).toBeTruthy());
  screen.getByLabelText<HTMLInputElement>("New subscription key").value = "new-key";
  await fireEvent.click(button("Replace and get a token"));
  await eventually(() => expect(callsOf(fake, "getToken")).toEqual([["i7", false]]));
  expect(callsOf(fake, "replaceSubscriptionKey")).toEqual([["k1", expect.stringMatching(/^h/)]]);
});

test("leaving a form with typed text asks first", async () => {
  await staged();
  await fireEvent.click(button("Add integration"));
  await eventually(() => screen.getByLabelText("Name"));
  await fireEvent.keyDown(window, { key: "Escape" });
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Pivot field notices");

  await fireEvent.click(button("Add integration"));
  await eventually(() => screen.getByLabelText("Name"));
  await fireEvent.input(screen.getByLabelText("Name"), { target: { value: "Contoso" } });
  await fireEvent.click(screen.getByRole("option", { name: /^Support APIs/ }));
  expect(screen.getByText("Discard what you typed?")).toBeTruthy();
  await fireEvent.click(button("Keep editing"));
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Contoso");
  await fireEvent.click(screen.getByRole("option", { name: /^Support APIs/ }));
  await fireEvent.click(button("Discard"));
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Support APIs");
});

test("text that stands in a secret field counts as typed", async () => {
  await staged();
  await fireEvent.click(button("Add integration"));
  await eventually(() => screen.getByLabelText("Name"));
  screen.getByLabelText<HTMLInputElement>("Client secret").value = "half";
  await fireEvent.keyDown(window, { key: "Escape" });
  expect(screen.getByText("Discard what you typed?")).toBeTruthy();
});

test("adding ends at the new integration's token", async () => {
  const { fake } = await staged();
  await fireEvent.click(button("Add integration"));
  await eventually(() => screen.getByLabelText("Name"));
  await fireEvent.click(screen.getByRole("radio", { name: "Smart Bonding" }));
  await fireEvent.input(screen.getByLabelText("Name"), { target: { value: "Contoso" } });
  await fireEvent.input(screen.getByLabelText("Client id"), { target: { value: "abc" } });
  screen.getByLabelText<HTMLInputElement>("Client secret").value = "typed";
  await fireEvent.click(button("Save and get a token"));
  await eventually(() => expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Contoso"));
  await eventually(() => expect(screen.getByRole("timer").textContent).toMatch(/\d+:\d\d/));
  expect(callsOf(fake, "getToken")).toHaveLength(1);
});

test("saving a change stays on the form, keeps the focus and is clean again", async () => {
  const { fake, gatepass } = await staged();
  await fireEvent.click(screen.getByRole("tab", { name: "Setup" }));
  await eventually(() => screen.getByLabelText("Name"));
  await fireEvent.input(screen.getByLabelText("Name"), { target: { value: "Renamed" } });
  button("Save").focus();
  await fireEvent.click(button("Save"));
  await eventually(() => expect(screen.getByText("Saved")).toBeTruthy());
  await eventually(() => expect(gatepass.navigation.guard?.()).toBe(false));
  expect(document.activeElement).toBe(button("Save"));
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Renamed");
  expect(callsOf(fake, "getToken")).toEqual([]);
});

test("removing names what is lost and goes to the list", async () => {
  const { fake } = await staged();
  await fireEvent.click(screen.getByRole("tab", { name: "Setup" }));
  await eventually(() => button("Remove…"));
  await fireEvent.click(button("Remove…"));
  expect(screen.getByText("Remove “Pivot field notices”?")).toBeTruthy();
  await fireEvent.click(button("Remove"));
  await eventually(() => expect(screen.queryByRole("option", { name: /^Pivot field notices/ })).toBeNull());
  expect(callsOf(fake, "removeIntegration")).toEqual([["i1"]]);
  await eventually(() => expect(document.activeElement).toBe(list()));
});

test("without a keyring the window says what is missing and what can be done", async () => {
  const { fake } = await staged((one) => one.loseVault());
  expect(screen.getByText("This computer offers no keyring")).toBeTruthy();
  expect(screen.getAllByRole("option").length).toBeGreaterThan(0);
  await fireEvent.click(button("Use memory only for now"));
  await eventually(() => expect(screen.queryByText("This computer offers no keyring")).toBeNull());
  expect(screen.getByRole("contentinfo").textContent).toContain("Memory only, forgotten when Gatepass closes");
  expect(callsOf(fake, "useMemoryVault")).toHaveLength(1);
});

test("Ctrl K opens the palette, Enter runs what was found", async () => {
  const { gatepass } = await staged();
  await fireEvent.keyDown(window, { key: "k", ctrlKey: true });
  const query = screen.getByRole("combobox", { name: "Search or jump to" });
  await fireEvent.input(query, { target: { value: "smart bonding stage" } });
  await fireEvent.keyDown(query, { key: "Enter" });
  expect(screen.queryByRole("combobox", { name: "Search or jump to" })).toBeNull();
  expect(gatepass.navigation.place).toMatchObject({ kind: "integration", id: "i4" });
});

test("the theme is put on the root", async () => {
  const { gatepass } = await staged();
  await gatepass.desk.saveSettings({ ...gatepass.desk.view.settings, theme: "dark" });
  await tick();
  expect(document.documentElement.dataset.theme).toBe("dark");
});

test("a clock that is off is said on top until it is read, and said anew when it is off by more", async () => {
  const { fake } = await staged((fake) => {
    fake.view.clockNotice = "This computer’s clock is 4 minutes ahead.";
  });
  expect(screen.getByText("This computer’s clock is 4 minutes ahead.")).toBeTruthy();
  await fireEvent.click(button("Dismiss"));
  expect(screen.queryByText("This computer’s clock is 4 minutes ahead.")).toBeNull();
  fake.view = { ...fake.view, clockNotice: "This computer’s clock is 9 minutes ahead." };
  fake.emit({ kind: "desk" });
  await eventually(() => expect(screen.getByText("This computer’s clock is 9 minutes ahead.")).toBeTruthy());
});

test("a window that is not told of changes says so, and Reload listens again", async () => {
  let hears = false;
  const { fake } = await staged((fake) => {
    const { onChange } = fake;
    fake.onChange = (listener) => (hears ? onChange(listener) : Promise.reject(new Error("no events")));
  });
  const says = () => screen.queryByText("Changes behind this page are not shown");
  expect(says()).not.toBeNull();
  expect(screen.getAllByRole("option").length).toBeGreaterThan(0);
  await fireEvent.click(button("Reload"));
  await eventually(() => expect(button("Reload").hasAttribute("disabled")).toBe(false));
  expect(says()).not.toBeNull();
  hears = true;
  await fireEvent.click(button("Reload"));
  await eventually(() => expect(says()).toBeNull());
  fake.view = { ...fake.view, notice: "A file was set aside." };
  fake.emit({ kind: "desk" });
  await eventually(() => expect(screen.getByText("A file was set aside.")).toBeTruthy());
});

test("adding one that needs a sign-in ends at its sign-in", async () => {
  const { fake } = await staged();
  await fireEvent.click(button("Add integration"));
  await eventually(() => screen.getByLabelText("Name"));
  await fireEvent.click(screen.getByRole("radio", { name: "API Console" }));
  await fireEvent.click(screen.getByRole("radio", { name: "Authorization code" }));
  await fireEvent.input(screen.getByLabelText("Name"), { target: { value: "Contoso" } });
  await fireEvent.input(screen.getByLabelText("Client id"), { target: { value: "abc" } });
  await fireEvent.input(screen.getByLabelText("Redirect URI"), { target: { value: "http://127.0.0.1:8765/" } });
  await fireEvent.click(button("Save and sign in…"));
  await eventually(() => expect(screen.getByRole("region", { name: "Sign in with your browser" })).toBeTruthy());
  expect(callsOf(fake, "getToken")).toEqual([]);
  expect(callsOf(fake, "beginSignIn")).toHaveLength(1);
});
