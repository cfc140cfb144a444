// Rotation in Setup: beside, tested, used, taken back, confirmed; and the reminder of an old secret.
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, expect, test } from "vitest";
import App from "../../src/App.svelte";
import type { FakeBackend } from "../../src/lib/backend.fake";
import type { SettingsView } from "../../src/lib/bindings";
import { integration } from "../../src/lib/fake/integrations";
import { secretAge } from "../../src/lib/fake/secrets";
import { callsOf, eventually, opened } from "../stage";

let stop = () => {};
afterEach(() => stop());

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
/** Presses it once it can be pressed: a step under way keeps the next one waiting. */
async function press(name: string) {
  await eventually(() => expect(button(name).disabled).toBe(false));
  await fireEvent.click(button(name));
}
const region = (name: string) => screen.findByRole("region", { name });

async function setup(change: (fake: FakeBackend) => void = () => {}) {
  const { fake, gatepass } = await opened((fake) => {
    fake.view.integrations = [integration("cisco-support", "Mine", "production", { id: "one" })];
    change(fake);
  });
  stop = () => gatepass.clock.stop();
  render(App, { gatepass });
  gatepass.navigation.open("one", "setup");
  await tick();
  await eventually(() => button(/^(Rotate client secret…|Use the new one|Go back to the old one)$/));
  return { fake, gatepass };
}

/** Types a new secret and keeps it beside the old one. */
async function put() {
  await fireEvent.click(button("Rotate client secret…"));
  const dialog = screen.getByRole("dialog", { name: "Rotate client secret" });
  const field = within(dialog).getByLabelText("New client secret");
  await fireEvent.input(field, { target: { value: "new-secret-0002" } });
  await fireEvent.click(within(dialog).getByRole("button", { name: "Keep it beside the old one" }));
  return region("Rotation of the client secret");
}

test("a new secret goes to Rust, lies beside the old one, and changes nothing else", async () => {
  const { fake } = await setup();
  const card = await put();
  expect(callsOf(fake, "holdSecret")).toEqual([["new-secret-0002", "form"]]);
  expect(callsOf(fake, "putSecretBeside")[0]?.slice(0, 2)).toEqual(["one", "client_secret"]);
  expect(card.textContent).toContain("A new client secret waits, one that ends in m3Wz");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(callsOf(fake, "saveIntegration")).toEqual([]);
});

test("nothing entered is said at the field, and what Rust refuses too", async () => {
  const { fake } = await setup();
  await fireEvent.click(button("Rotate client secret…"));
  await fireEvent.click(button("Keep it beside the old one"));
  await eventually(() => expect(screen.getByRole("dialog").textContent).toContain("Enter the new client secret."));
  const fields = [{ field: "secret", message: "This is the one that is in use already." }];
  fake.failures.set("putSecretBeside", { code: "form_refused", sentence: "No.", nextStep: "", fields });
  await fireEvent.input(screen.getByLabelText("New client secret"), { target: { value: "same" } });
  await fireEvent.click(button("Keep it beside the old one"));
  await eventually(() => expect(screen.getByRole("dialog").textContent).toContain("in use already"));
});

test("a test that works is said, and the way on is to use it", async () => {
  const { fake } = await setup();
  const card = await put();
  await press("Test");
  await eventually(() => expect(card.textContent).toContain("It works."));
  expect(card.textContent).toContain("It was not kept");
  expect(callsOf(fake, "testSecretBeside")).toEqual([["one", "client_secret"]]);
  expect(callsOf(fake, "getToken")).toEqual([]);
});

test("a wrong secret teaches as a refusal does, and can be discarded", async () => {
  const { fake } = await setup((fake) => {
    fake.newSecretWorks = false;
  });
  const card = await put();
  await press("Test");
  await eventually(() => expect(within(card).getByRole("alert").textContent).toContain("The client was refused"));
  expect(card.textContent).toContain("The one in use was not touched.");
  expect(card.textContent).toContain("Compare the new secret");
  await press("Discard it");
  await eventually(() => button("Rotate client secret…"));
  expect(callsOf(fake, "forgetSecretBeside")).toEqual([["one", "client_secret"]]);
});

