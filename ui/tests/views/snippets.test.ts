// A request as code: copied as it is, looked at, and copied with the token in it only where that is said.
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, expect, test } from "vitest";
import App from "../../src/App.svelte";
import type { FakeBackend } from "../../src/lib/backend.fake";
import type { CallView } from "../../src/lib/bindings";
import { callsOf, eventually, opened } from "../stage";

let stop = () => {};
afterEach(() => stop());

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const menu = async (item: string | RegExp) => {
  await fireEvent.click(button("Copy as"));
  await fireEvent.click(screen.getByRole("menuitem", { name: item }));
};
const dialog = () => screen.getByRole("dialog", { name: "This request as code" });

async function staged(change?: (fake: FakeBackend) => void) {
  const { fake, gatepass } = await opened(change);
  stop = () => gatepass.clock.stop();
  gatepass.navigation.open("i1", "requests");
  render(App, { gatepass });
  await eventually(() => expect(gatepass.requests.of("i1").form).toBeTruthy());
  await tick();
  const { form } = gatepass.requests.of("i1");
  if (form) form.values["query.customerId"] = "108432271";
  await eventually(() => button("Copy as"));
  return { fake, gatepass };
}

test("one click copies the request in a language, and answers where the click was", async () => {
  const { fake } = await staged();
  await menu("Python");
  await eventually(() => expect(button("Copied as Python").textContent).toContain("Copied"));
  const [call, language, withToken] = callsOf(fake, "copySnippet")[0] as [CallView, string, boolean];
  expect([call.values["query.customerId"], language, withToken]).toEqual(["108432271", "python", false]);
  expect(screen.getByRole("contentinfo").textContent).toContain("clears in");
});

test("what is missing is said in the form, and nothing is copied", async () => {
  const { gatepass } = await staged();
  const { form } = gatepass.requests.of("i1");
  if (form) form.values["query.customerId"] = "";
  await menu("curl");
  await eventually(() => expect(screen.getByText("The request is not complete.")).toBeTruthy());
  expect(screen.queryByRole("button", { name: "Copied as curl" })).toBeNull();
  await eventually(() => expect(screen.getByText("customerId is missing.")).toBeTruthy());
});

test("a secret that still stands in its field goes to Rust first: the code gets its handle", async () => {
  const { fake, gatepass } = await staged();
  const { form } = gatepass.requests.of("i1");
  if (form) {
    form.headers.push({ name: "X-Key", value: { kind: "secret", handle: "", length: 0 } });
    form.register({
      hasText: () => true,
      flush: async () => {
        const { handle, length } = await fake.holdSecret("typed key", "call");
        if (form.headers[0]) form.headers[0].value = { kind: "secret", handle, length };
      },
    });
  }
  await menu("curl");
  await eventually(() => expect(callsOf(fake, "copySnippet")).toHaveLength(1));
  const [call] = callsOf(fake, "copySnippet")[0] as [CallView];
  expect(call.headers).toEqual([
    { name: "X-Key", value: { kind: "secret", handle: expect.stringMatching(/^h/), length: 9 } },
  ]);
  expect(JSON.stringify(call)).not.toContain("typed key");
});

test("the code is shown in each language, with names in place of secrets", async () => {
  await staged();
  await menu(/Show code/);
  const code = (name: string) => within(dialog()).getByRole("group", { name: `The request as ${name}` });
  await eventually(() => expect(code("curl").textContent).toContain("Authorization: Bearer $TOKEN"));
  expect(document.activeElement).toBe(within(dialog()).getByRole("button", { name: "Copy" }));
  await fireEvent.click(within(dialog()).getByRole("tab", { name: "PowerShell" }));
  await eventually(() => expect(code("PowerShell").textContent).toContain("$env:TOKEN"));
  expect(code("PowerShell").textContent).toContain("customerId=108432271");
});

test("a language that answers late does not replace the one chosen since", async () => {
  const { fake } = await staged();
  await menu(/Show code/);
  await eventually(() => expect(dialog().textContent).toContain("curl 'https"));
  const ask = fake.snippet;
  let late = () => {};
  fake.snippet = async (call, language) => {
    if (language === "rust") await new Promise<void>((resolve) => (late = resolve));
    return ask(call, language);
  };
  await fireEvent.click(within(dialog()).getByRole("tab", { name: "Rust" }));
  await fireEvent.click(within(dialog()).getByRole("tab", { name: "Python" }));
  await eventually(() => expect(dialog().textContent).toContain("import requests"));
  late();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(dialog().textContent).toContain("import requests");
});

test("the token goes into the copy only by the button that says so", async () => {
  const { fake } = await staged();
  await menu(/Show code/);
  await eventually(() => expect(dialog().textContent).toContain("$TOKEN"));
  expect(dialog().textContent).toContain("The clipboard is cleared after 30 s.");
  await fireEvent.click(within(dialog()).getByRole("button", { name: "Copy" }));
  await eventually(() => expect(callsOf(fake, "copySnippet").map(([, ...how]) => how)).toEqual([["curl", false]]));
  await fireEvent.click(within(dialog()).getByRole("button", { name: "Copy with the token in it" }));
  await eventually(() => expect(callsOf(fake, "copySnippet").at(-1)?.slice(1)).toEqual(["curl", true]));
  await eventually(() => within(dialog()).getByRole("button", { name: "Copied" }));
});

test("a copy that failed says why in the dialog", async () => {
  const { fake } = await staged();
  await menu(/Show code/);
  await eventually(() => expect(dialog().textContent).toContain("$TOKEN"));
  fake.failures.set("copySnippet", { code: "x", sentence: "No token could be got.", nextStep: "", fields: [] });
  await fireEvent.click(within(dialog()).getByRole("button", { name: "Copy with the token in it" }));
  await eventually(() => expect(within(dialog()).getByRole("alert").textContent).toContain("No token could be got."));
});
