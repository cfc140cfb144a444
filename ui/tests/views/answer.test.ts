// The head of an answer, and which ways to look at it are offered.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type { OutcomeKindView } from "../../src/lib/bindings";
import { SmallBody } from "../../src/lib/fake/answer/body";
import { refused, success, unanswered } from "../../src/lib/fake/answer/heads";
import { notices, noticesSample } from "../../src/lib/fake/answer/notices";
import { callsOf, eventually } from "../stage";
import { answered, button, choose, endpointOf, headOf, tabs } from "./answer-stage.svelte";

const page = "<html><h1>Developer Inactive</h1></html>";
const sample = {
  ...{ kind: "sample" as const, id: "s1", title: "Usual answer", inferred: false, own: false },
  ...{ origin: "the documentation", note: "Lines end in CR LF." },
};

test("an answer says its meaning, its status, how long it took and how large it is", async () => {
  await answered((fake) => fake.holdJson(notices(3), { wireBytes: 12_400, bodyBytes: 96_000 }));
  const text = headOf().textContent ?? "";
  for (const words of ["Success", "200 OK", "As asked for", "128 field notices.", "12.4 kB, 96 kB decoded"]) {
    expect(text).toContain(words);
  }
  const times = within(screen.getByRole("list", { name: "Where the time went" })).getAllByRole("listitem");
  expect(times.map((one) => one.textContent)).toEqual([
    "DNS 4 ms",
    "connect 18 ms",
    "TLS 31 ms",
    "wait 133 ms",
    "download 28 ms",
    "total 214 ms",
  ]);
});

test("what did not happen has no time", async () => {
  const times = { dnsMs: null, connectMs: null, tlsMs: null, waitMs: 40, downloadMs: 2, totalMs: 42 };
  await answered((fake) => fake.holdJson(notices(1), { times }));
  const list = screen.getByRole("list", { name: "Where the time went" });
  expect(
    within(list)
      .getAllByRole("listitem")
      .map((one) => one.textContent),
  ).toEqual(["wait 40 ms", "download 2 ms", "total 42 ms"]);
});

test("a 200 that carries an error is not shown as success, and says what to do", async () => {
  const { gatepass } = await answered((fake) => fake.holdJson({ a: 1 }, { outcome: refused }));
  const text = headOf().textContent ?? "";
  expect(text).toMatch(/Refused\s*200 OK, but\s*EoX refused the request/);
  expect(text).toContain("Compare the serial numbers");
  expect(text).not.toContain("Success");
  await eventually(() => expect(gatepass.desk.said).toContain("EoX refused the request"));
});

test.each<[OutcomeKindView, string]>([
  ["success", "Success"],
  ["noData", "No data"],
  ["partial", "In part"],
  ["refused", "Refused"],
  ["failed", "Failed"],
  ["cancelled", "Cancelled"],
])("%s has the word “%s”", async (kind, word) => {
  await answered((fake) => fake.holdJson({}, { outcome: { ...success, kind, title: "So" } }));
  expect(within(headOf()).getByText(word)).toBeTruthy();
});

test("a sample is marked, with where it comes from and what is odd about it", async () => {
  await answered((fake) =>
    fake.holdJson(noticesSample, { source: { ...sample, inferred: true }, request: null, headers: [] }),
  );
  const text = headOf().textContent ?? "";
  for (const words of ["Sample", "Nothing was sent", "Inferred", "From the documentation", "Lines end in CR LF."]) {
    expect(text).toContain(words);
  }
  expect(screen.queryByRole("list", { name: "Where the time went" })).toBeNull();
  expect(tabs()).toEqual(["Table", "JSON", "Raw", "Compare"]);
});

test("an answer of Activity says so", async () => {
  await answered((fake) => fake.holdJson({}, { source: { kind: "kept" } }));
  expect(headOf().textContent).toContain("From Activity");
});

test("a redirect is shown and copied, and no link that could be followed", async () => {
  const { fake } = await answered((fake) =>
    fake.holdJson({}, { redirect: "https://elsewhere.example.com/", renewed: true }),
  );
  expect(headOf().textContent).toContain("https://elsewhere.example.com/");
  expect(headOf().textContent).toContain("it was renewed");
  expect(screen.queryByRole("link")).toBeNull();
  await fireEvent.click(button("Copy the address"));
  expect(callsOf(fake, "copyPublic")).toEqual([["https://elsewhere.example.com/"]]);
});

test("a request id can be copied for the support; a counter is only read", async () => {
  const { fake } = await answered((fake) => fake.holdJson({}));
  await fireEvent.click(within(headOf()).getByRole("button", { name: "Copy x-request-id" }));
  expect(callsOf(fake, "copyPublic")[0]?.[0]).toMatch(/^5f1c2a77/);
  expect(within(headOf()).queryByRole("button", { name: "Copy x-ratelimit-remaining" })).toBeNull();
});

test("without an answer there is why, what to do, and what was sent; nothing to look into", async () => {
  await answered((fake) => ({ ...fake.holdJson({}), ...unanswered }));
  const text = headOf().textContent ?? "";
  for (const words of [
    "Failed",
    "did not answer",
    "No connection within 10 seconds.",
    "Check the proxy",
    "total 10.0 s",
  ]) {
    expect(text).toContain(words);
  }
  expect(text).toContain("customerId");
  expect(tabs()).toEqual([]);
});

