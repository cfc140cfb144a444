// A paste that sets up: what it fills in, which of two it is, what it asks for, and that the page never reads it.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type { FakeBackend } from "../../src/lib/backend.fake";
import AddIntegration from "../../src/views/add/AddIntegration.svelte";
import FirstStart from "../../src/views/FirstStart.svelte";
import { callsOf, described, eventually, opened, show } from "../stage";

const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
const radio = (name: string | RegExp) => screen.getByRole<HTMLInputElement>("radio", { name });
const shared = () => screen.queryByRole("group", { name: "This address is shared: which one is it?" });
const press = (target: Element | Window) => {
  const event = new KeyboardEvent("keydown", { key: "v", ctrlKey: true, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
};

async function staged(prepare: (fake: FakeBackend) => void = () => {}) {
  const { fake, gatepass } = await opened(prepare);
  gatepass.clock.stop();
  gatepass.navigation.go({ kind: "add" });
  show(gatepass, AddIntegration);
  await eventually(() => input("Name"));
  fake.calls = [];
  return { fake, gatepass };
}

async function pasted(prepare?: (fake: FakeBackend) => void) {
  const all = await staged(prepare);
  await fireEvent.click(button(/^Paste to set up/));
  await eventually(() => expect(screen.getByText("Filled in from the clipboard")).toBeTruthy());
  return all;
}

test("what a paste takes is said beside its button", async () => {
  await staged();
  expect(screen.getByText(/curl line, a raw HTTP request, a Postman environment or collection, or JSON/)).toBeTruthy();
});

test("a paste fills the form; its secret is a handle whose length nobody knows here", async () => {
  await pasted((fake) => {
    fake.pasted = "clear";
  });
  expect(shared()).toBeNull();
  expect(radio("Smart Bonding").checked).toBe(true);
  expect(radio("Stage").checked).toBe(true);
  expect(radio("URL, empty body").checked).toBe(true);
  expect(input("Client id").value).toBe("k3v9q2m8s7d1f4h6");
  expect(screen.getByRole("group", { name: "Client secret: entered" })).toBeTruthy();
});

test("what it held stays held: the form is filled, not exchanged", async () => {
  const { fake } = await pasted((fake) => {
    fake.pasted = "clear";
  });
  expect(callsOf(fake, "dropHeldSecrets")).toEqual([]);
  await fireEvent.input(input("Name"), { target: { value: "Contoso" } });
  await fireEvent.click(button("Save"));
  await eventually(() => expect(callsOf(fake, "saveIntegration")).toHaveLength(1));
  expect(callsOf(fake, "saveIntegration")[0]?.[0]).toMatchObject({
    clientSecret: { kind: "held" },
    placement: "query",
  });
});

test("what it could not fill in is asked for on top and under the field, until it is entered", async () => {
  await pasted();
  const top = screen.getByText("Filled in from the clipboard").closest("[role=note]") as HTMLElement;
  expect(top.textContent).toContain("Give it a name");
  expect(top.textContent).toContain("enter the secret");
  expect(top.textContent).toContain("X-Trace was left out");
  expect(described(input("Name"))).toContain("a curl line has none");
  expect(described(input("Client secret"))).toContain("enter the secret");
  await fireEvent.input(input("Name"), { target: { value: "Contoso" } });
  await eventually(() => expect(top.textContent).not.toContain("Give it a name"));
  expect(described(input("Name"))).not.toContain("a curl line has none");
});

test("an address that is shared asks which one it is, offering exactly those", async () => {
  await pasted();
  const group = shared() as HTMLElement;
  const offered = within(group).getAllByRole<HTMLInputElement>("radio");
  expect(offered.map((one) => one.closest("label")?.textContent?.trim().replace(/\s+/g, " "))).toEqual([
    "Cisco Support Production",
    "CX Cloud Production",
  ]);
  expect(offered.map((one) => one.checked)).toEqual([true, false]);
  expect(radio("Cisco Support").checked).toBe(true);
});

test("choosing the other one keeps what was typed meanwhile", async () => {
  await pasted();
  await fireEvent.input(input("Name"), { target: { value: "Contoso" } });
  const [, other] = within(shared() as HTMLElement).getAllByRole("radio");
  await fireEvent.click(other as HTMLElement);
  await eventually(() => expect(radio("CX Cloud").checked).toBe(true));
  expect(input("Name").value).toBe("Contoso");
  expect(input("Client id").value).toBe("k3v9q2m8s7d1f4h6");
});

test("nothing usable says what would be, and touches nothing", async () => {
  const { fake } = await staged((fake) => {
    fake.pasted = "problem";
  });
  await fireEvent.input(input("Name"), { target: { value: "Contoso" } });
  await fireEvent.click(button(/^Paste to set up/));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("would do"));
  expect(input("Name").value).toBe("Contoso");
  expect(callsOf(fake, "readPaste")).toHaveLength(1);
});

test("what was typed is replaced only when that was said", async () => {
  await staged();
  await fireEvent.input(input("Client id"), { target: { value: "mine" } });
  await fireEvent.click(button(/^Paste to set up/));
  await eventually(() => expect(screen.getByText("Replace what you typed?")).toBeTruthy());
  expect(input("Client id").value).toBe("mine");
  await fireEvent.click(button("Keep what I typed"));
  expect(screen.queryByText("Replace what you typed?")).toBeNull();
  expect(input("Client id").value).toBe("mine");
  await fireEvent.click(button(/^Paste to set up/));
  await eventually(() => button("Replace"));
  await fireEvent.click(button("Replace"));
  await eventually(() => expect(input("Client id").value).toBe("k3v9q2m8s7d1f4h6"));
});

test("a clipboard that cannot be read says why", async () => {
  const { fake } = await staged();
  fake.failures.set("readPaste", { code: "x", sentence: "The clipboard is empty.", nextStep: "", fields: [] });
  await fireEvent.click(button(/^Paste to set up/));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("The clipboard is empty."));
});

