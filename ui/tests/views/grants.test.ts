// How tokens are got: the choice, the fields that follow from it, and what a switch changes in the request.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { providers } from "../../src/lib/fake/providers";
import { emptyDraft } from "../../src/lib/state/draft";
import { Form } from "../../src/lib/state/form.svelte";
import IntegrationForm from "../../src/views/form/IntegrationForm.svelte";
import { callsOf, described, eventually, opened, show } from "../stage";

const radio = (name: string) => screen.getByRole<HTMLInputElement>("radio", { name });
const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });
const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const preview = () => screen.getByRole("region", { name: "What will be sent" });
const type = (label: string, text: string) => fireEvent.input(input(label), { target: { value: text } });
const marked = (tag: "del" | "ins") => [...preview().querySelectorAll(tag)].map((line) => line.textContent ?? "");

async function staged(provider = "api-console") {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  const chosen = providers.find((one) => one.id === provider);
  if (!chosen) throw new Error(`no provider ${provider}`);
  const form = new Form(fake, providers, emptyDraft(chosen));
  show(gatepass, IntegrationForm, { form, onsaved: () => {} });
  await eventually(() => expect(form.check.problems.length).toBeGreaterThan(0));
  return { fake, form };
}

test("a provider with one grant offers no choice", async () => {
  await staged("pivot");
  expect(screen.queryByRole("radiogroup", { name: "How tokens are got" })).toBeNull();
  expect(screen.queryByRole("group", { name: "Grants of the registration" })).toBeNull();
});

test("each grant says what it is; a discouraged one why, and what to use instead", async () => {
  await staged();
  const group = screen.getByRole("radiogroup", { name: "How tokens are got" });
  expect(described(group)).toContain("nobody signs in");
  await fireEvent.click(radio("Implicit"));
  expect(described(group)).toContain("Better not:");
  expect(described(group)).toContain("Authorization code does the same");
  await fireEvent.click(radio("Authorization code"));
  expect(described(group)).not.toContain("Better not:");
});

test("the grant in use cannot be taken off the registration, any other can", async () => {
  const { form } = await staged();
  expect(box("Client credentials").disabled).toBe(true);
  await fireEvent.click(box("Implicit"));
  await fireEvent.click(box("Refresh token"));
  expect(form.draft.grants).toEqual(["client_credentials", "authorization_code", "password"]);
  await fireEvent.click(radio("Implicit"));
  expect(box("Implicit").checked).toBe(true);
  expect(box("Implicit").disabled).toBe(true);
  expect(form.draft.grants).toEqual(["client_credentials", "authorization_code", "password", "implicit"]);
  form.setRegistered("implicit", false);
  expect(form.draft.grants).toContain("implicit");
});

test("choosing a grant is not yet typing", async () => {
  const { form } = await staged();
  await fireEvent.click(radio("Password"));
  await fireEvent.click(box("Implicit"));
  expect(form.isDirty).toBe(false);
  await type("Username", "me");
  expect(form.isDirty).toBe(true);
});

test("a sign-in asks for the redirect URI and says how the answer will come back", async () => {
  await staged();
  expect(screen.queryByLabelText("Redirect URI")).toBeNull();
  await fireEvent.click(radio("Authorization code"));
  expect(described(input("Redirect URI"))).toContain("Exactly as registered.");
  await type("Redirect URI", "http://127.0.0.1:8765/callback");
  expect(described(input("Redirect URI"))).toContain("Gatepass waits for the answer there.");
  await type("Redirect URI", "https://app.example.com/back");
  expect(described(input("Redirect URI"))).toContain("you will paste the address");
  expect(button("Save and sign in…")).toBeTruthy();
});

test("a public client needs no secret, and the form says so", async () => {
  const { form } = await staged();
  await fireEvent.click(radio("Authorization code"));
  expect(described(input("Client secret"))).toContain("Leave it empty for a public client.");
  await type("Name", "Me");
  await type("Client id", "abc");
  await type("Redirect URI", "http://127.0.0.1:8765/");
  await eventually(() => expect(form.check.problems).toEqual([]));
});

test("the password grant asks for a user, and the password is held, not kept", async () => {
  const { fake, form } = await staged();
  await fireEvent.click(radio("Password"));
  await type("Username", "me");
  const password = screen.getByLabelText<HTMLInputElement>("Password", { selector: "input[type=password]" });
  password.value = "my-password";
  await fireEvent.blur(password);
  await eventually(() => expect(form.draft.password.kind).toBe("held"));
  expect(callsOf(fake, "holdSecret")).toEqual([["my-password", "form"]]);
  expect(document.documentElement.outerHTML).not.toContain("my-password");
});

