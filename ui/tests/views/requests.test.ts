// The Requests tab: finding an endpoint, filling its form, sending, cancelling, and being asked first.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type { FakeBackend } from "../../src/lib/backend.fake";
import type { CallResultView, IntegrationView } from "../../src/lib/bindings";
import RequestsTab from "../../src/views/requests/RequestsTab.svelte";
import { callsOf, described, eventually, opened, show } from "../stage";

interface Happy {
  happyDOM: { setViewport(size: { width: number; height: number }): void };
}

async function staged(id = "i2", prepare: (fake: FakeBackend) => void = () => {}) {
  const { fake, gatepass } = await opened(prepare);
  gatepass.clock.stop();
  const integration = gatepass.desk.find(id) as IntegrationView;
  show(gatepass, RequestsTab, { integration });
  await eventually(() => expect(screen.queryByText("Reading the endpoints…")).toBeNull());
  fake.calls = [];
  return { fake, gatepass, tester: gatepass.requests.of(id) };
}

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
const send = () => button(/^Send/);
const search = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Find endpoint" });
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const heading = () => screen.getByRole("heading", { level: 2 }).textContent;
const active = () =>
  document.getElementById(search().getAttribute("aria-activedescendant") ?? "")?.querySelector(".title")?.textContent;
const options = () => screen.getAllByRole("option").map((option) => option.querySelector(".title")?.textContent);
const choose = (name: RegExp) => fireEvent.click(screen.getByRole("option", { name }));

test("the list is grouped by API and says what is special about each endpoint", async () => {
  await staged("i4");
  const calls = screen.getByRole("group", { name: "Calls 2" });
  expect(within(calls).getAllByRole("option")).toHaveLength(2);
  expect(screen.getByRole("option", { name: "GET Pull the next message Changes something" })).toBeTruthy();
  expect(screen.getByRole("option", { name: "GET Technology and problem codes inferred" })).toBeTruthy();
});

test("endpoints of the user's own are marked", async () => {
  await staged("i1");
  expect(screen.getByRole("option", { name: "GET Case lookup yours" })).toBeTruthy();
});

test("words in the search field leave what has all of them, and Enter takes the first", async () => {
  const { tester } = await staged();
  await fireEvent.input(search(), { target: { value: "bug keyword" } });
  expect(options()).toEqual(["Custom request", "Bugs by keyword"]);
  expect(active()).toBe("Bugs by keyword");
  await fireEvent.keyDown(search(), { key: "Enter" });
  expect(tester.endpoint?.id).toBe("bug.by-keyword");
  expect(heading()).toBe("Bugs by keyword");
});

test("arrows move from the search field, and nothing is chosen before Enter", async () => {
  const { tester } = await staged();
  await fireEvent.keyDown(search(), { key: "ArrowDown" });
  expect(active()).toBe("Bugs by keyword");
  await fireEvent.keyDown(search(), { key: "ArrowUp" });
  await fireEvent.keyDown(search(), { key: "ArrowUp" });
  expect(active()).toBe("Custom request");
  expect(tester.endpoint?.id).toBe("bug.by-ids");
  await fireEvent.keyDown(search(), { key: "Enter" });
  expect(heading()).toBe("Custom request");
});

test("a slash in the list goes to the search field, unless letters are switched off", async () => {
  const { gatepass } = await staged();
  const list = screen.getByRole("listbox", { name: "Endpoints of this integration" });
  list.focus();
  await fireEvent.keyDown(list, { key: "/" });
  expect(document.activeElement).toBe(search());
  await gatepass.desk.saveSettings({ ...gatepass.desk.view.settings, singleLetterKeys: false });
  list.focus();
  await fireEvent.keyDown(list, { key: "/" });
  expect(document.activeElement).toBe(list);
  await fireEvent.keyDown(list, { key: "f", ctrlKey: true });
  expect(document.activeElement).toBe(search());
});

test("a search that finds nothing says so", async () => {
  await staged();
  await fireEvent.input(search(), { target: { value: "nothing like it" } });
  expect(screen.getByText("No endpoint has all of these words.")).toBeTruthy();
  expect(options()).toEqual(["Custom request"]);
});