test("Ctrl V outside a field sets up, and the page is not handed the text", async () => {
  const { fake } = await staged();
  const heard = vi.fn();
  document.addEventListener("paste", heard);
  expect(press(radio("Pivot")).defaultPrevented).toBe(true);
  await eventually(() => expect(screen.getByText("Filled in from the clipboard")).toBeTruthy());
  document.removeEventListener("paste", heard);
  expect(heard).not.toHaveBeenCalled();
  expect(callsOf(fake, "readPaste")).toHaveLength(1);
});

test("Ctrl V in a field pastes into the field", async () => {
  const { fake } = await staged();
  expect(press(input("Client id")).defaultPrevented).toBe(false);
  expect(press(input("Client secret")).defaultPrevented).toBe(false);
  expect(callsOf(fake, "readPaste")).toEqual([]);
});

test("asked for from elsewhere, the page pastes as soon as it is there, and again when asked again", async () => {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  gatepass.navigation.go({ kind: "add", paste: true });
  show(gatepass, AddIntegration);
  await eventually(() => expect(callsOf(fake, "readPaste")).toHaveLength(1));
  await eventually(() => expect(screen.getByText("Filled in from the clipboard")).toBeTruthy());
  gatepass.navigation.go({ kind: "add", paste: true });
  await eventually(() => expect(callsOf(fake, "readPaste")).toHaveLength(2));
  expect(gatepass.navigation.wanted).toBeNull();
});

test("the first start offers it as the third, quiet way", async () => {
  const { gatepass } = await opened((fake) => {
    fake.view.integrations = [];
  });
  gatepass.clock.stop();
  show(gatepass, FirstStart);
  await fireEvent.click(button("paste to set up"));
  expect(gatepass.navigation.place).toEqual({ kind: "add", paste: true });
});
