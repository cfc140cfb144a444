// Moving: what the dialogs say before anything is written, added or removed, and what they send to Rust.
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, expect, test } from "vitest";
import App from "../../src/App.svelte";
import type { FakeBackend } from "../../src/lib/backend.fake";
import { callsOf, eventually, opened } from "../stage";

let stop = () => {};
afterEach(() => stop());

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const dialog = (name: string) => screen.getByRole("dialog", { name });

async function staged(moving: "export" | "import" | "remove", change: (fake: FakeBackend) => void = () => {}) {
  const { fake, gatepass } = await opened(change);
  stop = () => gatepass.clock.stop();
  render(App, { gatepass });
  await tick();
  gatepass.moving = moving;
  await tick();
  return { fake, gatepass };
}

async function type(label: string, text: string) {
  const field = screen.getByLabelText(label, { selector: "input[type=password]" }) as HTMLInputElement;
  await fireEvent.input(field, { target: { value: text } });
  await fireEvent.blur(field);
}

async function typeBoth() {
  await type("Passphrase", "correct horse");
  await eventually(() => screen.getByRole("group", { name: /^Passphrase: entered/ }));
  await type("Passphrase again", "correct horse");
  await eventually(() => screen.getByRole("group", { name: /^Passphrase again: entered/ }));
}

async function chosen(content = "age-encryption.org/v1\n…") {
  const input = screen.getByLabelText("Sealed file") as HTMLInputElement;
  const file = new File([content], "from-somebody.age");
  Object.defineProperty(input, "files", { value: [file], configurable: true });
  await fireEvent.change(input);
}

async function preview() {
  await chosen();
  await eventually(() => screen.getByLabelText("Passphrase"));
  await type("Passphrase", "correct horse");
  await fireEvent.click(button("Open"));
  await eventually(() => dialog("What this file would bring"));
}

