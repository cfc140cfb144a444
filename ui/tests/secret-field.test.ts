// A secret goes in and never stays: the field is empty before the backend has answered.
import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import SecretField from "../src/components/form/SecretField.svelte";
import type { HeldSecretView } from "../src/lib/bindings";
import { callsOf, described, eventually, opened, show } from "./stage";

const field = () => screen.getByLabelText<HTMLInputElement>("Client secret");

async function staged(props: Record<string, unknown> = {}) {
  const { fake, gatepass } = await opened();
  const onheld = vi.fn();
  const view = show(gatepass, SecretField, {
    label: "Client secret",
    kind: "empty",
    onheld,
    onclear: () => {},
    ...props,
  });
  gatepass.clock.stop();
  return { fake, onheld, view };
}

test("on blur the text is handed over and the field emptied in the same tick", async () => {
  const { fake, onheld } = await staged();
  field().value = "s3cr3t-value";
  field().dispatchEvent(new FocusEvent("blur"));
  expect(field().value).toBe("");
  expect(callsOf(fake, "holdSecret")).toEqual([["s3cr3t-value", "form"]]);
  await eventually(() => expect(onheld).toHaveBeenCalledOnce());
  expect(JSON.stringify(onheld.mock.calls)).not.toContain("s3cr3t");
  expect(document.body.innerHTML).not.toContain("s3cr3t");
});

test("an empty field hands nothing over", async () => {
  const { fake } = await staged();
  await fireEvent.blur(field());
  expect(callsOf(fake, "holdSecret")).toEqual([]);
});

test("submitting takes what still stands in it, and waits until it is held", async () => {
  let registered: { flush(): Promise<void>; hasText(): boolean } | undefined;
  const { onheld } = await staged({
    register: (it: typeof registered) => {
      registered = it;
      return () => {};
    },
  });
  field().value = "typed";
  expect(registered?.hasText()).toBe(true);
  await registered?.flush();
  expect(onheld).toHaveBeenCalledOnce();
  expect(registered?.hasText()).toBe(false);
});

test("it is a password field that nothing completes or spell-checks", async () => {
  await staged();
  expect(field().type).toBe("password");
  expect(field().autocomplete).toBe("off");
  expect(field().getAttribute("spellcheck")).toBe("false");
});

test("Paste asks Rust and never sees the text", async () => {
  const { fake, onheld } = await staged();
  await fireEvent.click(screen.getByRole("button", { name: "Paste client secret" }));
  await eventually(() => expect(onheld).toHaveBeenCalledOnce());
  expect(callsOf(fake, "pasteSecret")).toHaveLength(1);
  expect(callsOf(fake, "holdSecret")).toHaveLength(0);
});

test("a secret that could not be taken says so, linked to the field", async () => {
  const { fake } = await staged();
  fake.failures.set("holdSecret", {
    code: "x",
    sentence: "It could not be taken.",
    nextStep: "Enter it again.",
    fields: [],
  });
  field().value = "lost";
  await fireEvent.blur(field());
  await eventually(() => expect(described(field())).toContain("It could not be taken. Enter it again."));
  expect(field().getAttribute("aria-invalid")).toBe("true");
});

test("a held one shows dots, its length in words, and what was cleaned", async () => {
  const held: HeldSecretView = { handle: "h", length: 40, note: "A blank at the end was removed.", problem: "" };
  const { view } = await staged({ kind: "held", held });
  expect(view.container.textContent).toContain("•".repeat(24));
  expect(view.container.textContent).not.toContain("•".repeat(25));
  expect(screen.getByRole("group", { name: "Client secret: entered, 40 characters" })).toBeTruthy();
  expect(described(screen.getByRole("button", { name: "Remove client secret" }))).toContain("A blank at the end");
});

test("a kept one shows its last four and can only be replaced", async () => {
  const onclear = vi.fn();
  await staged({ kind: "kept", keptAs: "•••• 9xQ2 · set 3 days ago", onclear });
  expect(screen.queryByLabelText("Client secret", { selector: "input" })).toBeNull();
  await fireEvent.click(screen.getByRole("button", { name: "Replace client secret" }));
  expect(onclear).toHaveBeenCalledOnce();
});
