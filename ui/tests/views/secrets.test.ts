// A secret in the whole form: typed, pasted, replaced; where it goes and where it is afterwards.
import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { FakeBackend } from "../../src/lib/backend.fake";
import type { HeldSecretView } from "../../src/lib/bindings";
import { providers } from "../../src/lib/fake/providers";
import { emptyDraft } from "../../src/lib/state/draft";
import { Form } from "../../src/lib/state/form.svelte";
import IntegrationForm from "../../src/views/form/IntegrationForm.svelte";
import { callsOf, described, eventually, opened, show } from "../stage";

const SECRET = "wxQ-7f-secret-of-mine";
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });

async function staged(provider: string, prepare: (fake: FakeBackend) => void = () => {}) {
  const { fake, gatepass } = await opened(prepare);
  gatepass.clock.stop();
  const chosen = providers.find((one) => one.id === provider);
  if (!chosen) throw new Error(`no provider ${provider}`);
  const form = new Form(fake, providers, emptyDraft(chosen));
  show(gatepass, IntegrationForm, { form, onsaved: () => {} });
  return { fake, gatepass, form };
}

async function existing(id: string) {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  const form = new Form(fake, providers, await fake.draft(id));
  show(gatepass, IntegrationForm, { form, onsaved: () => {} });
  return { fake, form };
}

/** All that the page keeps, as text: the document with its fields' values, and the state. */
function kept(form: Form): string {
  const values = [...document.querySelectorAll<HTMLInputElement>("input, textarea")].map((one) => one.value);
  return document.documentElement.outerHTML + values.join() + JSON.stringify([form.draft, form.check, form.error]);
}

/** A backend whose answer is given by hand. */
function answered(fake: FakeBackend, name: "holdSecret" | "pasteSecret") {
  let answer: (secret: HeldSecretView) => void = () => {};
  fake[name] = (...args: string[]) => {
    fake.calls.push([name, ...args]);
    return new Promise((resolve) => (answer = resolve));
  };
  return (secret: Partial<HeldSecretView> = {}) =>
    answer({ handle: "h-late", length: 21, note: "", problem: "", ...secret });
}

test("once it left the field a secret is nowhere in the page", async () => {
  const { fake, form } = await staged("smart-bonding");
  const answer = answered(fake, "holdSecret");
  await fireEvent.input(field("Client secret"), { target: { value: SECRET } });
  expect(kept(form)).toContain(SECRET);
  field("Client secret").dispatchEvent(new FocusEvent("blur"));
  expect(kept(form), "before the backend answered").not.toContain(SECRET);
  answer();
  await eventually(() => expect(form.draft.clientSecret).toEqual({ kind: "held", handle: "h-late" }));
  expect(kept(form)).not.toContain(SECRET);
  expect(callsOf(fake, "holdSecret")).toEqual([[SECRET, "form"]]);
});

test("Enter in the field holds it once, saves, and sends a handle", async () => {
  const { fake } = await staged("smart-bonding");
  await fireEvent.input(field("Name"), { target: { value: "Contoso" } });
  await fireEvent.input(field("Client id"), { target: { value: "abc" } });
  const secret = field("Client secret");
  secret.value = SECRET;
  await fireEvent.keyDown(secret, { key: "Enter" });
  expect(secret.value).toBe("");
  await fireEvent.submit(document.querySelector("form") as HTMLFormElement);
  await eventually(() => expect(callsOf(fake, "saveIntegration")).toHaveLength(1));
  expect(callsOf(fake, "holdSecret")).toEqual([[SECRET, "form"]]);
  expect(callsOf(fake, "saveIntegration")[0]?.[0]).toMatchObject({ clientSecret: { kind: "held" } });
});

test("saving waits for a secret that is still on its way", async () => {
  const { fake } = await staged("smart-bonding");
  const answer = answered(fake, "holdSecret");
  field("Client secret").value = SECRET;
  field("Client secret").dispatchEvent(new FocusEvent("blur"));
  await fireEvent.click(button("Save"));
  expect(button("Save").disabled).toBe(true);
  expect(callsOf(fake, "saveIntegration")).toEqual([]);
  answer();
  await eventually(() => expect(callsOf(fake, "saveIntegration")).toHaveLength(1));
  expect(callsOf(fake, "saveIntegration")[0]?.[0]).toMatchObject({ clientSecret: { handle: "h-late" } });
});

test("saving waits for a paste that is still on its way", async () => {
  const { fake } = await staged("smart-bonding");
  const answer = answered(fake, "pasteSecret");
  await fireEvent.click(button("Paste client secret"));
  await fireEvent.click(button("Save"));
  expect(callsOf(fake, "saveIntegration")).toEqual([]);
  answer();
  await eventually(() => expect(callsOf(fake, "saveIntegration")).toHaveLength(1));
  expect(callsOf(fake, "saveIntegration")[0]?.[0]).toMatchObject({ clientSecret: { handle: "h-late" } });
});