test("used, taken back, used again, confirmed", async () => {
  const { fake } = await setup();
  await put();
  await press("Use the new one");
  await eventually(() => button("Everything works: forget the old one"));
  expect((await region("Rotation of the client secret")).textContent).toContain(
    "The old one that ends in 9xQ2 is kept",
  );
  await press("Go back to the old one");
  await eventually(() => button("Use the new one"));
  await press("Use the new one");
  await eventually(() => button("Everything works: forget the old one"));
  await press("Everything works: forget the old one");
  await eventually(() => button("Rotate client secret…"));
  const names = fake.calls
    .map(([name]) => name)
    .filter((name) => /Secret(Beside)?$/.test(String(name)) && name !== "holdSecret");
  expect(names).toEqual([
    "putSecretBeside",
    "useSecretBeside",
    "goBackToSecret",
    "useSecretBeside",
    "forgetSecretBeside",
  ]);
});

test("a step that fails leaves the card as it was and says so", async () => {
  const { fake, gatepass } = await setup();
  await put();
  fake.failures.set("useSecretBeside", { code: "x", sentence: "The disk is full.", nextStep: "", fields: [] });
  await press("Use the new one");
  await eventually(() => expect(gatepass.desk.error?.sentence).toBe("The disk is full."));
  await eventually(() => expect(button("Use the new one").disabled).toBe(false));
});

test("what was typed into the form stays while its secret is rotated", async () => {
  await setup();
  await fireEvent.input(screen.getByLabelText("Name"), { target: { value: "Renamed" } });
  await put();
  await press("Use the new one");
  await eventually(() => button("Go back to the old one"));
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Renamed");
});

test("where somebody signs in there is no test, and it is said why", async () => {
  await setup((fake) => {
    const one = integration("api-console", "Mine", "production", { id: "one", grant: "authorization_code" });
    fake.view.integrations = [one];
  });
  const card = await put();
  expect(within(card).queryByRole("button", { name: "Test" })).toBeNull();
  expect(card.textContent).toContain("somebody has to sign in");
});

test("the sandbox issues another secret for its own client", async () => {
  const { fake } = await setup((fake) => {
    fake.view.integrations = [integration("cisco-support", "Mine", "sandbox", { id: "one" })];
  });
  await fireEvent.click(button("Rotate client secret…"));
  await fireEvent.click(button("Issue another secret"));
  await eventually(() => screen.getByRole("group", { name: /^New client secret: entered/ }));
  await fireEvent.click(button("Keep it beside the old one"));
  await region("Rotation of the client secret");
  expect(callsOf(fake, "sandboxSecret")).toEqual([["one", "client_secret"]]);
});

test("a shared key says whose it is too", async () => {
  await setup((fake) => {
    const secrets = [
      secretAge("client_secret", "Client secret", 3),
      secretAge("subscription_key", "Subscription key", 214, { sharedWith: ["The other"] }),
    ];
    fake.view.integrations = [integration("pivot", "Mine", "uat", { id: "one", secrets })];
  });
  expect(screen.getByText("Set 214 days ago")).toBeTruthy();
  await fireEvent.click(button("Rotate subscription key…"));
  expect(screen.getByRole("dialog").textContent).toContain("It will be used by The other too.");
});

const old = (fake: FakeBackend) => {
  const secrets = [secretAge("client_secret", "Client secret", 214, { reminds: true })];
  fake.view.integrations = [integration("cisco-support", "Mine", "production", { id: "one", secrets })];
};

test("an old secret is marked in the list and in Setup until that is dismissed", async () => {
  const { fake } = await setup(old);
  const row = () => screen.getByRole("option", { name: /^Mine/ });
  expect(row().textContent).toContain("an old secret");
  const note = screen.getByRole("note");
  expect(note.textContent).toContain("Client secret was set 214 days ago.");
  expect(note.textContent).toContain("after 180 days");
  await fireEvent.click(within(note).getByRole("button", { name: "Dismiss" }));
  await eventually(() => expect(screen.queryByText(/was set 214 days ago/)).toBeNull());
  expect(row().textContent).not.toContain("an old secret");
  expect(callsOf(fake, "dismissReminders")).toEqual([["one"]]);
});

test("the number of days is a setting, and never is one of them", async () => {
  const { fake, gatepass } = await setup();
  gatepass.navigation.go({ kind: "settings" });
  await tick();
  const select = screen.getByRole<HTMLSelectElement>("combobox", { name: "Remind me when a secret is older than" });
  expect(select.selectedOptions[0]?.textContent).toBe("180 days");
  await fireEvent.change(select, { target: { value: "0" } });
  await eventually(() => expect((callsOf(fake, "saveSettings").at(-1) as [SettingsView])[0].remindAfterDays).toBe(0));
});