test("required parameters are there at once, the others behind a click", async () => {
  await staged();
  await choose(/Bugs by keyword/);
  expect(field("keyword").getAttribute("aria-required")).toBe("true");
  expect(screen.queryByLabelText("severity")).toBeNull();
  await fireEvent.click(button("3 more parameters"));
  expect(field("severity").tagName).toBe("SELECT");
  expect([...field("status").querySelectorAll("option")].map((one) => one.textContent)).toEqual([
    "Not sent",
    "O",
    "F",
    "T",
  ]);
});

test("a field has its example, its description and its limit", async () => {
  await staged();
  expect(field("bug_ids").placeholder).toBe("CSCvc57217");
  expect(described(field("bug_ids"))).toBe("With commas between them · up to 5");
});

test("the examples can be filled in, where nothing was typed", async () => {
  const { tester } = await staged();
  await choose(/End of life between/);
  await type("startDate", "2021-05-01");
  await fireEvent.click(button("Fill in the example"));
  expect(tester.form?.values).toEqual({
    "path.pageIndex": "1",
    "path.startDate": "2021-05-01",
    "path.endDate": "2022-01-31",
  });
  expect(screen.queryByRole("button", { name: /^Fill in/ })).toBeNull();
});

test("what was sent before is offered, and an arrow and Enter take it", async () => {
  const { tester } = await staged("i1");
  const customer = field("customerId");
  customer.focus();
  await fireEvent.keyDown(customer, { key: "ArrowDown" });
  const offered = screen.getByRole("listbox", { name: "Earlier values of customerId" });
  expect(
    within(offered)
      .getAllByRole("option")
      .map((one) => one.textContent?.trim()),
  ).toEqual(["108432271", "108432999"]);
  await fireEvent.keyDown(customer, { key: "ArrowDown" });
  await fireEvent.keyDown(customer, { key: "ArrowDown" });
  await fireEvent.keyDown(customer, { key: "Enter" });
  expect(tester.form?.values["query.customerId"]).toBe("108432999");
});

test("Escape closes what is offered and nothing else", async () => {
  await staged("i1");
  const outer = vi.fn();
  window.addEventListener("keydown", outer);
  await fireEvent.keyDown(field("customerId"), { key: "ArrowDown" });
  await fireEvent.keyDown(field("customerId"), { key: "Escape" });
  expect(screen.queryByRole("listbox", { name: "Earlier values of customerId" })).toBeNull();
  expect(outer).not.toHaveBeenCalled();
  window.removeEventListener("keydown", outer);
});

test("nothing is said of a field before it was left; then its problem stands under it", async () => {
  await staged();
  await choose(/End of life between/);
  await type("startDate", "yesterday");
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(field("startDate").getAttribute("aria-invalid")).toBeNull();
  await fireEvent.blur(field("startDate"));
  await eventually(() => expect(described(field("startDate"))).toContain("A day is written like 2026-11-02."));
  expect(field("endDate").getAttribute("aria-invalid")).toBeNull();
});

test("sending what is not complete shows every problem, and the focus is at the first", async () => {
  const { fake } = await staged();
  await choose(/End of life between/);
  await fireEvent.click(send());
  await eventually(() => expect(document.activeElement).toBe(field("startDate")));
  expect(described(field("endDate"))).toContain("endDate is missing.");
  expect(callsOf(fake, "sendCall")).toEqual([]);
});

test("a problem behind a click opens what it is behind", async () => {
  await staged();
  await choose(/Bugs by keyword/);
  await type("keyword", "nat");
  await fireEvent.click(button("3 more parameters"));
  await type("page_index", "two");
  await fireEvent.click(button("3 more parameters"));
  await fireEvent.click(send());
  await eventually(() => expect(document.activeElement).toBe(field("page_index")));
  expect(described(field("page_index"))).toContain("whole number");
});

test("the request is shown before it is sent, secrets masked, and sends nothing", async () => {
  const { fake } = await staged();
  await fireEvent.click(button("Request"));
  await eventually(() =>
    expect(screen.getByRole("region", { name: "What will be sent" }).textContent).toContain("bug_ids is missing."),
  );
  await type("bug_ids", "CSC 1");
  await eventually(() =>
    expect(screen.getByRole("region", { name: "What will be sent" }).textContent).toContain("/bug_ids/CSC%201"),
  );
  expect(screen.getByTitle("access token")).toBeTruthy();
  expect(callsOf(fake, "sendCall")).toEqual([]);
});

