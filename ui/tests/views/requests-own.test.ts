// Endpoints of the user's own: added, changed and removed, by a form or from an OpenAPI document.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { EndpointDraftView, IntegrationView } from "../../src/lib/bindings";
import RequestsTab from "../../src/views/requests/RequestsTab.svelte";
import { callsOf, described, eventually, opened, show } from "../stage";

async function staged(id = "i1") {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  const integration = gatepass.desk.find(id) as IntegrationView;
  show(gatepass, RequestsTab, { integration });
  await eventually(() => expect(screen.getByRole("heading", { level: 2 })).toBeTruthy());
  fake.calls = [];
  return { fake, gatepass, tester: gatepass.requests.of(id) };
}

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const all = (label: string) => screen.getAllByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const heading = () => screen.getByRole("heading", { level: 2 });
const saved = (fake: Awaited<ReturnType<typeof staged>>["fake"]) =>
  callsOf(fake, "saveEndpoint").at(-1)?.[1] as EndpointDraftView;
const submit = () => fireEvent.submit(screen.getByRole("form"));

test("the names in the path become parameters by themselves, and go with it", async () => {
  await staged();
  await fireEvent.click(button("Add endpoint"));
  await eventually(() => expect(document.activeElement).toBe(heading()));
  await type("Path", "/sites/{site}/tickets/{number}");
  expect(all("Name").map((one) => one.value)).toEqual(["site", "number"]);
  await fireEvent.input(all("Example")[1] as Element, { target: { value: "600000001" } });
  await type("Path", "/tickets/{number}");
  expect(field("Name").value).toBe("number");
  expect(field("Example").value).toBe("600000001");
  expect(field("Required").checked).toBe(true);
});

test("it is saved as it was typed, and stands in the list, chosen", async () => {
  const { fake, tester } = await staged();
  await fireEvent.click(button("Add endpoint"));
  await type("Title", "Tickets by site");
  await type("Path", "/sites/{site}/tickets");
  await fireEvent.click(button("Add a parameter"));
  await fireEvent.input(all("Name")[1] as Element, { target: { value: "open" } });
  await submit();
  await eventually(() => expect(heading().textContent).toBe("Tickets by site"));
  expect(saved(fake)).toMatchObject({ title: "Tickets by site", path: "/sites/{site}/tickets", effect: "", id: "" });
  expect(saved(fake).parameters.map(({ name, place, required }) => [name, place, required])).toEqual([
    ["site", "path", true],
    ["open", "query", false],
  ]);
  expect(tester.endpoint?.own).toBe(true);
  expect(field("site").getAttribute("aria-required")).toBe("true");
});

test("what is wrong stands at its field, with the focus, and nothing typed is lost", async () => {
  await staged();
  await fireEvent.click(button("Add endpoint"));
  await type("Path", "tickets");
  await fireEvent.click(button("Add a parameter"));
  await submit();
  await eventually(() => expect(document.activeElement).toBe(field("Title")));
  expect(described(field("Title"))).toContain("Give it a title.");
  expect(described(field("Path"))).toContain("A path begins with a slash");
  expect(described(field("Name"))).toContain("Give the parameter a name");
  expect(field("Path").value).toBe("tickets");
});

test("a method that usually changes something says so by itself, and it can be taken back", async () => {
  const { fake } = await staged();
  await fireEvent.click(button("Add endpoint"));
  await fireEvent.change(field("Method"), { target: { value: "POST" } });
  expect(field("Changes something").checked).toBe(true);
  await type("What it changes, as a sentence", "A ticket is opened.");
  await type("Title", "Open a ticket");
  await type("Path", "/tickets");
  await type("Media type of the body", "application/json");
  await type("Body to start from", '{ "site": "A" }');
  await submit();
  await eventually(() => expect(saved(fake)?.effect).toBe("A ticket is opened."));
  expect(saved(fake)).toMatchObject({ contentType: "application/json", body: '{ "site": "A" }', personalData: true });
});

test("an own endpoint is changed in the same form", async () => {
  const { fake } = await staged();
  await fireEvent.click(screen.getByRole("option", { name: /Case lookup/ }));
  await fireEvent.click(button("Change or remove this endpoint"));
  await fireEvent.click(screen.getByRole("menuitem", { name: "Edit endpoint" }));
  await eventually(() => expect(heading().textContent).toBe("Change “Case lookup”"));
  await type("Title", "Case by number");
  await submit();
  await eventually(() => expect(heading().textContent).toBe("Case by number"));
  expect(saved(fake)).toMatchObject({ id: "own.case-lookup", path: "/bridge/cases/{number}" });
});

