// The form follows the provider, says what is wrong where it is wrong, and loses nothing that was typed.
import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { providers } from "../src/lib/fake/providers";
import { emptyDraft } from "../src/lib/state/draft";
import { Form } from "../src/lib/state/form.svelte";
import AddIntegration from "../src/views/add/AddIntegration.svelte";
import IntegrationForm from "../src/views/form/IntegrationForm.svelte";
import { callsOf, described, eventually, opened, show } from "./stage";

const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const button = (name: string | RegExp) => screen.getByRole("button", { name });

async function staged(provider = "smart-bonding") {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  const form = new Form(
    fake,
    providers,
    emptyDraft(providers.find((p) => p.id === provider) ?? (providers[0] as (typeof providers)[0])),
  );
  const onsaved = vi.fn();
  show(gatepass, IntegrationForm, { form, onsaved });
  return { fake, gatepass, form, onsaved };
}

async function type(label: string, text: string) {
  await fireEvent.input(input(label), { target: { value: text } });
}

test("another environment has another token address", async () => {
  const { form } = await staged();
  const stage = form.draft.tokenEndpoint;
  await fireEvent.click(screen.getByRole("radio", { name: "Production" }));
  expect(form.draft.tokenEndpoint).toBe("https://id.cisco.com/oauth2/default/v1/token");
  expect(form.draft.apiOrigins).toEqual(["https://sb.cisco.com"]);
  await fireEvent.click(button(/^More/));
  expect(input("Token address").value).toBe("https://id.cisco.com/oauth2/default/v1/token");
  await fireEvent.click(screen.getByRole("radio", { name: "Stage" }));
  expect(form.draft.tokenEndpoint).toBe(stage);
});

test("an address that was typed comes back with its environment", async () => {
  const { form } = await staged("pivot");
  await fireEvent.click(screen.getByRole("radio", { name: "Production" }));
  await eventually(() => input("Token address"));
  await type("Token address", "https://api.pivotts.com/token");
  await fireEvent.click(screen.getByRole("radio", { name: "UAT" }));
  expect(form.draft.tokenEndpoint).toContain("api-uat");
  await fireEvent.click(screen.getByRole("radio", { name: "Production" }));
  expect(form.draft.tokenEndpoint).toBe("https://api.pivotts.com/token");
});

test("allowed origins are one a line, and stay as typed", async () => {
  const { form } = await staged("custom");
  await type("Allowed origins", "https://a.example\n\n https://b.example\n");
  expect(form.draft.apiOrigins).toEqual(["https://a.example", "https://b.example"]);
  expect(input("Allowed origins").value).toBe("https://a.example\n\n https://b.example\n");
});

test("only a provider with a subscription key asks for one, and only a custom one for its header", async () => {
  await staged("pivot");
  expect(screen.getByLabelText("Subscription key")).toBeTruthy();
  await fireEvent.click(screen.getByRole("radio", { name: "Custom" }));
  expect(screen.queryByLabelText("Subscription key")).toBeNull();
  expect(input("Token header").value).toBe("Authorization");
  expect(input("Token address").value).toBe("");
});

test("choosing another provider keeps the name and the client id", async () => {
  const { form } = await staged("pivot");
  await type("Name", "Contoso");
  await type("Client id", "abc");
  await fireEvent.click(screen.getByRole("radio", { name: "API Console" }));
  expect(form.draft).toMatchObject({
    provider: "api-console",
    environment: "production",
    label: "Contoso",
    clientId: "abc",
  });
});

test("nothing is blamed before it was visited", async () => {
  const { form } = await staged();
  await eventually(() => expect(form.check.problems.length).toBeGreaterThan(0));
  expect(input("Client id").getAttribute("aria-invalid")).toBeNull();
  await fireEvent.blur(input("Client id"));
  expect(input("Client id").getAttribute("aria-invalid")).toBe("true");
  expect(described(input("Client id"))).toContain("The client id is missing.");
  expect(input("Name").getAttribute("aria-invalid")).toBeNull();
});

test("a secret that just came in is not called missing until the next check has run", async () => {
  const { form } = await staged();
  await eventually(() => expect(form.check.problems.length).toBeGreaterThan(0));
  form.visit("clientSecret");
  expect(form.problem("clientSecret")).toBe("The client secret is missing.");
  form.draft.clientSecret = { kind: "held", handle: "h" };
  expect(form.problem("clientSecret")).toBe("");
});

test("what was cleaned is said under the field", async () => {
  await staged();
  await type("Client id", "abc ");
  await eventually(() => expect(described(input("Client id"))).toContain("A blank around it was removed."));
});

