// The settings: what answers and Activity may take, saved one by one; and the keys of the tabs.
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, expect, test } from "vitest";
import App from "../../src/App.svelte";
import type { FakeBackend } from "../../src/lib/backend.fake";
import type { SettingsView } from "../../src/lib/bindings";
import { callsOf, described, eventually, opened } from "../stage";

let stop = () => {};
afterEach(() => stop());

async function staged(change?: (fake: FakeBackend) => void) {
  const { fake, gatepass } = await opened(change);
  stop = () => gatepass.clock.stop();
  render(App, { gatepass });
  await tick();
  return { fake, gatepass };
}

async function settings(change?: (fake: FakeBackend) => void) {
  const staging = await staged(change);
  staging.gatepass.navigation.go({ kind: "settings" });
  await tick();
  return staging;
}

const select = (name: string) => screen.getByRole<HTMLSelectElement>("combobox", { name });
const shown = (name: string) => select(name).selectedOptions[0]?.textContent;

test("each amount is saved alone, and the others stay as they were", async () => {
  const { fake } = await settings();
  const before = { ...fake.view.settings };
  await fireEvent.change(select("Largest answer"), { target: { value: "1024" } });
  await eventually(() => expect(fake.view.settings).toEqual({ ...before, bodyLimitMb: 1024 }));
  await fireEvent.change(select("Keep in Activity at most"), { target: { value: "50000" } });
  await eventually(() => expect(fake.view.settings.activityEntries).toBe(50_000));
  await fireEvent.change(select("Keep of their bodies at most"), { target: { value: "64" } });
  await eventually(() =>
    expect(fake.view.settings).toEqual({ ...before, bodyLimitMb: 1024, activityEntries: 50_000, activityMb: 64 }),
  );
});

const fewer = () => screen.getByRole("dialog", { name: "Keep less in Activity?" });

test("a smaller bound says how many exchanges go, and deletes none before that is confirmed", async () => {
  const { fake } = await settings((fake) => {
    fake.exchanges = 1204;
  });
  await fireEvent.change(select("Keep in Activity at most"), { target: { value: "1000" } });
  await eventually(() => expect(fewer().textContent).toContain("The oldest 204 exchanges of 1,204"));
  expect(callsOf(fake, "saveSettings")).toEqual([]);
  await fireEvent.click(within(fewer()).getByRole("button", { name: "Keep" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(shown("Keep in Activity at most")).toBe("10,000 exchanges");
  expect(callsOf(fake, "saveSettings")).toEqual([]);

  await fireEvent.change(select("Keep in Activity at most"), { target: { value: "1000" } });
  await eventually(() => fewer());
  await fireEvent.click(within(fewer()).getByRole("button", { name: "Delete 204 exchanges" }));
  await eventually(() => expect(fake.view.settings.activityEntries).toBe(1000));
  await eventually(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("no bodies at all: their bytes are told, and their exchanges stay", async () => {
  const { fake } = await settings((fake) => {
    fake.exchanges = 50;
  });
  await fireEvent.change(select("Keep of their bodies at most"), { target: { value: "0" } });
  await eventually(() => expect(fewer().textContent).toMatch(/All bodies, [\d.]+ [kM]B, are deleted/));
  expect(fewer().textContent).toContain("Their exchanges stay in the list");
  await fireEvent.click(within(fewer()).getByRole("button", { name: /^Delete .* of bodies$/ }));
  await eventually(() => expect(fake.view.settings.activityMb).toBe(0));
});

test("each part of the settings is reached from the list of them, and the keys go on from there", async () => {
  await settings();
  const list = screen.getByRole("navigation", { name: "Parts of the settings" });
  const names = within(list)
    .getAllByRole("link")
    .map((link) => link.textContent ?? "");
  const main = screen.getByRole("main");
  expect(
    within(main)
      .getAllByRole("region")
      .map((region) => region.getAttribute("aria-label")),
  ).toEqual(names);
  for (const name of names) {
    await fireEvent.click(within(list).getByRole("link", { name }));
    const heading = within(screen.getByRole("region", { name })).getByRole("heading", { name });
    expect(document.activeElement).toBe(heading);
    const current = within(list).getAllByRole("link", { current: "location" });
    expect(current.map((link) => link.textContent)).toEqual([name]);
  }
});

test("answers that may hold data of persons are kept only if that is asked for", async () => {
  const { fake } = await settings();
  const box = screen.getByRole<HTMLInputElement>("checkbox", { name: "Keep answers that may hold data of persons" });
  expect(box.checked).toBe(false);
  expect(described(box)).toContain("stay on this computer");
  await fireEvent.click(box);
  await eventually(() =>
    expect((callsOf(fake, "saveSettings").at(-1) as [SettingsView])[0].keepPersonalBodies).toBe(true),
  );
});

test("an amount that was set elsewhere is shown as it is", async () => {
  await settings((fake) => {
    fake.view.settings = { ...fake.view.settings, bodyLimitMb: 300, activityEntries: 2500 };
  });
  expect(shown("Largest answer")).toBe("300 MB");
  expect(shown("Keep in Activity at most")).toBe("2,500 exchanges");
  expect(shown("Keep of their bodies at most")).toBe("256 MB");
});

test("the keys that send and that change tabs are listed", async () => {
  await settings();
  const keys = screen.getByRole("region", { name: "Keys" });
  expect(within(keys).getByText("Token, Requests, Activity, Setup of the integration")).toBeTruthy();
  expect(within(keys).getByText("In Requests: send")).toBeTruthy();
});

test("Ctrl 1 to 4 open the tabs of the integration", async () => {
  const { gatepass } = await staged();
  for (const [key, tab] of [
    ["2", "requests"],
    ["3", "activity"],
    ["4", "setup"],
    ["1", "token"],
  ]) {
    await fireEvent.keyDown(window, { key, code: `Digit${key}`, ctrlKey: true });
    expect(gatepass.navigation.place).toMatchObject({ id: "i1", tab });
  }
});

test("digits that need Shift on a keyboard are taken by their place", async () => {
  const { gatepass } = await staged();
  await fireEvent.keyDown(window, { key: '"', code: "Digit3", ctrlKey: true });
  expect(gatepass.navigation.place).toMatchObject({ tab: "activity" });
});

test("a digit alone, one beyond the tabs, or one in the settings opens nothing", async () => {
  const { gatepass } = await staged();
  await fireEvent.keyDown(window, { key: "3", code: "Digit3" });
  await fireEvent.keyDown(window, { key: "5", code: "Digit5", ctrlKey: true });
  await fireEvent.keyDown(window, { key: "3", code: "Digit3", ctrlKey: true, altKey: true });
  expect(gatepass.navigation.place).toMatchObject({ tab: "token" });
  gatepass.navigation.go({ kind: "settings" });
  await fireEvent.keyDown(window, { key: "3", code: "Digit3", ctrlKey: true });
  expect(gatepass.navigation.place).toEqual({ kind: "settings" });
});
