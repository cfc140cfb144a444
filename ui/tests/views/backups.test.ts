// Backups: what there is to go back to, what a restore asks first, and the ways out where the data cannot be opened.
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { expect, test, vi } from "vitest";
import App from "../../src/App.svelte";
import type { FakeBackend } from "../../src/lib/backend.fake";
import { contents, named } from "../../src/lib/format/backups";
import { callsOf, eventually, opened } from "../stage";

const newer = { code: "newer_data", sentence: "Written by a newer one.", nextStep: "Install it.", fields: [] };

async function staged(change?: (fake: FakeBackend) => void) {
  const { fake, gatepass } = await opened(change);
  gatepass.clock.stop();
  gatepass.beginAnew = vi.fn();
  render(App, { gatepass });
  await tick();
  return { fake, gatepass };
}

async function settings(change?: (fake: FakeBackend) => void) {
  const staging = await staged(change);
  staging.gatepass.navigation.go({ kind: "settings" });
  const region = await screen.findByRole("region", { name: "Backups" });
  return { ...staging, region };
}

const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>("button", { name });

test("each is told by when, why and what is in it; one that cannot be read is not offered", async () => {
  const { region } = await settings();
  const rows = await within(region).findAllByRole("listitem");
  expect(rows).toHaveLength(4);
  expect(rows[0]?.textContent).toMatch(/Today, .*6 integrations · 1,204 exchanges · 98.3 kB/);
  expect(rows[1]?.textContent).toMatch(/before a restore.*1 integration · 98.3 kB/);
  expect(rows[2]?.textContent).toContain("Cannot be read");
  expect(within(rows[2] as HTMLElement).queryByRole("button")).toBeNull();
  expect(rows[3]?.textContent).toContain("before an update");
});

test("restoring says what comes back and what is kept, then loads the page anew", async () => {
  const { fake, gatepass } = await settings();
  await fireEvent.click(await button(/^Restore the backup of today/));
  const dialog = screen.getByRole("dialog");
  expect(dialog.textContent).toContain("6 integrations, “Pivot field notices”");
  expect(dialog.textContent).toContain("and 1 more");
  expect(dialog.textContent).toContain("1,204 exchanges of Activity");
  expect(dialog.textContent).toContain("kept first, as a backup of its own");
  expect(dialog.textContent).toContain("whose secret is no longer there asks for it");
  expect(callsOf(fake, "restoreBackup")).toEqual([]);
  await fireEvent.click(await button("Restore"));
  await eventually(() => expect(gatepass.beginAnew).toHaveBeenCalledOnce());
  expect(callsOf(fake, "restoreBackup")).toEqual([[fake.backupList[0]?.id]]);
});

test("a backup that is refused leaves the dialog and says why", async () => {
  const { fake, gatepass } = await settings();
  fake.failures.set("restoreBackup", { ...newer, sentence: "This backup is damaged.", nextStep: "Choose another." });
  await fireEvent.click(await button(/^Restore the backup of today/));
  await fireEvent.click(await button("Restore"));
  await eventually(() => expect(screen.getByRole("alert").textContent).toBe("This backup is damaged. Choose another."));
  expect(gatepass.beginAnew).not.toHaveBeenCalled();
  await fireEvent.click(await button("Keep what is there"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("without any, it says when the first is made", async () => {
  const { region } = await settings((fake) => {
    fake.backupList = [];
  });
  expect(await within(region).findByText(/the first is made once/)).toBeTruthy();
});

test("where everything is gone, the first start offers the way back", async () => {
  await staged((fake) => {
    fake.view.integrations = [];
    fake.view.wayBack = true;
  });
  expect(await screen.findByRole("region", { name: "Backups" })).toBeTruthy();
});

test("a first start without backups does not speak of them", async () => {
  await staged((fake) => {
    fake.view.integrations = [];
  });
  await screen.findByRole("heading", { name: "Tokens, when you need them" });
  expect(screen.queryByRole("region", { name: "Backups" })).toBeNull();
});

test("data that cannot be opened: tried again, and what came of it is said", async () => {
  const { fake, gatepass } = await staged((one) => {
    one.unopened = newer;
  });
  await screen.findByRole("heading", { name: "Your data could not be opened" });
  expect(screen.getByRole("alert").textContent).toContain("Written by a newer one.");
  const status = screen.getByRole("contentinfo");
  expect(status.textContent?.trim()).toBe("Data not opened");
  expect(within(status).queryByRole("button"), "there is nothing to lock").toBeNull();
  fake.unopened = { ...newer, sentence: "The disk is full." };
  await fireEvent.click(await button("Try again"));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("The disk is full."));
  fake.unopened = null;
  await fireEvent.click(await button("Try again"));
  await eventually(() => expect(gatepass.beginAnew).toHaveBeenCalledOnce());
});

test("data that cannot be opened: a backup in its place, or nothing, and it is kept", async () => {
  const { fake, gatepass } = await staged((one) => {
    one.unopened = newer;
  });
  await fireEvent.click(await button(/^Restore the backup of today/));
  expect(screen.getByRole("dialog").textContent).toContain("is kept beside it, under another name");
  await fireEvent.click(await button("Keep what is there"));
  await fireEvent.click(await button("Start empty…"));
  expect(screen.getByRole("dialog").textContent).toContain("Nothing is deleted.");
  await fireEvent.click(await button("Start empty"));
  await eventually(() => expect(gatepass.beginAnew).toHaveBeenCalledOnce());
  expect(callsOf(fake, "startEmpty")).toHaveLength(1);
});

test("where nothing could be put in its place, nothing is offered but to try again", async () => {
  await staged((one) => {
    one.unopened = newer;
    one.replaceable = false;
  });
  await button("Try again");
  expect(screen.queryByRole("button", { name: "Start empty…" })).toBeNull();
  expect(screen.queryByRole("region", { name: "Backups" })).toBeNull();
});

test("names are told up to five", () => {
  expect(named(["A"])).toBe("“A”");
  expect(named(["A", "B"])).toBe("“A” and “B”");
  expect(named(["A", "B", "C", "D", "E", "F", "G"])).toBe("“A”, “B”, “C”, “D”, “E” and 2 more");
  const backup = { id: "", atMs: 0, reason: "daily", bytes: 1, integrations: [], exchanges: 0 } as const;
  expect(contents({ ...backup, integrations: [] })).toBe("0 integrations · 1 byte");
});