test.each([
  ["a list", [{ a: 1 }], {}, ["Table", "JSON", "Raw", "Headers", "Compare"]],
  ["a number", 5, {}, ["JSON", "Raw", "Headers", "Compare"]],
  ["broken JSON", [1], { body: { kind: "brokenJson" as const, fault: "It ends." } }, ["JSON", "Raw", "Headers"]],
  ["no body", undefined, { body: { kind: "none" as const } }, ["Headers"]],
])("%s opens the ways to look that make sense", async (_, value, rest, names) => {
  await answered((fake) => fake.holdJson(value ?? null, { ...rest, ...(value === undefined ? { tables: [] } : {}) }));
  expect(tabs()).toEqual(names);
});

test("a page opens on its source, with its heading as text", async () => {
  await answered((fake) =>
    fake.hold(new SmallBody(undefined, page), { body: { kind: "page", heading: "Developer Inactive" } }),
  );
  expect(tabs()).toEqual(["Raw", "Headers"]);
  expect(screen.getByRole("tabpanel").textContent).toContain("“Developer Inactive”");
  await eventually(() => expect(screen.getByRole("option").textContent).toContain(page));
  expect(screen.queryByRole("heading", { name: "Developer Inactive" })).toBeNull();
});

test("a body that was not kept says why", async () => {
  await answered((fake) =>
    fake.holdJson(null, { tables: [], body: { kind: "notKept", why: "It may hold data of persons." } }),
  );
  expect(screen.getByText("It may hold data of persons.")).toBeTruthy();
  expect(tabs()).toEqual(["Headers"]);
});

test("the next answer opens where the last one was looked at, if it can", async () => {
  const { fake, called, turn } = await answered((fake) => fake.holdJson(notices(2)));
  await choose("JSON");
  await turn(fake.holdJson(notices(4)));
  expect(screen.getByRole("tab", { name: "JSON" }).getAttribute("aria-selected")).toBe("true");
  await turn(fake.holdJson({}, { body: { kind: "text" }, tables: [] }));
  expect(screen.queryByRole("tab", { name: "JSON" })).toBeNull();
  expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Raw");
  await turn(called);
  expect(screen.getByRole("tab", { name: "JSON" }).getAttribute("aria-selected")).toBe("true");
});

test("headers are listed with their secrets masked, and the request as it was sent", async () => {
  const { fake } = await answered((fake) => fake.holdJson({}));
  await choose("Headers");
  const row = screen.getByRole("row", { name: /content-encoding/ });
  expect(row.textContent).toContain("gzip");
  await fireEvent.click(within(row).getByRole("button", { name: "Copy content-encoding" }));
  expect(callsOf(fake, "copyPublic")).toEqual([["gzip"]]);
  const cookie = screen.getByRole("row", { name: /set-cookie/ });
  expect(cookie.textContent).toContain("••••••••");
  expect(within(cookie).queryByRole("button")).toBeNull();
  expect(screen.getByRole("tabpanel").textContent).toContain("Ocp-Apim-Subscription-Key");
});

test("the next page is offered where there is one, and waits while something is sent", async () => {
  const onnextpage = vi.fn();
  const { unmount } = await answered((fake) => fake.holdJson(notices(2), { nextPage: { "query.page": "2" } }), {
    onnextpage,
  });
  await fireEvent.click(button("Next page"));
  expect(onnextpage).toHaveBeenCalledOnce();
  unmount();
  await answered((fake) => fake.holdJson(notices(2), { nextPage: { "query.page": "2" } }), { busy: true });
  expect(button("Sending…").disabled).toBe(true);
});

test("the last page offers no next one", async () => {
  await answered((fake) => fake.holdJson(notices(2)));
  expect(screen.queryByRole("button", { name: "Next page" })).toBeNull();
});

test("saving as one’s own sample asks for a name and says what is masked and what cannot be known", async () => {
  const { fake, called, gatepass } = await answered((fake) => fake.holdJson(notices(2)));
  await fireEvent.click(button("Save as my sample…"));
  const dialog = screen.getByRole("dialog", { name: "Save as my sample" });
  expect(dialog.textContent).toContain("masked");
  expect(dialog.textContent).toContain("cannot be known");
  const name = within(dialog).getByRole("textbox", { name: "Name" });
  await fireEvent.input(name, { target: { value: " " } });
  await fireEvent.click(button("Save sample"));
  expect(callsOf(fake, "saveSample")).toEqual([]);
  expect(dialog.textContent).toContain("Give it a name");
  await fireEvent.input(name, { target: { value: " Two notices " } });
  await fireEvent.click(button("Save sample"));
  await eventually(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(callsOf(fake, "saveSample")).toEqual([[called.id, "Two notices"]]);
  expect(gatepass.desk.said).toBe("Saved as “Two notices”");
});

test("one’s own sample can be removed, after a question that names it", async () => {
  const samples = [
    { id: "usual", title: "Usual answer", own: false },
    { id: "mine", title: "Two notices", own: true },
  ];
  const { fake } = await answered(
    (fake) =>
      fake.holdJson(notices(2), {
        source: { ...sample, id: "mine", own: true, title: "Two notices" },
        canSaveSample: false,
      }),
    { endpoint: endpointOf({ samples }) },
  );
  await fireEvent.click(button("Remove this sample…"));
  expect(screen.getByRole("dialog", { name: "Remove “Two notices”?" })).toBeTruthy();
  await fireEvent.click(button("Remove"));
  await eventually(() => expect(callsOf(fake, "removeSample")).toEqual([["i1", "notices", "mine"]]));
});