test("Ctrl Enter sends from anywhere in the tab, and the answer appears", async () => {
  const { fake } = await staged();
  await type("bug_ids", "CSCvc57217");
  await fireEvent.keyDown(search(), { key: "Enter", ctrlKey: true });
  await eventually(() => expect(callsOf(fake, "sendCall")).toHaveLength(1));
  expect(callsOf(fake, "sendCall")[0]?.[1]).toMatchObject({
    integration: "i2",
    endpoint: "bug.by-ids",
    values: { "path.bug_ids": "CSCvc57217" },
  });
  await eventually(() => expect(screen.queryByText(/^Nothing sent yet/)).toBeNull());
});

test("while it is sent the button cancels, keeps the focus, and says how it is getting on", async () => {
  const { fake, tester } = await staged();
  let answer: (result: CallResultView) => void = () => {};
  fake.sendCall = (run, call) => {
    fake.calls.push(["sendCall", run, call]);
    return new Promise((resolve) => (answer = resolve));
  };
  await type("bug_ids", "CSCvc57217");
  send().focus();
  await fireEvent.click(send());
  await eventually(() => expect(screen.getByText("Sending…")).toBeTruthy());
  const run = tester.run?.id ?? "";
  expect(document.activeElement).toBe(button("Cancel"));
  for (const [phase, said] of [
    ["token", /^Getting a token…$/],
    ["waiting", /^Waiting, \d+\.\d s$/],
    ["receiving", /^Receiving, 14\.2 MB$/],
  ] as const) {
    fake.emit({ kind: "call", run, phase, received: 14_200_000 });
    await eventually(() => expect(document.querySelector(".progress")?.textContent?.trim()).toMatch(said));
  }
  // The second click of a double click is not meant for it.
  await fireEvent.click(button("Cancel"), { detail: 2 });
  expect(callsOf(fake, "cancelCall")).toEqual([]);
  await fireEvent.keyDown(button("Cancel"), { key: "Escape" });
  expect(callsOf(fake, "cancelCall")).toEqual([[run]]);
  await eventually(() => expect(screen.getByText(/^Cancelled\.\s+Nothing more is waited for\.$/)).toBeTruthy());
  expect(document.activeElement).toBe(send());
  answer({ kind: "cancelled" });
});

test("Escape cancels, too, where a click has left the focus nowhere", async () => {
  const { fake, tester } = await staged();
  fake.sendCall = () => new Promise(() => {});
  await type("bug_ids", "CSCvc57217");
  await fireEvent.click(send());
  await eventually(() => expect(tester.run).not.toBeNull());
  (document.activeElement as HTMLElement).blur();
  await fireEvent.keyDown(document.body, { key: "Escape" });
  expect(tester.run).toBeNull();
  expect(callsOf(fake, "cancelCall")).toHaveLength(1);
});

test("what changes something asks first: it names the effect, the integration and its environment", async () => {
  const { fake } = await staged("i5");
  send().focus();
  await fireEvent.click(send());
  const dialog = await screen.findByRole("dialog", { name: "Send “Pull the next message”?" });
  expect(dialog.textContent).toContain("leaves the queue for good");
  expect(dialog.textContent).toMatch(/It goes to Smart Bonding\s+Production/);
  expect(dialog.textContent).toContain("This is production");
  expect(document.activeElement?.textContent).toBe("Do not send");
  await fireEvent.click(button("Do not send"));
  await eventually(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(send());
  expect(callsOf(fake, "sendCall")).toEqual([]);
});

test("confirmed, it is sent once; in a test environment the question is milder", async () => {
  const { fake } = await staged("i4");
  await fireEvent.click(send());
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).not.toContain("This is production");
  await fireEvent.click(button("Send to Stage"));
  await eventually(() => expect(callsOf(fake, "sendCall")).toHaveLength(1));
  await eventually(() => expect(screen.queryByText(/^Nothing sent yet/)).toBeNull());
  expect(callsOf(fake, "sendCall")).toHaveLength(1);
});

