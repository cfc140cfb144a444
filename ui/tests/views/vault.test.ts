// What the window offers when secrets can be neither kept nor read.
import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { VaultStateView } from "../../src/lib/bindings";
import { vaultOf } from "../../src/lib/fake/vault";
import VaultBanner from "../../src/views/frame/VaultBanner.svelte";
import { vaultDot, vaultLine, vaultSentence } from "../../src/views/frame/vault";
import { callsOf, eventually, opened, show } from "../stage";

const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

async function without() {
  const { fake, gatepass } = await opened((one) => one.loseVault());
  gatepass.clock.stop();
  show(gatepass, VaultBanner);
  return { fake, gatepass };
}

test("it names the part that is missing and the next step", async () => {
  await without();
  const alert = screen.getByRole("alert").textContent;
  expect(alert).toContain("This computer offers no keyring");
  expect(alert).toContain("org.freedesktop.secrets");
  expect(alert).toContain("Install and start gnome-keyring");
});

test("Try again opens the keyring again, says so while it does, and goes when it worked", async () => {
  const { fake } = await without();
  let answer = () => {};
  const call = fake.retryVault;
  fake.retryVault = async () => {
    await call();
    await new Promise<void>((resolve) => (answer = resolve));
    fake.view.vault = { ...fake.view.vault, state: "ready" };
  };
  await fireEvent.click(button("Try again"));
  expect(button("Trying…").disabled).toBe(true);
  await eventually(() => expect(callsOf(fake, "retryVault")).toHaveLength(1));
  answer();
  await eventually(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(callsOf(fake, "useMemoryVault")).toEqual([]);
});

test("Try again that fails leaves both ways open", async () => {
  const { fake, gatepass } = await without();
  fake.failures.set("retryVault", { code: "x", sentence: "Still none.", nextStep: "", fields: [] });
  await fireEvent.click(button("Try again"));
  await eventually(() => expect(gatepass.desk.error?.sentence).toBe("Still none."));
  await eventually(() => expect(button("Try again").disabled).toBe(false));
  expect(button("Use memory only for now")).toBeTruthy();
});

test("memory only is said to forget, before it is chosen", async () => {
  const { fake } = await without();
  expect(screen.getByText("Memory only: secrets are forgotten when Gatepass closes.")).toBeTruthy();
  await fireEvent.click(button("Use memory only for now"));
  await eventually(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(callsOf(fake, "useMemoryVault")).toHaveLength(1);
  expect(callsOf(fake, "retryVault")).toEqual([]);
});

test("a vault that works takes no room", async () => {
  const { gatepass } = await opened();
  gatepass.clock.stop();
  const { container } = show(gatepass, VaultBanner);
  expect(container.textContent?.trim()).toBe("");
});

test("each state has its own words, and only a ready one looks ready", () => {
  const states: VaultStateView[] = ["opening", "ready", "locked", "waiting", "unavailable", "memory"];
  const views = states.map((state) => ({ ...vaultOf("keyring"), state }));
  expect(new Set(views.map(vaultLine)).size).toBe(states.length);
  expect(new Set(views.map(vaultSentence)).size).toBe(states.length);
  expect(views.filter((view) => vaultDot(view) === "ready").map((view) => view.state)).toEqual(["ready"]);
});