test("removing names it and asks, and the next one is chosen", async () => {
  const { fake } = await staged();
  await fireEvent.click(screen.getByRole("option", { name: /Case lookup/ }));
  const remove = async () => {
    await fireEvent.click(button("Change or remove this endpoint"));
    await fireEvent.click(screen.getByRole("menuitem", { name: "Remove endpoint…" }));
  };
  await remove();
  expect(screen.getByRole("dialog", { name: "Remove “Case lookup”?" })).toBeTruthy();
  await fireEvent.click(button("Keep"));
  expect(callsOf(fake, "removeEndpoint")).toEqual([]);
  await remove();
  await fireEvent.click(button("Remove"));
  await eventually(() => expect(heading().textContent).toBe("Field notice bulletins"));
  expect(callsOf(fake, "removeEndpoint")).toEqual([["i1", "own.case-lookup"]]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("endpoints of the catalogue cannot be changed or removed", async () => {
  await staged();
  expect(screen.queryByRole("button", { name: "Change or remove this endpoint" })).toBeNull();
});

test("what was typed stays while something else is looked at; Cancel lets it go", async () => {
  const { tester } = await staged();
  await fireEvent.click(button("Add endpoint"));
  await type("Title", "Half a thought");
  await fireEvent.click(screen.getByRole("option", { name: /Field notice bulletins/ }));
  expect(tester.writing.editor).toBeNull();
  await fireEvent.click(button("Add endpoint"));
  expect(field("Title").value).toBe("Half a thought");
  await fireEvent.click(button("Cancel"));
  expect(heading().textContent).toBe("Field notice bulletins");
  await fireEvent.click(button("Add endpoint"));
  expect(field("Title").value).toBe("");
});

test("a document's operations are all chosen, those that change something marked, and the chosen are added", async () => {
  const { fake } = await staged();
  await fireEvent.click(button("Import OpenAPI"));
  await type("Or paste its text", "openapi: 3.1.0");
  await fireEvent.click(button("Read it"));
  await eventually(() => expect(heading().textContent).toBe("Case bridge 1.4"));
  expect(screen.getByText(/One operation was left out/)).toBeTruthy();
  const box = (name: RegExp) => screen.getByRole<HTMLInputElement>("checkbox", { name });
  expect(box(/^DEL Close a ticket.*Changes something/).checked).toBe(true);
  expect(box(/Ticket by number.*Is there already/).checked).toBe(true);
  await fireEvent.click(box(/Close a ticket/));
  expect(box(/^All 5/).indeterminate).toBe(true);
  await fireEvent.click(button("Add 4 endpoints"));
  await eventually(() => expect(callsOf(fake, "importOpenApi")).toHaveLength(1));
  expect(callsOf(fake, "importOpenApi")[0]).toEqual([
    "i1",
    "openapi: 3.1.0",
    ["List tickets", "Ticket by number", "Open a ticket", "Sites"],
  ]);
  await eventually(() => expect(screen.getByRole("group", { name: "Tickets 3" })).toBeTruthy());
});

test("what could not be added is told before the list comes back", async () => {
  const { fake } = await staged();
  fake.openApiLeftOut = ["GET /sites: There is one with this path already."];
  await fireEvent.click(button("Import OpenAPI"));
  await type("Or paste its text", "openapi: 3.1.0");
  await fireEvent.click(button("Read it"));
  await eventually(() => expect(heading().textContent).toBe("Case bridge 1.4"));
  await fireEvent.click(button("Add 5 endpoints"));
  await eventually(() => expect(heading().textContent).toBe("Not all were added"));
  expect(screen.getByText(/There is one with this path already/)).toBeTruthy();
  await fireEvent.click(button("Done"));
  expect(screen.getByRole("group", { name: "Tickets 4" })).toBeTruthy();
});

test("none chosen, there is nothing to add", async () => {
  await staged();
  await fireEvent.click(button("Import OpenAPI"));
  await type("Or paste its text", "openapi: 3.1.0");
  await fireEvent.click(button("Read it"));
  await fireEvent.click(await screen.findByRole("checkbox", { name: /^All 5/ }));
  expect(button("Add 0 endpoints").disabled).toBe(true);
});

test("a file is read as soon as it is chosen", async () => {
  const { fake } = await staged();
  await fireEvent.click(button("Import OpenAPI"));
  const file = new File(["openapi: 3.0.3"], "bridge.yaml");
  const input = field("OpenAPI document");
  Object.defineProperty(input, "files", { value: [file] });
  await fireEvent.change(input);
  await eventually(() => expect(callsOf(fake, "readOpenApi")).toEqual([["i1", "openapi: 3.0.3"]]));
  await eventually(() => expect(heading().textContent).toBe("Case bridge 1.4"));
});

test("what is no document says so with the next step, and the text stays", async () => {
  await staged();
  await fireEvent.click(button("Import OpenAPI"));
  await type("Or paste its text", "swagger: 2.0");
  await fireEvent.click(button("Read it"));
  const alert = await screen.findByRole("alert");
  expect(within(alert).getByText(/This is no OpenAPI 3 document/)).toBeTruthy();
  expect(alert.textContent).toContain("has to be converted first");
  expect(field("Or paste its text").value).toBe("swagger: 2.0");
});