test("without a token the refusal says why, and Try again sends again", async () => {
  const { fake } = await staged();
  await type("bug_ids", "refused");
  await fireEvent.click(send());
  const card = await screen.findByRole("region", { name: "Pivot refused the subscription key" });
  expect(within(card).getByRole("button", { name: "Replace subscription key" })).toBeTruthy();
  within(card).getByRole("button", { name: "Try again" }).focus();
  await fireEvent.click(within(card).getByRole("button", { name: "Try again" }));
  await eventually(() => expect(callsOf(fake, "sendCall")).toHaveLength(2));
  expect(callsOf(fake, "getToken")).toEqual([]);
  expect(document.activeElement).not.toBe(document.body);
});

test("one sample is a button, several are a menu, and none sends anything", async () => {
  const { fake } = await staged();
  await fireEvent.click(button("Show sample"));
  await fireEvent.click(screen.getByRole("menuitem", { name: "No such bug" }));
  await eventually(() => expect(callsOf(fake, "showSample")).toEqual([["i2", "bug.by-ids", "none"]]));
  await choose(/Case details/);
  await fireEvent.click(button("Show sample"));
  await eventually(() => expect(callsOf(fake, "showSample").at(-1)).toEqual(["i2", "case.details", "usual"]));
  expect(callsOf(fake, "sendCall")).toEqual([]);
});

test("before the first call the notes of an endpoint are in sight, and its documentation is offered", async () => {
  const { fake } = await staged("i4");
  const about = screen.getByRole("region", { name: "About this endpoint" });
  expect(about.textContent).toContain("Keep the answer: the message cannot be pulled again.");
  expect(about.textContent).toContain("Answers may hold data of persons");
  await fireEvent.click(button("Open the documentation"));
  expect(callsOf(fake, "openLink")).toEqual([["https://developer.cisco.com/docs/support-apis"]]);
});

test("a form that leaves the answer too little room becomes a line, which opens it again", async () => {
  const { tester } = await staged();
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(434);
  await type("bug_ids", "CSCvc57217");
  await fireEvent.click(send());
  const line = await screen.findByRole("button", { name: /bug_ids\s+CSCvc57217/ });
  expect(screen.queryByLabelText("bug_ids")).toBeNull();
  await fireEvent.click(line);
  await eventually(() => expect(document.activeElement).toBe(field("bug_ids")));
  expect(tester.folded).toBe(false);
  vi.restoreAllMocks();
});

test("a list that cannot be read says why and is asked for again", async () => {
  const failure = { code: "x", sentence: "The store is locked.", nextStep: "Close the other window.", fields: [] };
  const { fake } = await staged("i2", (fake) => fake.failures.set("endpoints", failure));
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("The store is locked."));
  await fireEvent.click(button("Try again"));
  await eventually(() => expect(heading()).toBe("Bugs by id"));
  expect(callsOf(fake, "endpoints")).toEqual([["i2"]]);
});

test("a failure while sending is said, and can be put away", async () => {
  const { fake } = await staged();
  fake.failures.set("sendCall", { code: "x", sentence: "The store is full.", nextStep: "Make room.", fields: [] });
  await type("bug_ids", "CSCvc57217");
  await fireEvent.click(send());
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("The store is full."));
  button("Dismiss").focus();
  await fireEvent.click(button("Dismiss"));
  expect(screen.queryByRole("alert")).toBeNull();
  await eventually(() => expect(document.activeElement).toBe(send()));
});

test("in a narrow window the list folds into a picker that opens over the form", async () => {
  (window as unknown as Happy).happyDOM.setViewport({ width: 880, height: 560 });
  const { tester } = await staged();
  expect(screen.queryByRole("combobox", { name: "Find endpoint" })).toBeNull();
  await fireEvent.click(button(/Bugs by id/));
  expect(document.activeElement).toBe(search());
  await fireEvent.input(search(), { target: { value: "keyword" } });
  await fireEvent.keyDown(search(), { key: "Enter" });
  await eventually(() => expect(document.activeElement).toBe(button(/Bugs by keyword/)));
  expect(tester.endpoint?.id).toBe("bug.by-keyword");
  await fireEvent.click(button(/Bugs by keyword/));
  await fireEvent.keyDown(search(), { key: "Escape" });
  await eventually(() => expect(screen.queryByRole("combobox", { name: "Find endpoint" })).toBeNull());
  (window as unknown as Happy).happyDOM.setViewport({ width: 1024, height: 768 });
});
