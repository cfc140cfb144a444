// The palette: opened by its key, filtered by typing, run by Enter.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, expect, test } from "vitest";
import App from "../../src/App.svelte";
import { callsOf, eventually, opened } from "../stage";

let stop = () => {};
afterEach(() => stop());

const query = () => screen.queryByRole<HTMLInputElement>("combobox", { name: "Search or jump to" });
const list = () => screen.getByRole("listbox", { name: "Integrations" });
const results = () => [
  ...screen.getByRole("listbox", { name: "Results" }).querySelectorAll<HTMLElement>("[role=option]"),
];
const chosen = () => results().filter((result) => result.getAttribute("aria-selected") === "true");

async function open(change?: Parameters<typeof opened>[0]) {
  const { fake, gatepass } = await opened(change);
  stop = () => gatepass.clock.stop();
  render(App, { gatepass });
  await tick();
  list().focus();
  await fireEvent.keyDown(list(), { key: "k", ctrlKey: true });
  const field = query();
  if (!field) throw new Error("the palette did not open");
  const type = (value: string) => fireEvent.input(field, { target: { value } });
  const press = (key: string) => fireEvent.keyDown(field, { key });
  return { fake, gatepass, field, type, press };
}

test("it takes the focus, and gives it back when it is closed", async () => {
  const { field } = await open();
  expect(document.activeElement).toBe(field);
  await fireEvent(screen.getByRole("dialog"), new Event("cancel", { cancelable: true }));
  expect(query()).toBeNull();
  expect(document.activeElement).toBe(list());
});

test("the plain letter, or the key with others held, opens nothing", async () => {
  const { gatepass } = await opened();
  stop = () => gatepass.clock.stop();
  render(App, { gatepass });
  await fireEvent.keyDown(window, { key: "k" });
  await fireEvent.keyDown(window, { key: "k", ctrlKey: true, shiftKey: true });
  await fireEvent.keyDown(window, { key: "k", ctrlKey: true, altKey: true });
  expect(query()).toBeNull();
});

test("arrow keys choose, round the ends, and the field names the chosen one", async () => {
  const { field, press } = await open();
  const all = results();
  expect(chosen()).toEqual([all[0]]);
  await press("ArrowDown");
  expect(chosen()).toEqual([all[1]]);
  expect(field.getAttribute("aria-activedescendant")).toBe(all[1]?.id);
  await press("ArrowUp");
  await press("ArrowUp");
  expect(chosen()).toEqual([all.at(-1)]);
});

test("typing begins at the best find again", async () => {
  const { type, press } = await open();
  await press("ArrowDown");
  await press("ArrowDown");
  await type("settings");
  expect(chosen()[0]?.textContent).toContain("Settings");
});

test("Enter runs what is chosen and closes it", async () => {
  const { fake, type, press } = await open();
  await type("copy field notices");
  await press("Enter");
  expect(query()).toBeNull();
  await eventually(() => expect(callsOf(fake, "copy")).toEqual([["i1", "token"]]));
});

test("a click runs what was clicked", async () => {
  const { gatepass, type } = await open();
  await type("case bridge");
  const setup = results().find((result) => result.textContent?.includes("Set up Case bridge"));
  if (!setup) throw new Error("there is no way to the setup");
  await fireEvent.click(setup);
  expect(gatepass.navigation.place).toEqual({ kind: "integration", id: "i8", tab: "setup" });
});

test("who looks for Meraki is told where it stands, and others do not see it", async () => {
  const { type } = await open();
  expect(results().some((result) => result.textContent?.includes("Meraki"))).toBe(false);
  await type("meraki");
  expect(results()).toHaveLength(1);
  expect(results()[0]?.textContent).toContain("Cisco Meraki is not covered");
});

test("nothing found is said, and Enter and the arrows then do nothing", async () => {
  const { fake, type, press } = await open();
  fake.calls = [];
  await type("zzzz");
  expect(screen.getByText("Nothing is called that.")).toBeTruthy();
  await press("ArrowDown");
  await press("Enter");
  expect(query()).not.toBeNull();
  expect(fake.calls).toEqual([]);
  await type("settings");
  expect(chosen()).toHaveLength(1);
});

test("single-letter keys that are switched off are not promised", async () => {
  const letters = () =>
    results()
      .flatMap((result) => [...result.querySelectorAll("kbd")])
      .map((key) => key.textContent)
      .filter((keys) => keys?.length === 1);
  const { gatepass } = await open();
  expect(letters()).toContain("C");
  await fireEvent(screen.getByRole("dialog"), new Event("cancel", { cancelable: true }));
  await gatepass.desk.saveSettings({ ...gatepass.desk.view.settings, singleLetterKeys: false });
  await fireEvent.keyDown(list(), { key: "k", ctrlKey: true });
  expect(letters()).toEqual([]);
});

test("what the token's page offers is in the palette: keep fresh, ask, revoke, sign in", async () => {
  const { fake, gatepass } = await open();
  await fireEvent(screen.getByRole("dialog"), new Event("cancel", { cancelable: true }));
  const run = async (words: string) => {
    await fireEvent.keyDown(list(), { key: "k", ctrlKey: true });
    const field = query() as HTMLInputElement;
    await fireEvent.input(field, { target: { value: words } });
    await fireEvent.keyDown(field, { key: "Enter" });
  };
  await run("ask the server support apis");
  await eventually(() => expect(callsOf(fake, "introspectToken")).toEqual([["i2"]]));
  expect(gatepass.navigation.place).toEqual({ kind: "integration", id: "i2", tab: "token" });
  await run("stop keeping support apis fresh");
  await eventually(() => expect(callsOf(fake, "setKeepFresh")).toEqual([["i2", false]]));
  await run("sign in for case search");
  await eventually(() => expect(callsOf(fake, "beginSignIn")).toEqual([["i11"]]));
  await run("cancel the sign-in");
  await eventually(() => expect(callsOf(fake, "cancelSignIn")).toEqual([["i11", false]]));
  await run("revoke support apis");
  await eventually(() =>
    expect(screen.getByRole("dialog", { name: "Revoke the token of “Support APIs”?" })).toBeTruthy(),
  );
});

test("what a server cannot do is not offered", async () => {
  const { type } = await open();
  await type("revoke the token");
  expect(
    results()
      .map((result) => result.textContent)
      .join(),
  ).toContain("Support APIs");
  expect(
    results()
      .map((result) => result.textContent)
      .join(),
  ).not.toContain("Pivot field notices");
});

test("Paste to set up opens the page that adds and reads the clipboard there", async () => {
  const { gatepass, type, press } = await open();
  await type("paste to set up");
  await press("Enter");
  expect(gatepass.navigation.place).toEqual({ kind: "add", paste: true });
});
