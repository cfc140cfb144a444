// The export to Postman: says first what is written, then where it is.
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, expect, test } from "vitest";
import App from "../../src/App.svelte";
import { pathOf } from "../../src/lib/format/path";
import { callsOf, eventually, opened } from "../stage";

let stop = () => {};
afterEach(() => stop());

const button = (name: string | RegExp) => screen.getByRole("button", { name });

async function staged() {
  const { fake, gatepass } = await opened();
  stop = () => gatepass.clock.stop();
  render(App, { gatepass });
  await tick();
  return { fake, gatepass };
}

test("the setup exports its integration: nothing is written before it is confirmed", async () => {
  const { fake, gatepass } = await staged();
  gatepass.navigation.open("i1", "setup");
  await eventually(() => button("Export to Postman…"));
  await fireEvent.click(button("Export to Postman…"));
  const dialog = screen.getByRole("dialog", { name: "Export “Pivot field notices” to Postman?" });
  expect(dialog.textContent).toContain("No secret is in them");
  expect(callsOf(fake, "exportPostman")).toEqual([]);
  await fireEvent.click(within(dialog).getByRole("button", { name: "Export" }));
  await eventually(() => expect(screen.getByRole("dialog", { name: "Exported to Postman" })).toBeTruthy());
  expect(callsOf(fake, "exportPostman")).toEqual([["i1"]]);
  expect(document.activeElement).toBe(button("Done"));
  expect(screen.getByText("pivot-field-notices.postman_collection.json")).toBeTruthy();
  await fireEvent.click(button("Copy path of pivot-field-notices.postman_collection.json"));
  await eventually(() =>
    expect(callsOf(fake, "copyPublic")).toEqual([["/home/mira/Downloads/pivot-field-notices.postman_collection.json"]]),
  );
  await fireEvent.click(button("Done"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("the palette exports one or all, and opens the tabs of an integration", async () => {
  const { fake, gatepass } = await staged();
  const run = async (words: string) => {
    await fireEvent.keyDown(window, { key: "k", ctrlKey: true });
    const field = screen.getByRole("combobox", { name: "Search or jump to" });
    await fireEvent.input(field, { target: { value: words } });
    await fireEvent.keyDown(field, { key: "Enter" });
  };
  await run("activity of support apis");
  expect(gatepass.navigation.place).toEqual({ kind: "integration", id: "i2", tab: "activity" });
  await run("requests of case bridge");
  expect(gatepass.navigation.place).toEqual({ kind: "integration", id: "i8", tab: "requests" });
  await run("export case bridge");
  expect(screen.getByRole("dialog", { name: "Export “Case bridge” to Postman?" })).toBeTruthy();
  await fireEvent.click(button("Cancel"));
  await run("export all");
  const dialog = screen.getByRole("dialog", { name: "Export all integrations to Postman?" });
  await fireEvent.click(within(dialog).getByRole("button", { name: "Export" }));
  await eventually(() => expect(callsOf(fake, "exportPostman")).toEqual([[null]]));
});

test("an export that failed says why and can be tried again", async () => {
  const { fake, gatepass } = await staged();
  gatepass.exporting = { integration: "i1" };
  await tick();
  fake.failures.set("exportPostman", { code: "x", sentence: "The folder is not writable.", nextStep: "", fields: [] });
  await fireEvent.click(button("Export"));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("The folder is not writable."));
  await fireEvent.click(button("Export"));
  await eventually(() => expect(screen.getByRole("dialog", { name: "Exported to Postman" })).toBeTruthy());
});

test("a path is written as its folder is", () => {
  expect(pathOf("/home/mira/Downloads", "a.json")).toBe("/home/mira/Downloads/a.json");
  expect(pathOf("C:\\Users\\me\\Downloads", "a.json")).toBe("C:\\Users\\me\\Downloads\\a.json");
  expect(pathOf("/", "a.json")).toBe("/a.json");
});