test("all that can be moved is chosen, sealed under a passphrase that was typed twice", async () => {
  const { fake, gatepass } = await staged("export");
  const movable = gatepass.desk.view.integrations.filter((one) => one.environmentKind !== "sandbox");
  const sandboxed = gatepass.desk.view.integrations.filter((one) => one.environmentKind === "sandbox");
  const boxes = within(dialog("Export integrations")).getAllByRole("checkbox") as HTMLInputElement[];
  expect(boxes.filter((box) => box.disabled)).toHaveLength(sandboxed.length);
  const [first] = movable;
  await fireEvent.click(within(dialog("Export integrations")).getByLabelText(new RegExp(`^${first?.label}`)));
  await typeBoth();
  await fireEvent.click(button(`Export ${movable.length - 1} integrations`));
  await eventually(() => dialog("Exported"));
  expect(callsOf(fake, "holdSecret").map(([, use]) => use)).toEqual(["newPassphrase", "passphrase"]);
  const [[request]] = callsOf(fake, "exportSealed") as [[{ integrations: string[]; sealTo: { kind: string } }]];
  expect(request).toMatchObject({ withSecrets: true, sealTo: { kind: "passphrase" } });
  expect(request.integrations).toEqual(movable.slice(1).map(({ id }) => id));
  expect(JSON.stringify(request)).not.toContain("horse");
  expect(screen.getByText("gatepass-2026-01-31.age")).toBeTruthy();
  await fireEvent.click(button("Done"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("public keys are checked as they are typed, and secrets can stay here", async () => {
  const { fake } = await staged("export");
  await fireEvent.click(screen.getByRole("radio", { name: "Public keys" }));
  const field = screen.getByLabelText("Public keys, one a line");
  await fireEvent.input(field, { target: { value: "age1abc\nnonsense" } });
  await eventually(() => screen.getByText(/^Line 2 is no public key/));
  await fireEvent.input(field, { target: { value: "age1abc\nage1def" } });
  await eventually(() => screen.getByText("2 people can open it."));
  await fireEvent.click(screen.getByRole("checkbox", { name: "With their secrets" }));
  expect(screen.getByText(/^Whoever imports the file enters the secrets/)).toBeTruthy();
  await fireEvent.click(button(/^Export \d+ integrations$/));
  await eventually(() => dialog("Exported"));
  const [[request]] = callsOf(fake, "exportSealed") as [[unknown]];
  expect(request).toMatchObject({ withSecrets: false, sealTo: { kind: "recipients", text: "age1abc\nage1def" } });
});

test("a refused export says why at its field, and can be tried again", async () => {
  const { fake } = await staged("export");
  const fields = [{ field: "repeated", message: "This is not the same passphrase. Enter both again." }];
  fake.failures.set("exportSealed", { code: "form_refused", sentence: "x", nextStep: "", fields });
  await fireEvent.click(button(/^Export \d/));
  await eventually(() => expect(screen.getAllByText("Enter it first.")).toHaveLength(2));
  expect(callsOf(fake, "exportSealed")).toEqual([]);
  await typeBoth();
  await fireEvent.click(button(/^Export \d/));
  await eventually(() => screen.getByText("This is not the same passphrase. Enter both again."));
  await typeBoth();
  await fireEvent.click(button(/^Export \d/));
  await eventually(() => dialog("Exported"));
});

test("nothing is added before the preview: it says who cannot be known, what goes where, and what is odd", async () => {
  const { fake } = await staged("import");
  await preview();
  const said = dialog("What this file would bring").textContent ?? "";
  expect(said).toContain("Nobody can know who made this file");
  expect(said).toContain("https://api-uat.pivotts.com.example.net/oem-cisco/cisco-identity/");
  expect(said.match(/Chosen by whoever made the file/g)).toHaveLength(1);
  expect(said).toContain("Brings its client secret, subscription key.");
  expect(said).toContain("Enter its client secret afterwards, in Setup.");
  expect(said).toContain("Its client is known to the sandbox that made it alone.");
  expect(callsOf(fake, "addImport")).toEqual([]);
  await fireEvent.click(button("Cancel"));
  expect(callsOf(fake, "dropImport")).toHaveLength(1);
});

test("by itself nothing that is here is touched; one can be replaced on purpose", async () => {
  const { fake, gatepass } = await staged("import");
  await preview();
  expect(button("Add 2 integrations")).toBeTruthy();
  const choice = screen.getByLabelText("What to do with Pivot field notices");
  await fireEvent.change(choice, { target: { value: "replace" } });
  expect(screen.getByText(/goes with its secrets, token, Activity and samples/)).toBeTruthy();
  await fireEvent.change(screen.getByLabelText("What to do with Support of Lyon"), { target: { value: "leaveOut" } });
  await fireEvent.click(button("Add 1 integration"));
  await eventually(() => dialog("Imported"));
  const left = { kind: "leaveOut" };
  expect(callsOf(fake, "addImport")).toEqual([[[left, { kind: "replace", id: "i1" }, left, left]]]);
  expect(dialog("Imported").textContent).toContain("1 added, 3 left out; 1 took the place of others");
  await eventually(() => expect(gatepass.navigation.place).toMatchObject({ kind: "integration", id: "imported1" }));
});

test("a file that is none is refused, and so is a wrong passphrase, which is typed again", async () => {
  const { fake } = await staged("import");
  await chosen("PK…");
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("This is not a sealed file."));
  expect(screen.queryByLabelText("Passphrase")).toBeNull();
  fake.failures.set("openImport", {
    code: "x",
    sentence: "The passphrase does not open this file.",
    nextStep: "",
    fields: [],
  });
  await chosen();
  await eventually(() => screen.getByLabelText("Passphrase"));
  await type("Passphrase", "wrong horse");
  await fireEvent.click(button("Open"));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("does not open"));
  expect((screen.getByLabelText("Passphrase") as HTMLInputElement).value).toBe("");
});

test("a file for public keys asks for the private one", async () => {
  await staged("import", (fake) => {
    fake.opener = "identity";
  });
  await chosen();
  await eventually(() => screen.getByLabelText("Private key"));
});

test("everything is removed only after it was typed, and then one begins anew", async () => {
  const { fake, gatepass } = await staged("remove");
  const remove = within(dialog("Remove everything?")).getByRole("button", { name: "Remove everything" });
  expect((remove as HTMLButtonElement).disabled).toBe(true);
  await fireEvent.input(screen.getByLabelText("Type “remove everything” to go on"), {
    target: { value: "Remove everything" },
  });
  await fireEvent.click(remove);
  await eventually(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(callsOf(fake, "removeEverything")).toEqual([["Remove everything"]]);
  expect(gatepass.navigation.place).toEqual({ kind: "start" });
  expect(screen.getByRole("heading", { name: "Tokens, when you need them" })).toBeTruthy();
  await fireEvent.click(button("import a file"));
  expect(dialog("Import integrations")).toBeTruthy();
});

test("secrets that the vault keeps are told of", async () => {
  await staged("remove", (fake) => {
    fake.stuck = 2;
  });
  await fireEvent.input(screen.getByLabelText("Type “remove everything” to go on"), {
    target: { value: "remove everything" },
  });
  await fireEvent.click(within(dialog("Remove everything?")).getByRole("button", { name: "Remove everything" }));
  await eventually(() => dialog("Not all secrets are gone yet"));
  expect(screen.getByText(/^2 secrets could not be taken out/)).toBeTruthy();
});

test("the palette and Settings lead to each", async () => {
  const { gatepass } = await staged("export");
  gatepass.moving = "";
  gatepass.navigation.go({ kind: "settings" });
  await tick();
  for (const [name, title] of [
    ["Export…", "Export integrations"],
    ["Import…", "Import integrations"],
    ["Remove everything…", "Remove everything?"],
  ] as const) {
    await fireEvent.click(button(name));
    await eventually(() => dialog(title));
    gatepass.moving = "";
    await tick();
  }
  const field = async () => {
    await fireEvent.keyDown(window, { key: "k", ctrlKey: true });
    return screen.getByRole("combobox", { name: "Search or jump to" });
  };
  for (const [words, open] of [
    ["backup", "export"],
    ["restore", "import"],
    ["wipe", "remove"],
  ] as const) {
    const palette = await field();
    await fireEvent.input(palette, { target: { value: words } });
    await fireEvent.keyDown(palette, { key: "Enter" });
    expect(gatepass.moving).toBe(open);
    gatepass.moving = "";
    await tick();
  }
});
