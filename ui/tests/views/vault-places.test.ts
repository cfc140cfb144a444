// Where secrets are kept: choosing a place, making a passphrase vault, changing its passphrase, and unlocking it in place.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { FakeBackend } from "../../src/lib/backend.fake";
import { vaultOf } from "../../src/lib/fake/vault";
import VaultBanner from "../../src/views/frame/VaultBanner.svelte";
import { vaultSentence } from "../../src/views/frame/vault";
import Unlock from "../../src/views/vault/Unlock.svelte";
import WhereSecrets from "../../src/views/vault/WhereSecrets.svelte";
import { callsOf, described, eventually, opened, show } from "../stage";

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const type = (name: string, text: string) => fireEvent.input(field(name), { target: { value: text } });
const gone = () => expect(screen.queryByRole("dialog")).toBeNull();

// biome-ignore lint/suspicious/noExplicitAny: a component of any props
async function on(component: any, change?: (fake: FakeBackend) => void, props = {}) {
  const { fake, gatepass } = await opened(change);
  gatepass.clock.stop();
  show(gatepass, component, props);
  return { fake, gatepass };
}

const sealed = (fake: FakeBackend) => {
  fake.passphrase = "correct horse";
  fake.view.vault = { ...vaultOf("passphrase"), hasPassphraseVault: true };
};

test("three places, each with what it means; the one in use is marked and offers no move", async () => {
  await on(WhereSecrets);
  const section = screen.getByRole("region", { name: "Where secrets are kept" });
  expect(within(section).getAllByText("In use")).toHaveLength(1);
  expect(described(button("Passphrase vault: Move here…"))).toContain("Nobody can recover it");
  expect(described(button("Memory only: Use…"))).toContain("forgotten when Gatepass closes");
  expect(screen.queryByRole("button", { name: /^OS keyring/ })).toBeNull();
});

test("a passphrase vault is made from two fields that keep nothing, and says what forgetting it costs", async () => {
  const { fake } = await on(WhereSecrets);
  await fireEvent.click(button("Passphrase vault: Move here…"));
  expect(screen.getByRole("dialog", { name: "Create a passphrase vault" }).textContent).toContain(
    "every secret is lost",
  );
  await type("Passphrase", "correct horse ");
  await type("Repeat the passphrase", "correct horse ");
  await fireEvent.click(button("Create and move secrets"));
  await eventually(gone);
  expect(fake.passphrase, "a blank at the end belongs to it").toBe("correct horse ");
  expect(callsOf(fake, "holdSecret")).toEqual([
    ["correct horse ", "newPassphrase"],
    ["correct horse ", "passphrase"],
  ]);
  expect(fake.view.vault.mode).toBe("passphrase");
  expect(button("Change passphrase…")).toBeTruthy();
});

test("one that is too short, or typed differently, is refused at its field", async () => {
  const { fake } = await on(WhereSecrets);
  await fireEvent.click(button("Passphrase vault: Move here…"));
  await type("Passphrase", "seven77");
  await type("Repeat the passphrase", "seven77");
  await fireEvent.click(button("Create and move secrets"));
  await eventually(() => expect(screen.getByText("Use at least 8 characters.")).toBeTruthy());
  expect(callsOf(fake, "createPassphraseVault")).toEqual([]);

  await fireEvent.click(button("Remove passphrase"));
  await eventually(() => expect(button("Create and move secrets").disabled).toBe(false));
  await type("Passphrase", "correct horse");
  await fireEvent.click(button("Create and move secrets"));
  await eventually(() => expect(described(field("Repeat the passphrase"))).toContain("not the same passphrase"));
  expect(field("Passphrase").value, "both are entered again").toBe("");
  expect(fake.view.vault.mode).toBe("keyring");
});

test("where the data folder holds a vault, its passphrase is asked for instead of a new one", async () => {
  const { fake } = await on(WhereSecrets, (one) => {
    one.passphrase = "correct horse";
    one.view.vault = { ...vaultOf("keyring"), hasPassphraseVault: true };
  });
  await fireEvent.click(button("Passphrase vault: Move here…"));
  await type("Its passphrase", "correct house");
  await fireEvent.click(button("Move secrets into it"));
  await eventually(() => expect(described(field("Its passphrase"))).toContain("does not open the vault"));
  await type("Its passphrase", "correct horse");
  await fireEvent.click(button("Move secrets into it"));
  await eventually(gone);
  expect(fake.view.vault.mode).toBe("passphrase");
});

test("moving into the keyring says what happens, and shows why it did not", async () => {
  const { fake } = await on(WhereSecrets, sealed);
  await fireEvent.click(button("OS keyring: Move here…"));
  const dialog = screen.getByRole("dialog", { name: "Move secrets into the OS keyring?" });
  expect(dialog.textContent).toContain("read back and compared");
  const nextStep = "Start GNOME Keyring, then try again.";
  fake.failures.set("moveVault", {
    code: "keyring_no_service",
    sentence: "No keyring is running.",
    nextStep,
    fields: [],
  });
  await fireEvent.click(button("Move"));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain(nextStep));
  expect(fake.view.vault.mode).toBe("passphrase");
  await eventually(() => expect(button("Move").disabled).toBe(false));
  await fireEvent.click(button("Move"));
  await eventually(gone);
  expect(callsOf(fake, "moveVault")).toEqual([
    ["keyring", null],
    ["keyring", null],
  ]);
  expect(fake.view.vault.mode).toBe("keyring");
});

