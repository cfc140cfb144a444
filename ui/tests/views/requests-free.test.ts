// What is typed freely in a call: where secrets go, where they are afterwards, and what is sent.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { CallView, IntegrationView } from "../../src/lib/bindings";
import RequestsTab from "../../src/views/requests/RequestsTab.svelte";
import { callsOf, described, eventually, opened, show } from "../stage";

const SECRET = "wxQ-7f-secret-of-mine";

async function staged(id = "i2", endpoint: string | null = null) {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  const integration = gatepass.desk.find(id) as IntegrationView;
  const tester = gatepass.requests.of(id);
  await tester.load();
  tester.choose(endpoint);
  const { unmount } = show(gatepass, RequestsTab, { integration });
  await eventually(() => expect(screen.getByRole("heading", { level: 2 })).toBeTruthy());
  fake.calls = [];
  return { fake, gatepass, tester, unmount };
}

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const send = () => fireEvent.click(button("Send"));
const sent = (fake: Awaited<ReturnType<typeof staged>>["fake"]) => callsOf(fake, "sendCall").at(-1)?.[1] as CallView;
const way = (name: string) =>
  fireEvent.click(within(screen.getByRole("radiogroup", { name: "Body" })).getByLabelText(name));

/** All that the page keeps, as text: the document with its fields' values, and the state. */
function kept(tester: Awaited<ReturnType<typeof staged>>["tester"]): string {
  const values = [...document.querySelectorAll<HTMLInputElement>("input, textarea")].map((one) => one.value);
  return document.documentElement.outerHTML + values.join() + JSON.stringify([tester.form?.call(), tester.form?.body]);
}

async function addHeader() {
  await fireEvent.click(button(/^Extra query and headers/));
  await fireEvent.click(button("Add a header"));
  await type("Header name", "X-Key");
}

test("a custom request goes to what was typed, by the method that was chosen", async () => {
  const { fake } = await staged();
  await fireEvent.change(field("Method"), { target: { value: "HEAD" } });
  await type("Path or address", "/hello");
  await send();
  await eventually(() => expect(sent(fake)).toBeTruthy());
  expect(sent(fake)).toMatchObject({ endpoint: null, method: "HEAD", address: "/hello" });
});

test("without an address it is not sent, and the address says so", async () => {
  const { fake } = await staged();
  await send();
  await eventually(() => expect(document.activeElement).toBe(field("Path or address")));
  expect(described(field("Path or address"))).toContain("Type a path, or a whole address.");
  expect(callsOf(fake, "sendCall")).toEqual([]);
});

test("a header is a secret unless it is marked: it leaves the page when it leaves its field", async () => {
  const { fake, tester } = await staged();
  await addHeader();
  field("Header value").value = SECRET;
  await fireEvent.blur(field("Header value"));
  await eventually(() =>
    expect(screen.getByRole("group", { name: `Header value: entered, ${SECRET.length} characters` })).toBeTruthy(),
  );
  expect(callsOf(fake, "holdSecret")).toEqual([[SECRET, "call"]]);
  expect(kept(tester)).not.toContain(SECRET);
  expect(tester.form?.call().headers[0]?.value).toMatchObject({ kind: "secret", length: SECRET.length });
});

test("a secret that still stands in its field when it is sent goes along", async () => {
  const { fake } = await staged();
  await type("Path or address", "/hello");
  await addHeader();
  field("Header value").value = SECRET;
  await fireEvent.keyDown(window, { key: "Enter", ctrlKey: true });
  await eventually(() => expect(sent(fake)).toBeTruthy());
  expect(sent(fake).headers).toEqual([
    { name: "X-Key", value: { kind: "secret", handle: "h1", length: SECRET.length } },
  ]);
});

test("a value that is marked public is sent as text, and marked back it is a secret again", async () => {
  const { fake, tester } = await staged();
  await addHeader();
  await fireEvent.click(field("Public"));
  await type("Header value", "trace-1");
  expect(tester.form?.call().headers[0]?.value).toEqual({ kind: "public", text: "trace-1" });
  expect(callsOf(fake, "holdSecret")).toEqual([]);
  await fireEvent.click(field("Public"));
  await eventually(() => expect(callsOf(fake, "holdSecret")).toEqual([["trace-1", "call"]]));
  expect(tester.form?.call().headers[0]?.value).toMatchObject({ kind: "secret", length: 7 });
});

test("marking a secret public does not bring it back out", async () => {
  const { tester } = await staged();
  await addHeader();
  field("Header value").value = SECRET;
  await fireEvent.blur(field("Header value"));
  await eventually(() => expect(screen.getByRole("group", { name: /entered/ })).toBeTruthy());
  await fireEvent.click(field("Public"));
  expect(field("Header value").value).toBe("");
  expect(kept(tester)).not.toContain(SECRET);
});

test("a header that Gatepass sets is refused at its row", async () => {
  await staged();
  await type("Path or address", "/hello");
  await fireEvent.click(button(/^Extra query and headers/));
  await fireEvent.click(button("Add a header"));
  await type("Header name", "Authorization");
  await send();
  await eventually(() => expect(described(field("Header name"))).toContain("Authorization is set by Gatepass itself."));
  expect(document.activeElement).toBe(field("Header name"));
});