test("a pasted one shows as dots with what was cleaned, and the focus stays in the field's place", async () => {
  await staged("smart-bonding");
  button("Paste client secret").focus();
  await fireEvent.click(button("Paste client secret"));
  await eventually(() => button("Remove client secret"));
  expect(screen.getByRole("group", { name: "Client secret: entered, 24 characters" })).toBeTruthy();
  expect(described(button("Remove client secret"))).toContain("A blank at the end was removed.");
  await eventually(() => expect(document.activeElement).toBe(button("Remove client secret")));
});

test("one that cannot be a secret is said to be a problem, linked to its button", async () => {
  const { fake } = await staged("smart-bonding");
  field("Client secret").value = "{{client_secret}}";
  await fireEvent.blur(field("Client secret"));
  await eventually(() =>
    expect(described(button("Remove client secret"))).toContain("This is a placeholder, not a secret."),
  );
  expect(callsOf(fake, "holdSecret")).toHaveLength(1);
});

test("Remove opens the field again, empty and with the focus", async () => {
  const { form } = await staged("smart-bonding");
  field("Client secret").value = SECRET;
  await fireEvent.blur(field("Client secret"));
  await eventually(() => button("Remove client secret"));
  await fireEvent.click(button("Remove client secret"));
  expect(form.draft.clientSecret).toEqual({ kind: "empty" });
  expect(field("Client secret").value).toBe("");
  await eventually(() => expect(document.activeElement).toBe(field("Client secret")));
});

test("one in the vault shows its end and its age, never more, and gives way only when it is replaced", async () => {
  const { fake, form } = await existing("i2");
  expect(screen.getByRole("group", { name: /^Client secret: ends in 9xQ2 · set 3 days ago$/ })).toBeTruthy();
  expect(form.draft.clientSecret.kind).toBe("kept");
  await fireEvent.click(button("Replace client secret"));
  field("Client secret").value = SECRET;
  await fireEvent.blur(field("Client secret"));
  await eventually(() => expect(form.draft.clientSecret.kind).toBe("held"));
  expect(callsOf(fake, "holdSecret")).toEqual([[SECRET, "form"]]);
  expect(kept(form)).not.toContain(SECRET);
});

test("after a move to another origin nothing is saved until the secret is entered again", async () => {
  const { fake, form } = await existing("i2");
  await fireEvent.click(button(/^More/));
  await fireEvent.input(field("Token address"), { target: { value: "https://elsewhere.example/token" } });
  await eventually(() => expect(screen.getByText(/enter it again/)).toBeTruthy());
  expect(screen.queryByRole("button", { name: "Keep the present one" })).toBeNull();
  await fireEvent.click(button("Save"));
  await eventually(() => expect(field("Client secret").getAttribute("aria-invalid")).toBe("true"));
  expect(described(field("Client secret"))).toContain("Enter the client secret again.");
  await eventually(() => expect(document.activeElement).toBe(field("Client secret")));
  field("Client secret").value = SECRET;
  await fireEvent.click(button("Save"));
  await eventually(() => expect(callsOf(fake, "saveIntegration")).toHaveLength(2));
  expect(callsOf(fake, "saveIntegration")[1]?.[0]).toMatchObject({ clientSecret: { kind: "held" } });
  expect(form.error).toBeNull();
});

test("a key that is in the vault already is offered with who uses it, and a new one can be entered instead", async () => {
  const { fake, form } = await staged("pivot");
  const choice = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Subscription key" });
  expect([...choice.options].map((option) => option.textContent)).toEqual([
    "Enter a new key",
    "•••• 4c2e, used by Pivot field notices, Pivot advisories for the northern region",
  ]);
  await fireEvent.change(choice, { target: { value: "k1" } });
  expect(form.draft.subscriptionKey).toEqual({ kind: "shared", id: "k1" });
  expect(screen.queryByLabelText("New subscription key")).toBeNull();
  await fireEvent.change(choice, { target: { value: "" } });
  field("New subscription key").value = SECRET;
  await fireEvent.blur(field("New subscription key"));
  await eventually(() => expect(form.draft.subscriptionKey.kind).toBe("held"));
  expect(callsOf(fake, "holdSecret")).toEqual([[SECRET, "form"]]);
});

test.each(providers.filter((one) => one.id !== "pivot").map((one) => one.id))(
  "%s asks for no subscription key",
  async (provider) => {
    await staged(provider);
    expect(screen.queryByLabelText(/subscription key/i)).toBeNull();
  },
);