test("a locked vault is unlocked before secrets can leave it", async () => {
  const { fake } = await on(WhereSecrets, (one) => one.lockVault("correct horse"));
  await fireEvent.click(button("OS keyring: Move here…"));
  expect(button("Move").disabled).toBe(true);
  await type("First, the vault’s passphrase", "correct horse");
  await fireEvent.submit(field("First, the vault’s passphrase").form as HTMLFormElement);
  await eventually(() => expect(button("Move").disabled).toBe(false));
  await eventually(() => expect(document.activeElement).toBe(button("Move")));
  await fireEvent.click(button("Move"));
  await eventually(() => expect(fake.view.vault.mode).toBe("keyring"));
});

test("memory only says what is forgotten and what stays", async () => {
  const { fake } = await on(WhereSecrets);
  await fireEvent.click(button("Memory only: Use…"));
  const { textContent } = screen.getByRole("dialog", { name: "Keep secrets in memory only?" });
  expect(textContent).toContain("forgotten when Gatepass closes");
  expect(textContent).toContain("Those in the OS keyring stay there");
  await fireEvent.click(button("Use memory only"));
  await eventually(() => expect(fake.view.vault.mode).toBe("memory"));
});

test("the passphrase is changed with the present one, which is refused at its own field", async () => {
  const { fake } = await on(WhereSecrets, sealed);
  await fireEvent.click(button("Change passphrase…"));
  const fill = async (present: string) => {
    await type("Present passphrase", present);
    await type("New passphrase", "battery staple");
    await type("Repeat the new passphrase", "battery staple");
    await fireEvent.click(button("Change"));
  };
  await fill("correct house");
  await eventually(() => expect(described(field("Present passphrase"))).toContain("does not open the vault"));
  expect(fake.passphrase).toBe("correct horse");
  await fill("correct horse");
  await eventually(gone);
  expect(fake.passphrase).toBe("battery staple");
});

test("closing a dialog wipes what was entered", async () => {
  const { fake } = await on(WhereSecrets);
  await fireEvent.click(button("Passphrase vault: Move here…"));
  await fireEvent.click(button("Cancel"));
  await eventually(gone);
  expect(callsOf(fake, "dropHeldSecrets")).toHaveLength(1);
});

test("a locked vault is opened in the banner; a wrong passphrase is said at the field and asked for again", async () => {
  const { fake } = await on(VaultBanner, (one) => one.lockVault("correct horse"));
  expect(screen.getByRole("note").textContent).toContain("The passphrase vault is locked");
  await type("Passphrase", "correct house");
  await fireEvent.click(button("Unlock"));
  await eventually(() => expect(described(field("Passphrase"))).toContain("does not open the vault"));
  await eventually(() => expect(document.activeElement).toBe(field("Passphrase")));
  await type("Passphrase", "correct horse");
  await fireEvent.click(button("Unlock"));
  await eventually(() => expect(screen.queryByRole("note")).toBeNull());
  expect(fake.view.vault.state).toBe("ready");
});

test("nothing entered unlocks nothing, and says so", async () => {
  let unlocked = 0;
  const props = { focus: true, onunlocked: () => (unlocked += 1) };
  const { fake } = await on(Unlock, (one) => one.lockVault("correct horse"), props);
  await eventually(() => expect(document.activeElement).toBe(field("Passphrase")));
  await fireEvent.click(button("Unlock"));
  await eventually(() => expect(described(field("Passphrase"))).toContain("Enter it first"));
  expect(callsOf(fake, "unlockVault")).toEqual([]);
  await type("Passphrase", "correct horse");
  await fireEvent.click(button("Unlock"));
  await eventually(() => expect(unlocked).toBe(1));
});

test("without a keyring the banner offers a passphrase, and says what stays behind", async () => {
  const { fake } = await on(VaultBanner, (one) => one.loseVault());
  await fireEvent.click(button("Use a passphrase instead"));
  expect(screen.getByRole("dialog").textContent).toContain("What the keyring holds stays there");
  await type("Passphrase", "correct horse");
  await type("Repeat the passphrase", "correct horse");
  await fireEvent.click(button("Create and move secrets"));
  await eventually(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(fake.view.vault.mode).toBe("passphrase");
});

test("the first start says which vault it is that is locked", () => {
  const locked = { ...vaultOf("passphrase"), state: "locked" as const };
  expect(vaultSentence(locked)).toContain("enter its passphrase");
  expect(vaultSentence({ ...vaultOf("keyring"), state: "locked" })).toContain("your system asks");
});
