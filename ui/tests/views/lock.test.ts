// Locking: from everywhere it can be asked for, the lock screen, and the way back to where one was.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, expect, test } from "vitest";
import { FakeBackend } from "../../src/lib/backend.fake";
import type { PlaceView } from "../../src/lib/bindings";
import { Gatepass } from "../../src/lib/state/gatepass.svelte";
import Root from "../../src/Root.svelte";
import { callsOf, eventually } from "../stage";

let stop = () => {};
afterEach(() => stop());

/** The window as it is loaded, with whatever the lock is. */
async function loaded(change: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend();
  change(fake);
  const gatepass = new Gatepass(fake);
  await gatepass.open();
  stop = () => gatepass.clock.stop();
  render(Root, { gatepass });
  await tick();
  return { fake, gatepass };
}

const locked = (more: Partial<FakeBackend["lock"]> = {}) => {
  return (fake: FakeBackend) => {
    fake.lock = { ...fake.lock, locked: true, reason: "Your session was locked.", ...more };
  };
};

const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });
const list = () => screen.queryByRole("listbox", { name: "Integrations" });

test("while it is locked nothing is asked for but the lock, and no integration is named", async () => {
  const { fake } = await loaded(locked());
  expect(fake.calls.map(([name]) => name)).toEqual(["lockState"]);
  expect(screen.getByRole("heading", { name: "Gatepass is locked" })).toBeTruthy();
  expect(document.body.textContent).toContain("Your session was locked.");
  expect(list()).toBeNull();
  for (const { label } of fake.view.integrations) expect(document.body.textContent).not.toContain(label);
});

test("a click unlocks a keyring, and the frame comes with its list", async () => {
  const { fake } = await loaded(locked());
  await eventually(() => expect(document.activeElement).toBe(button("Unlock")));
  await fireEvent.click(button("Unlock"));
  await eventually(() => expect(list()).toBeTruthy());
  expect(callsOf(fake, "unlock")).toEqual([[null]]);
  expect(callsOf(fake, "holdSecret")).toEqual([]);
});

test("a passphrase is handed in as a secret, and its field is emptied at once", async () => {
  const { fake } = await loaded((one) => {
    one.passphrase = " correct horse";
    locked({ needsPassphrase: true, vault: "Passphrase vault" })(one);
  });
  const field = screen.getByLabelText<HTMLInputElement>("Passphrase");
  expect(field.type).toBe("password");
  field.value = "wrong horse";
  await fireEvent.click(button("Unlock"));
  expect(field.value).toBe("");
  await eventually(() => expect(document.body.textContent).toContain("This passphrase does not open the vault"));
  expect(list()).toBeNull();
  await eventually(() => expect(document.activeElement).toBe(field));
  field.value = " correct horse";
  await fireEvent.click(button("Unlock"));
  await eventually(() => expect(list()).toBeTruthy());
  expect(callsOf(fake, "holdSecret").at(-1)).toEqual([" correct horse", "passphrase"]);
  expect(JSON.stringify(callsOf(fake, "unlock"))).not.toContain("horse");
});

test("its help says what an unlocked keyring means", async () => {
  await loaded(locked());
  await fireEvent.click(button("What does this protect?"));
  expect(document.body.textContent).toContain("Any program that you start can ask an unlocked keyring itself");
});

test("the help of a passphrase says nothing of the keyring", async () => {
  await loaded(locked({ needsPassphrase: true }));
  await fireEvent.click(button("What does this protect?"));
  expect(document.body.textContent).not.toContain("keyring");
});

test("after unlocking the user is where they were", async () => {
  const place: PlaceView = { kind: "integration", id: "", tab: "activity" };
  const { fake, gatepass } = await loaded((one) => {
    place.id = one.view.integrations[1]?.id ?? "";
    locked({ place })(one);
  });
  await fireEvent.click(button("Unlock"));
  await eventually(() => expect(gatepass.navigation.place).toEqual({ ...place }));
  gatepass.navigation.go({ kind: "settings" });
  await eventually(() => expect(callsOf(fake, "notePlace").at(-1)).toEqual([{ kind: "settings", id: "", tab: "" }]));
});

test("an integration that is gone meanwhile is no place to come back to", async () => {
  const { fake, gatepass } = await loaded(locked({ place: { kind: "integration", id: "gone", tab: "token" } }));
  await fireEvent.click(button("Unlock"));
  await eventually(() => expect(list()).toBeTruthy());
  expect(gatepass.navigation.place).toMatchObject({ kind: "integration", id: fake.view.integrations[0]?.id });
});

test("the key, the status bar and the palette lock", async () => {
  const { fake } = await loaded();
  await fireEvent.keyDown(document.body, { key: "l", ctrlKey: true });
  await eventually(() => expect(callsOf(fake, "lockNow")).toHaveLength(1));
  await fireEvent.click(button("Lock"));
  await eventually(() => expect(callsOf(fake, "lockNow")).toHaveLength(2));
  await fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
  await tick();
  const field = screen.getByRole("combobox", { name: "Search or jump to" });
  await fireEvent.input(field, { target: { value: "lock now" } });
  await fireEvent.keyDown(field, { key: "Enter" });
  await eventually(() => expect(callsOf(fake, "lockNow")).toHaveLength(3));
});

test("memory only offers no lock, and says why when the key asks for one", async () => {
  await loaded((fake) => {
    fake.view.vault = { ...fake.view.vault, state: "memory", name: "Memory only" };
  });
  expect(screen.queryByRole("button", { name: "Lock" })).toBeNull();
  await fireEvent.keyDown(document.body, { key: "l", ctrlKey: true });
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("Memory only cannot be locked"));
});

test("somebody who moves the pointer is told of, and not with every move", async () => {
  const { fake } = await loaded();
  for (let move = 0; move < 50; move += 1) await fireEvent.pointerMove(window);
  expect(callsOf(fake, "noteActivity")).toHaveLength(1);
});

test("on the lock screen nobody counts as being there", async () => {
  const { fake } = await loaded(locked());
  await fireEvent.pointerMove(window);
  await fireEvent.keyDown(window, { key: "a" });
  expect(callsOf(fake, "noteActivity")).toEqual([]);
});

test("when it locks is a setting: by the vault, after a time, with the session and with sleep", async () => {
  const { fake, gatepass } = await loaded();
  gatepass.navigation.go({ kind: "settings" });
  await tick();
  const idle = screen.getByRole<HTMLSelectElement>("combobox", { name: "Lock when it is not used for" });
  expect(idle.selectedOptions[0]?.textContent).toBe("Keyring never, passphrase 10 minutes");
  await fireEvent.change(idle, { target: { value: "300" } });
  await eventually(() => expect(fake.view.settings.lockIdleS).toBe(300));
  await fireEvent.change(idle, { target: { value: "-1" } });
  await eventually(() => expect(fake.view.settings.lockIdleS).toBeNull());
  await fireEvent.click(screen.getByRole("checkbox", { name: "Lock with the session" }));
  await eventually(() => expect(fake.view.settings.lockWithSession).toBe(false));
  await fireEvent.click(screen.getByRole("checkbox", { name: "Lock when the computer sleeps" }));
  await eventually(() => expect(fake.view.settings.lockOnSleep).toBe(false));
});
