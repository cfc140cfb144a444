// Save for support: shows exactly what will be written, writes that, and says where it is or why nothing was written.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { FakeBackend } from "../../src/lib/backend.fake";
import type { SupportSourceView } from "../../src/lib/bindings";
import { integration, keyRefused } from "../../src/lib/fake/integrations";
import { exchangeOf } from "../../src/lib/fake/requests";
import TokenTab from "../../src/views/integration/TokenTab.svelte";
import SaveForSupport from "../../src/views/support/SaveForSupport.svelte";
import { callsOf, eventually, opened, show } from "../stage";

const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });
const source: SupportSourceView = { kind: "exchange", id: "x1" };

async function asked(change: (fake: FakeBackend) => void = () => {}) {
  const { fake, gatepass } = await opened(change);
  gatepass.clock.stop();
  let closed = false;
  show(gatepass, SaveForSupport, { source, onclose: () => (closed = true) });
  return { fake, isClosed: () => closed };
}

test("both files are shown before anything is written", async () => {
  const { fake } = await asked();
  const text = await screen.findByRole("region", { name: "The text file" });
  expect(text.textContent).toContain("The client was refused");
  await fireEvent.click(screen.getByRole("radio", { name: "HAR" }));
  expect(screen.getByRole("region", { name: "The HAR file" }).textContent).toContain('"version": "1.2"');
  expect(callsOf(fake, "saveSupport")).toEqual([]);
});

test("a body that may hold data of persons is left out until it is wanted, and what is shown last is written", async () => {
  const { fake } = await asked();
  const text = await screen.findByRole("region", { name: "The text file" });
  expect(text.textContent).toContain("left out");
  const box = screen.getByRole<HTMLInputElement>("checkbox", { name: /^With the answer’s body/ });
  expect(box.checked).toBe(false);
  await fireEvent.click(box);
  await eventually(() => expect(text.textContent).toContain('"bugs"'));
  expect(callsOf(fake, "previewSupport")).toEqual([
    [source, false],
    [source, true],
  ]);
  expect(screen.getByRole("checkbox", { name: /^With the answer’s body/ }), "it stays a choice").toBeTruthy();
  await fireEvent.click(button("Save both files"));
  await eventually(() => screen.getByRole("dialog", { name: "Saved for support" }));
  expect(callsOf(fake, "saveSupport")).toEqual([["strue"]]);
  expect(screen.getByText("gatepass-support-token-request.har")).toBeTruthy();
  expect(document.activeElement).toBe(button("Done"));
});

test("where the secrets cannot be read there is nothing to save, and it is said why", async () => {
  const failure = {
    code: "keyring_locked",
    sentence: "Nothing was written: unknown.",
    nextStep: "Unlock it.",
    fields: [],
  };
  const { fake, isClosed } = await asked((fake) => fake.failures.set("previewSupport", failure));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Nothing was written");
  expect(screen.queryByRole("button", { name: "Save both files" })).toBeNull();
  await fireEvent.click(button("Try again"));
  await screen.findByRole("region", { name: "The text file" });
  expect(callsOf(fake, "saveSupport")).toEqual([]);
  await fireEvent.click(button("Cancel"));
  expect(isClosed()).toBe(true);
});

test("a save that was refused says so and can be tried again", async () => {
  const { fake } = await asked();
  await screen.findByRole("region", { name: "The text file" });
  fake.failures.set("saveSupport", { code: "x", sentence: "A secret was still found.", nextStep: "", fields: [] });
  await fireEvent.click(button("Save both files"));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("still found"));
  expect(screen.queryByRole("dialog", { name: "Saved for support" })).toBeNull();
});

test("a refused token request offers it, one that was never sent does not", async () => {
  const one = integration("custom", "Mine", "production", { id: "one" });
  const refusal = { ...keyRefused, exchange: exchangeOf(one, 401, "no") };
  const { fake, gatepass } = await opened((fake) => {
    fake.view.integrations = [{ ...one, refusal }];
  });
  gatepass.clock.stop();
  const props = {
    get integration() {
      return gatepass.desk.find("one");
    },
  };
  show(gatepass, TokenTab, props);
  await fireEvent.click(button("Save for support…"));
  const dialog = await screen.findByRole("dialog", { name: "Save for support?" });
  await eventually(() =>
    expect(callsOf(fake, "previewSupport")).toEqual([[{ kind: "token", integration: "one" }, false]]),
  );
  await fireEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
  gatepass.desk.put({ ...one, refusal: { ...keyRefused, exchange: null } });
  await eventually(() => expect(screen.queryByRole("button", { name: "Save for support…" })).toBeNull());
});