test("a row can be removed, and the focus stays in the group", async () => {
  const { tester } = await staged();
  await addHeader();
  await fireEvent.click(button("Remove header X-Key"));
  expect(tester.form?.headers).toEqual([]);
  await eventually(() => expect(document.activeElement).toBe(button("Add a header")));
});

test("a method without a body offers none", async () => {
  await staged();
  expect(screen.queryByRole("radiogroup", { name: "Body" })).toBeNull();
  await fireEvent.change(field("Method"), { target: { value: "PUT" } });
  expect(screen.getByRole("radiogroup", { name: "Body" })).toBeTruthy();
});

test("a body is a secret too: its text is edited in sight, and only its handle is sent", async () => {
  const { fake, tester } = await staged();
  await fireEvent.change(field("Method"), { target: { value: "POST" } });
  await type("Path or address", "/tickets");
  await way("Text");
  await type("Body text", SECRET);
  await fireEvent.blur(field("Body text"));
  await eventually(() => expect(callsOf(fake, "holdSecret")).toEqual([[SECRET, "call"]]));
  expect(field("Body text").value).toBe(SECRET);
  for (const [call] of callsOf(fake, "previewCall")) expect(JSON.stringify(call)).not.toContain(SECRET);
  await send();
  await fireEvent.click(await screen.findByRole("button", { name: /^Send to / }));
  await eventually(() => expect(sent(fake)).toBeTruthy());
  expect(sent(fake).body).toEqual({
    kind: "text",
    contentType: "application/json",
    text: { kind: "secret", handle: "h1", length: SECRET.length },
  });
  expect(tester.form?.body.held?.handle).toBe("h1");
});

test("when the form is left, the text of a secret body is nowhere in the page, and its handle stays", async () => {
  const { fake, tester } = await staged();
  await fireEvent.change(field("Method"), { target: { value: "POST" } });
  await way("Text");
  await type("Body text", SECRET);
  const form = tester.form;
  await fireEvent.click(screen.getByRole("option", { name: /Bugs by id/ }));
  await eventually(() => expect(form?.body.text).toBe(""));
  expect(JSON.stringify([form?.body, form?.call()])).not.toContain(SECRET);
  await fireEvent.click(screen.getByRole("option", { name: /Custom request/ }));
  expect(screen.getByRole("group", { name: `Body text: entered, ${SECRET.length} characters` })).toBeTruthy();
  expect(callsOf(fake, "holdSecret")).toEqual([[SECRET, "call"]]);
  await fireEvent.click(button("Remove body text"));
  await eventually(() => expect(document.activeElement).toBe(field("Body text")));
  expect(tester.form?.body.held).toBeNull();
});

test("a public body stays as it is", async () => {
  const { fake, tester } = await staged();
  await fireEvent.change(field("Method"), { target: { value: "POST" } });
  await way("Text");
  await fireEvent.click(field("Public"));
  await type("Body text", '{ "a": 1 }');
  await fireEvent.click(screen.getByRole("option", { name: /Bugs by id/ }));
  await fireEvent.click(screen.getByRole("option", { name: /Custom request/ }));
  expect(field("Body text").value).toBe('{ "a": 1 }');
  expect(tester.form?.call().body).toMatchObject({ text: { kind: "public", text: '{ "a": 1 }' } });
  expect(callsOf(fake, "holdSecret")).toEqual([]);
});

test("a body can be a form, whose members are secrets unless marked", async () => {
  const { tester } = await staged();
  await fireEvent.change(field("Method"), { target: { value: "POST" } });
  await way("Form");
  await fireEvent.click(button("Add a member"));
  await type("Member name", "grant");
  await fireEvent.click(field("Public"));
  await type("Member value", "a b");
  expect(tester.form?.call().body).toEqual({
    kind: "form",
    members: [{ name: "grant", value: { kind: "public", text: "a b" } }],
  });
});

test("a template starts the body; fields that make it give way and come back", async () => {
  const { tester } = await staged("i4", "calls.push");
  expect(field("Calls.CustCallID")).toBeTruthy();
  await fireEvent.click(button("Start from a template"));
  await fireEvent.click(screen.getByRole("menuitem", { name: "Add a note to a case" }));
  await eventually(() => expect(document.activeElement).toBe(field("Body text")));
  expect(field("Body text").value).toContain('"Remarks": "Sample work note"');
  expect(screen.queryByLabelText("Calls.CustCallID")).toBeNull();
  await way("From the fields");
  expect(field("Calls.CustCallID")).toBeTruthy();
  expect(tester.form?.call().body).toEqual({ kind: "fromParameters" });
});

test("a secret of a kept call that is gone has to be entered again", async () => {
  const { gatepass, tester } = await staged();
  gatepass.requests.fill("i2", {
    integration: "i2",
    endpoint: null,
    values: {},
    method: "GET",
    address: "/hello",
    query: [],
    headers: [{ name: "X-Key", value: { kind: "secret", handle: "", length: 12 } }],
    body: { kind: "fromParameters" },
  });
  await eventually(() => expect(field("Header name").value).toBe("X-Key"));
  expect(described(field("Header value"))).toContain("It was a secret: enter it again.");
  expect(tester.form?.address).toBe("/hello");
});
