// The sandbox's faults: grouped, switched one by one, found by name, and turned off together.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { FakeBackend } from "../../src/lib/backend.fake";
import Sandbox from "../../src/views/sandbox/Sandbox.svelte";
import { callsOf, described, eventually, opened, show } from "../stage";

const fault = (name: string) => screen.getByRole("radiogroup", { name });
const mode = (name: string, to: string) => within(fault(name)).getByRole<HTMLInputElement>("radio", { name: to });
const names = (group: string) =>
  within(screen.getByRole("group", { name: group }))
    .getAllByRole("radiogroup")
    .map((one) => one.getAttribute("aria-label"));

async function staged(prepare: (fake: FakeBackend) => void = () => {}) {
  const { fake, gatepass } = await opened(prepare);
  gatepass.clock.stop();
  show(gatepass, Sandbox);
  await eventually(() => screen.getByRole("region", { name: "Faults" }));
  fake.calls = [];
  return { fake, gatepass };
}

test("each fault stands under what it spoils, off, with what it does", async () => {
  await staged();
  expect(names("Token requests")).toContain("Wrong client");
  expect(names("API calls")).toContain("Expired token");
  expect(names("Both")).toContain("Slow answer");
  expect(mode("Wrong client", "Off").checked).toBe(true);
  expect(described(fault("Wrong client"))).toContain("401");
  expect(screen.queryByRole("button", { name: "Turn all off" })).toBeNull();
});

test("a fault is switched for once or until further notice, and a line on top says so", async () => {
  const { fake } = await staged();
  await fireEvent.click(mode("Wrong client", "Once"));
  await eventually(() => expect(screen.getByRole("note").textContent).toMatch(/1 fault is on:\s+Wrong client, once/));
  await fireEvent.click(mode("Slow answer", "On"));
  await eventually(() => expect(screen.getByRole("note").textContent).toMatch(/2 faults are on:.*Slow answer/s));
  expect(callsOf(fake, "setSandboxFault")).toEqual([
    ["wrong-client", "once"],
    ["slow", "on"],
  ]);
});

test("one that was used up is shown as off again", async () => {
  const { fake } = await staged();
  await fireEvent.click(mode("Wrong client", "Once"));
  await eventually(() => screen.getByRole("note"));
  await fake.setSandboxFault("wrong-client", "off");
  fake.emit({ kind: "sandbox" });
  await eventually(() => expect(mode("Wrong client", "Off").checked).toBe(true));
  expect(screen.queryByRole("note")).toBeNull();
});

test("Turn all off turns off those that are on, and only those", async () => {
  const { fake } = await staged();
  await fireEvent.click(mode("Wrong client", "Once"));
  await fireEvent.click(mode("Slow answer", "On"));
  await eventually(() => expect(screen.getByRole("note").textContent).toContain("2 faults"));
  fake.calls = [];
  await fireEvent.click(screen.getByRole("button", { name: "Turn all off" }));
  await eventually(() => expect(screen.queryByRole("note")).toBeNull());
  expect(callsOf(fake, "setSandboxFault")).toEqual([
    ["wrong-client", "off"],
    ["slow", "off"],
  ]);
});

test("many faults are found by their words", async () => {
  await staged();
  const search = screen.getByRole("searchbox", { name: "Find a fault" });
  await fireEvent.input(search, { target: { value: "html" } });
  expect(screen.queryByRole("radiogroup", { name: "Wrong client" })).toBeNull();
  expect(fault("HTML page")).toBeTruthy();
  await fireEvent.input(search, { target: { value: "zzzz" } });
  expect(screen.getByText("No fault is called that.")).toBeTruthy();
});

test("a few faults need no search", async () => {
  await staged((fake) => {
    const ask = fake.sandbox;
    fake.sandbox = async () => ({ ...(await ask()), faults: (await ask()).faults.slice(0, 3) });
  });
  expect(screen.queryByRole("searchbox")).toBeNull();
});

test("a switch that failed says why and shows what is so", async () => {
  const { fake } = await staged();
  fake.failures.set("setSandboxFault", { code: "x", sentence: "It does not run.", nextStep: "", fields: [] });
  await fireEvent.click(mode("Wrong client", "On"));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("It does not run."));
  await eventually(() => expect(mode("Wrong client", "Off").checked).toBe(true));
});