test("saving takes the secret along, and a refused one keeps everything and focuses the first fault", async () => {
  const { fake, onsaved, form } = await staged();
  await type("Client id", "abc");
  input("Client secret").value = "typed-secret";
  await fireEvent.click(button("Save"));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("This cannot be saved yet."));
  expect(onsaved).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(input("Name"));
  expect(described(input("Name"))).toContain("Give it a name.");
  expect(input("Client id").value).toBe("abc");
  expect(form.draft.clientSecret.kind).toBe("held");
  expect(callsOf(fake, "holdSecret")).toEqual([["typed-secret", "form"]]);
  expect(JSON.stringify(callsOf(fake, "saveIntegration"))).not.toContain("typed-secret");

  await type("Name", "Contoso");
  await fireEvent.click(button("Save and get a token"));
  await eventually(() => expect(onsaved).toHaveBeenCalledOnce());
  expect(onsaved.mock.calls[0]?.[1]).toBe(true);
});

test("Ctrl Enter saves and gets a token from any field", async () => {
  const { fake } = await staged();
  await fireEvent.keyDown(input("Name"), { key: "Enter", ctrlKey: true });
  await eventually(() => expect(callsOf(fake, "saveIntegration")).toHaveLength(1));
});

test("a sandbox client fills the id and the secrets, as handles", async () => {
  const { form } = await staged("pivot");
  await fireEvent.click(screen.getByRole("radio", { name: "Sandbox" }));
  await fireEvent.click(button("Use a sandbox client"));
  await eventually(() => expect(form.draft.clientSecret.kind).toBe("held"));
  expect(input("Client id").value).toBe("sandbox-pivot-7c20f");
  expect(form.draft.subscriptionKey.kind).toBe("held");
});

test("an address at another origin asks for the secret again, and the kept one cannot stay", async () => {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  const form = new Form(fake, providers, await fake.draft("i2"));
  show(gatepass, IntegrationForm, { form, onsaved: () => {} });
  expect(button("Replace client secret")).toBeTruthy();
  await fireEvent.click(button(/^More/));
  await type("Token address", "https://elsewhere.example/token");
  await eventually(() => expect(screen.getByText(/enter it again/)).toBeTruthy());
  expect(input("Client secret").type).toBe("password");
  expect(screen.queryByRole("button", { name: "Keep the present one" })).toBeNull();
  await type("Token address", "https://id.cisco.com/oauth2/other");
  await eventually(() => expect(button("Replace client secret")).toBeTruthy());
});

test("a value of an extra header is secret unless it is marked public", async () => {
  const { fake, form } = await staged("custom");
  await fireEvent.click(button(/^More/));
  await fireEvent.click(button("Add a header"));
  await type("Header name", "X-Key");
  input("Header value").value = "abc";
  await fireEvent.blur(input("Header value"));
  await eventually(() => expect(form.draft.extraHeaders[0]?.value.kind).toBe("held"));
  expect(form.draft.extraHeaders[0]?.name).toBe("X-Key");
  expect(callsOf(fake, "holdSecret")).toEqual([["abc", "form"]]);
  await fireEvent.click(screen.getByLabelText("Public"));
  expect(form.draft.extraHeaders[0]?.value).toEqual({ kind: "public", text: "" });
});

test("a replaced secret can be kept after all", async () => {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  const form = new Form(fake, providers, await fake.draft("i2"));
  show(gatepass, IntegrationForm, { form, onsaved: () => {} });
  await fireEvent.click(button("Replace client secret"));
  expect(form.isDirty).toBe(true);
  await fireEvent.click(button("Keep the present one"));
  expect(form.draft.clientSecret).toMatchObject({ kind: "kept", lastFour: "9xQ2" });
  expect(form.isDirty).toBe(false);
});

test("choosing is not typing: only what was entered asks before it is lost", async () => {
  const { form } = await staged("pivot");
  await fireEvent.click(screen.getByRole("radio", { name: "Custom" }));
  await fireEvent.click(screen.getByRole("radio", { name: "Sandbox" }));
  expect(form.isDirty).toBe(false);
  await type("Token address", "https://a.example");
  expect(form.isDirty).toBe(true);
});

test("what was held is dropped when the form goes", async () => {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  const { unmount } = show(gatepass, AddIntegration);
  await eventually(() => input("Name"));
  unmount();
  expect(callsOf(fake, "dropHeldSecrets").length).toBeGreaterThan(0);
});