test("implicit sends no token request: no credentials travel", async () => {
  await staged();
  await fireEvent.click(radio("Implicit"));
  expect(screen.queryByRole("radiogroup", { name: "Where the credentials travel" })).toBeNull();
  await eventually(() => expect(preview().textContent).toContain("Its answer is the token"));
});

test("a custom server shows the authorization address, the others keep theirs under More", async () => {
  await staged("custom");
  await fireEvent.click(radio("Authorization code"));
  expect(input("Authorization address").value).toBe("");
  expect(screen.queryByLabelText("Revocation address")).toBeNull();
  await fireEvent.click(button(/^More/));
  expect(input("Revocation address")).toBeTruthy();
  expect(input("Introspection address")).toBeTruthy();
});

test("an authorization address that is missing opens More by itself", async () => {
  await staged();
  await fireEvent.click(radio("Legacy"));
  await fireEvent.click(radio("Authorization code"));
  await eventually(() => expect(input("Authorization address").value).toBe(""));
});

test("another environment brings its own addresses", async () => {
  const { form } = await staged();
  expect(form.draft.authorizationEndpoint).toBe("https://id.cisco.com/oauth2/default/v1/authorize");
  await fireEvent.click(radio("Sandbox"));
  expect(form.draft.authorizationEndpoint).toMatch(/^http:\/\/127\.0\.0\.1/);
  expect(form.draft.revocationEndpoint).toMatch(/^http:\/\/127\.0\.0\.1.*revoke$/);
});

test("a sandbox client brings redirect URI, username and password", async () => {
  const { form } = await staged();
  await fireEvent.click(radio("Sandbox"));
  await fireEvent.click(button("Use a sandbox client"));
  await eventually(() => expect(form.draft.password.kind).toBe("held"));
  expect(form.draft).toMatchObject({ username: "rehearsal", redirectUri: "http://127.0.0.1:8765/callback" });
});

test("before a sign-in the address that the browser opens stands first, then the token request", async () => {
  await staged();
  await fireEvent.click(radio("Authorization code"));
  await eventually(() => expect(within(preview()).getByText("The browser opens")).toBeTruthy());
  const text = preview().textContent ?? "";
  expect(text.indexOf("/authorize")).toBeGreaterThan(0);
  expect(text.indexOf("/authorize")).toBeLessThan(text.indexOf("Then Gatepass sends"));
  expect(text).toContain("code_verifier");
});

test("a switch of placement strikes what goes and marks what comes, in words and signs", async () => {
  await staged();
  await fireEvent.click(radio("Basic header"));
  await eventually(() => expect(marked("ins")).toHaveLength(1));
  expect(marked("ins")[0]).toMatch(/^\+.*added: .*Authorization:/s);
  expect(marked("del")).toHaveLength(2);
  expect(marked("del")[1]).toMatch(/^−.*removed: .*client_secret/s);
  expect(preview().textContent).toContain("Compared with Form body");
});

test("Show without changes ends the comparison", async () => {
  await staged();
  await fireEvent.click(radio("Basic header"));
  await eventually(() => expect(marked("ins")).toHaveLength(1));
  await fireEvent.click(button("Show without changes"));
  expect(marked("ins")).toEqual([]);
  expect(preview().textContent).toContain("Authorization:");
});

test("the next other edit ends the comparison too", async () => {
  await staged();
  await fireEvent.click(radio("Basic header"));
  await eventually(() => expect(marked("ins")).toHaveLength(1));
  await type("Client id", "abc");
  await eventually(() => expect(marked("ins")).toEqual([]));
  expect(screen.queryByRole("button", { name: "Show without changes" })).toBeNull();
});

test("a switch of grant shows the browser's address as new", async () => {
  await staged();
  await fireEvent.click(radio("Authorization code"));
  await eventually(() => expect(marked("ins").some((line) => line.includes("/authorize"))).toBe(true));
  expect(preview().textContent).toContain("Compared with Client credentials");
});

test("what was set up before there was a choice gets the address to sign in at from its environment", async () => {
  const { form } = await staged();
  form.draft.authorizationEndpoint = "";
  await fireEvent.click(radio("Password"));
  expect(form.draft.authorizationEndpoint).toBe("");
  await fireEvent.click(radio("Authorization code"));
  expect(form.draft.authorizationEndpoint).toBe("https://id.cisco.com/oauth2/default/v1/authorize");
  form.draft.authorizationEndpoint = "https://login.example.com/authorize";
  await fireEvent.click(radio("Implicit"));
  expect(form.draft.authorizationEndpoint).toBe("https://login.example.com/authorize");
});
