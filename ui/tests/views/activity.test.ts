// The Activity tab as a person uses it: looking, searching, opening, sending again, removing, while calls come in.
import { configure, fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import App from "../../src/App.svelte";
import type { FakeBackend } from "../../src/lib/backend.fake";
import { callsOf, described, eventually, opened } from "../stage";

// Whether something is visible is computed anew for each of its parents.
beforeAll(() => configure({ defaultHidden: true }));
afterAll(() => configure({ defaultHidden: false }));

let stop = () => {};
afterEach(() => stop());

// happy-dom lays nothing out: a pane of ten rows.
beforeEach(() => {
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 480 });
});

// Read directly: asking for roles among a hundred rows takes long.
const list = () => document.querySelector('[aria-label="Exchanges, the latest first"]') as HTMLElement;
const options = () => [...(list()?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const current = () => document.getElementById(list().getAttribute("aria-activedescendant") ?? "");
const search = () => screen.getByRole<HTMLInputElement>("searchbox", { name: "Search exchanges" });
const detail = () => document.querySelector<HTMLElement>(".detail");

async function staged(change?: (fake: FakeBackend) => void, first = true) {
  const { fake, gatepass } = await opened(change);
  stop = () => gatepass.clock.stop();
  gatepass.navigation.open("i1", "activity");
  render(App, { gatepass });
  await tick();
  if (first) await eventually(() => expect(options().length).toBeGreaterThan(0));
  fake.calls = [];
  return { fake, gatepass };
}

const mine = (fake: FakeBackend) => fake.kept().filter(({ integration }) => integration === "i1");

test("each exchange says what was called, what came of it, when, how long and how large", async () => {
  const { fake } = await staged((one) => {
    one.exchanges = 3;
    one.keep({
      integration: "i1",
      title: "Case lookup",
      method: "GET",
      outcome: "refused",
      outcomeTitle: "Token expired",
      status: 401,
      elapsedMs: 214,
      bodyBytes: 12_400,
      hasBody: true,
    });
  });
  const [row] = options();
  expect(row?.getAttribute("aria-label")).toMatch(
    /^GET Case lookup, Refused: Token expired, 401, .*, 214 ms, 12.4 kB, body kept$/,
  );
  expect(row?.querySelector(".when")?.getAttribute("title")).toMatch(/\d{4}.*\d:\d\d:\d\d/);
  expect(screen.getByText(new RegExp(`^${fake.kept().length} exchanges, .* of bodies kept in all$`))).toBeTruthy();
});

test("of ten thousand exchanges only the rows in sight are drawn, and one page is asked for", async () => {
  const { fake } = await staged((one) => {
    one.exchanges = 10_000;
  });
  expect(mine(fake).length).toBeGreaterThan(1000);
  expect(options().length).toBeLessThan(100);
  expect(options()[0]?.getAttribute("aria-setsize")).toBe(String(mine(fake).length));
  await fireEvent.keyDown(list(), { key: "End" });
  await eventually(() => expect(current()?.getAttribute("aria-posinset")).toBe(String(mine(fake).length)));
  for (const [, first, count] of callsOf(fake, "activity")) {
    expect(count).toBeLessThanOrEqual(200);
    expect(Number(first) % 100).toBe(0);
  }
});

test("every word typed has to occur, and the search waits for the last letter", async () => {
  const { fake } = await staged();
  for (const text of ["c", "ca", "case expired"]) await fireEvent.input(search(), { target: { value: text } });
  await eventually(() => expect(screen.getByText(/^\d+ found$/)).toBeTruthy());
  expect(callsOf(fake, "activity").map(([query]) => (query as { text: string }).text)).toEqual(["case expired"]);
  for (const row of options()) expect(row.getAttribute("aria-label")).toMatch(/Case.*Token expired/);
});

test("Trouble only leaves what was refused or failed; All integrations says whose each one is", async () => {
  await staged();
  await fireEvent.click(screen.getByLabelText("Trouble only"));
  await eventually(() => {
    for (const row of options()) expect(row.getAttribute("aria-label")).toMatch(/(Refused|Failed): /);
  });
  await fireEvent.click(screen.getByLabelText("All integrations"));
  await eventually(() =>
    expect(options().some((row) => row.textContent?.includes("Support APIs, Production"))).toBe(true),
  );
});

test("an older search that is answered late does not replace a newer one", async () => {
  const { fake } = await staged();
  const ask = fake.activity;
  let late = () => {};
  fake.activity = async (query, first, count) => {
    if (query.troubleOnly) await new Promise<void>((resolve) => (late = resolve));
    return ask(query, first, count);
  };
  await fireEvent.click(screen.getByLabelText("Trouble only"));
  await fireEvent.click(screen.getByLabelText("Trouble only"));
  await eventually(() => expect(callsOf(fake, "activity").length).toBeGreaterThan(0));
  late();
  await tick();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(options().some((row) => row.getAttribute("aria-label")?.includes("Success"))).toBe(true);
  expect(screen.queryByText(/found$/)).toBeNull();
});

test("what comes in appears on top, and the chosen row stays chosen", async () => {
  const { fake } = await staged();
  await fireEvent.keyDown(list(), { key: "ArrowDown" });
  const before = current()?.getAttribute("aria-label");
  fake.keep({ integration: "i1", title: "Just sent" });
  await eventually(() => expect(options()[0]?.getAttribute("aria-label")).toContain("Just sent"));
  expect(current()?.getAttribute("aria-label")).toBe(before);
  expect(current()?.getAttribute("aria-posinset")).toBe("3");
});

test("who has scrolled down sees the same rows when others come in above", async () => {
  const { fake } = await staged();
  const scroller = list();
  scroller.scrollTop = 48 * 30;
  await fireEvent.scroll(scroller);
  fake.keep({ integration: "i1" });
  fake.keep({ integration: "i1" });
  await eventually(() => expect(scroller.scrollTop).toBe(48 * 32));
  // The chosen row is not drawn any more: nothing points to it.
  expect(list().hasAttribute("aria-activedescendant")).toBe(false);
});

test("many calls at once are read once", async () => {
  const { fake } = await staged();
  for (let i = 0; i < 20; i++) fake.keep({ integration: "i1" });
  await eventually(() => expect(options()[0]?.getAttribute("aria-setsize")).toBe(String(mine(fake).length)));
  expect(callsOf(fake, "activity").length).toBeLessThanOrEqual(4);
});

test("Enter opens an exchange, Esc closes it and returns to its row", async () => {
  const { fake, gatepass } = await staged();
  list().focus();
  await fireEvent.keyDown(list(), { key: "ArrowDown" });
  const row = current();
  await fireEvent.keyDown(list(), { key: "Enter" });
  await eventually(() => expect(screen.getByRole("region", { name: "What came of it" })).toBeTruthy());
  expect(callsOf(fake, "keptExchange")).toEqual([[mine(fake)[1]?.id]]);
  expect(document.activeElement).toBe(detail());
  await fireEvent.keyDown(detail() as HTMLElement, { key: "Escape" });
  await eventually(() => expect(document.activeElement).toBe(list()));
  expect(current()).toBe(row);
  expect(gatepass.navigation.place).toMatchObject({ kind: "integration", tab: "activity" });
  expect(callsOf(fake, "dropAnswer")).toHaveLength(1);
});

test("from one exchange to the older and the newer one", async () => {
  const { fake } = await staged();
  await fireEvent.click(options()[0] as HTMLElement);
  expect(button("Newer exchange").hasAttribute("disabled")).toBe(true);
  await fireEvent.click(button("Older exchange"));
  await eventually(() => expect(callsOf(fake, "keptExchange").at(-1)).toEqual([mine(fake)[1]?.id]));
  await eventually(() => expect(button("Newer exchange").hasAttribute("disabled")).toBe(false));
  await eventually(() => expect(callsOf(fake, "dropAnswer")).toHaveLength(1));
});

test("Send again fills in the form of what was called, and sends nothing", async () => {
  const { fake, gatepass } = await staged((one) => {
    one.keep({ integration: "i1", title: "Field notice bulletins", outcome: "success", status: 200 });
  });
  await fireEvent.click(options()[0] as HTMLElement);
  await eventually(() => expect(button("Send again…").hasAttribute("disabled")).toBe(false));
  await fireEvent.click(button("Send again…"));
  expect(gatepass.navigation.place).toMatchObject({ kind: "integration", id: "i1", tab: "requests" });
  await eventually(() => expect(gatepass.requests.of("i1").form?.values["query.customerId"]).toBe("123456"));
  expect(callsOf(fake, "sendCall")).toEqual([]);
});

test("what cannot be sent again says why", async () => {
  await staged((one) => {
    one.keep({ integration: "gone", label: "Old app", title: "Hello" });
  });
  await fireEvent.click(screen.getByLabelText("All integrations"));
  await eventually(() => expect(options()[0]?.textContent).toContain("Old app"));
  await fireEvent.click(options()[0] as HTMLElement);
  await eventually(() => expect(described(button("Send again…"))).toContain("Old app was removed"));
  expect(button("Send again…").hasAttribute("disabled")).toBe(true);
});

test("an exchange that cannot be opened says so, and can be tried again", async () => {
  const { fake } = await staged();
  fake.failures.set("keptExchange", { code: "x", sentence: "The disk is full.", nextStep: "", fields: [] });
  await fireEvent.click(options()[0] as HTMLElement);
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("The disk is full."));
  await fireEvent.click(button("Try again"));
  await eventually(() => expect(screen.getByRole("region", { name: "What came of it" })).toBeTruthy());
});

test("Delete asks, naming the exchange, and removes it once it is confirmed", async () => {
  const { fake } = await staged();
  const [one, next] = mine(fake);
  list().focus();
  await fireEvent.keyDown(list(), { key: "Delete" });
  const dialog = screen.getByRole("dialog", { name: `Remove “${one?.title}” from Activity?` });
  expect(callsOf(fake, "removeExchange")).toEqual([]);
  await fireEvent.click(within(dialog).getByRole("button", { name: "Remove" }));
  await eventually(() => expect(callsOf(fake, "removeExchange")).toEqual([[one?.id]]));
  await eventually(() => expect(options()[0]?.getAttribute("aria-label")).toContain(`${next?.method} ${next?.title}`));
  await eventually(() => expect(document.activeElement).toBe(list()));
});

test("Keep removes nothing", async () => {
  const { fake } = await staged();
  await fireEvent.keyDown(list(), { key: "Delete" });
  await fireEvent.click(button("Keep"));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(callsOf(fake, "removeExchange")).toEqual([]);
});

test("clearing says how many of which integration are lost, whatever is searched for", async () => {
  const { fake } = await staged();
  await fireEvent.input(search(), { target: { value: "expired" } });
  await eventually(() => screen.getByText(/found$/));
  const count = mine(fake).length;
  await fireEvent.click(button("Clear activity…"));
  const dialog = screen.getByRole("dialog", { name: "Clear the activity of “Pivot field notices”?" });
  await eventually(() => within(dialog).getByRole("button", { name: `Clear ${count} exchanges` }));
  await fireEvent.click(within(dialog).getByRole("button", { name: `Clear ${count} exchanges` }));
  await eventually(() => expect(callsOf(fake, "clearActivity")).toEqual([["i1"]]));
  await eventually(() => expect(mine(fake)).toEqual([]));
  expect(fake.kept().length).toBeGreaterThan(0);
});

test("clearing all names all", async () => {
  const { fake } = await staged();
  await fireEvent.click(screen.getByLabelText("All integrations"));
  await eventually(() => expect(options()[0]?.textContent).toContain(fake.kept()[0]?.label));
  await fireEvent.click(button("Clear activity…"));
  const dialog = screen.getByRole("dialog", { name: "Clear the activity of all integrations?" });
  const clear = await within(dialog).findByRole("button", { name: "Clear 1,204 exchanges" });
  await fireEvent.click(clear);
  await eventually(() => expect(screen.getByText("No exchanges yet")).toBeTruthy());
  expect(callsOf(fake, "clearActivity")).toEqual([[null]]);
});

test("without exchanges it says what will be here, and leads to Requests", async () => {
  const { gatepass } = await staged((one) => {
    one.exchanges = 0;
  }, false);
  await eventually(() => expect(screen.getByText("No exchanges yet")).toBeTruthy());
  await fireEvent.click(button("Go to Requests"));
  expect(gatepass.navigation.place).toMatchObject({ tab: "requests" });
});

test("where nothing is kept it says that this is switched off", async () => {
  const { gatepass } = await staged((one) => {
    one.exchanges = 0;
    one.view.settings = { ...one.view.settings, activityEntries: 0 };
  }, false);
  await eventually(() => expect(screen.getByText("Activity is switched off")).toBeTruthy());
  await fireEvent.click(button("Open settings"));
  expect(gatepass.navigation.place).toEqual({ kind: "settings" });
});

test("nothing found names what was looked for, and one click shows all again", async () => {
  await staged();
  await fireEvent.input(search(), { target: { value: "zebra" } });
  await eventually(() => expect(screen.getByText(/every word of “zebra”/)).toBeTruthy());
  await fireEvent.click(button("Clear the search"));
  await eventually(() => expect(options().length).toBeGreaterThan(0));
  expect(search().value).toBe("");
  await eventually(() => expect(document.activeElement).toBe(list()));
});

test("what cannot be read says why, and can be tried again", async () => {
  await staged((one) => {
    one.failures.set("activity", { code: "x", sentence: "The file is locked.", nextStep: "", fields: [] });
  }, false);
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("The file is locked."));
  await fireEvent.click(button("Try again"));
  await eventually(() => expect(options().length).toBeGreaterThan(0));
});

test("a call that was sent is there when one comes back, and what was searched for too", async () => {
  const { fake, gatepass } = await staged();
  await fireEvent.input(search(), { target: { value: "custom" } });
  await eventually(() => screen.getByText(/^\d+ found$/));
  gatepass.navigation.open("i1", "requests");
  await tick();
  const free = { query: [], headers: [], body: { kind: "fromParameters" } as const };
  await fake.sendCall("r", {
    integration: "i1",
    endpoint: null,
    values: {},
    method: "GET",
    address: "/hello",
    ...free,
  });
  gatepass.navigation.open("i1", "activity");
  await eventually(() => expect(options()[0]?.getAttribute("aria-label")).toContain("GET Custom request"));
  expect(search().value).toBe("custom");
});
