// The Requests tab of an integration without its page: what stays, what is sent, what is let go of.
import { expect, test, vi } from "vitest";
import type { CallResultView, CallView } from "../../src/lib/bindings";
import { callsOf, opened } from "../stage";

async function staged(integration = "i2") {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  const tester = gatepass.requests.of(integration);
  await tester.load();
  fake.calls = [];
  return { fake, gatepass, tester };
}

/** A call that is under way until it is answered by hand. */
function underWay(fake: Awaited<ReturnType<typeof staged>>["fake"]) {
  let answer: (result: CallResultView) => void = () => {};
  fake.sendCall = (run, call) => {
    fake.calls.push(["sendCall", run, call]);
    return new Promise((resolve) => (answer = resolve));
  };
  return (result: CallResultView) => answer(result);
}

const kept = (rest: Partial<CallView> = {}): CallView => ({
  integration: "i2",
  endpoint: "bug.by-ids",
  values: { "path.bug_ids": "CSCvc57217" },
  method: "",
  address: "",
  query: [],
  headers: [],
  body: { kind: "fromParameters" },
  ...rest,
});

test("the first endpoint is chosen at first, a custom request where there is none", async () => {
  expect((await staged()).tester.endpoint?.title).toBe("Bugs by id");
  const { tester } = await staged("i8");
  expect(tester.form?.endpoint).toBeNull();
});

test("what was typed stays when another endpoint or integration is looked at", async () => {
  const { gatepass, tester } = await staged();
  if (tester.form) tester.form.values["path.bug_ids"] = "CSCvc57217";
  tester.choose("bug.by-keyword");
  expect(tester.form?.values).toEqual({});
  tester.choose("bug.by-ids");
  expect(tester.form?.values).toEqual({ "path.bug_ids": "CSCvc57217" });
  expect(gatepass.requests.of("i2")).toBe(tester);
  expect(gatepass.requests.of("i1")).not.toBe(tester);
});

test("a form starts with what the catalogue begins with, and sends no empty values", async () => {
  const { tester } = await staged();
  tester.choose("eox.by-dates");
  expect(tester.form?.call().values).toEqual({ "path.pageIndex": "1" });
  if (tester.form) tester.form.values["path.pageIndex"] = "";
  expect(tester.form?.call().values).toEqual({});
});

test("what is not complete is not sent", async () => {
  const { fake, tester } = await staged();
  expect(await tester.send()).toBe("problems");
  expect(tester.form?.problem("path.bug_ids")).toBe("bug_ids is missing.");
  expect(callsOf(fake, "sendCall")).toEqual([]);
});

test("an answer is shown with the call that was sent for it, and takes the place of the one before", async () => {
  const { fake, gatepass, tester } = await staged();
  tester.fill(kept());
  expect(await tester.send()).toBe("sent");
  expect(tester.answer?.call).toEqual(kept());
  const first = tester.answer?.called.id;
  expect(gatepass.desk.said).toBe("Bugs by id: As asked for");
  expect(callsOf(fake, "dropAnswer")).toEqual([]);
  await tester.send();
  expect(tester.answer?.called.id).not.toBe(first);
  expect(callsOf(fake, "dropAnswer")).toEqual([[first]]);
});

test("an answer belongs to its endpoint: another one does not show it, and coming back does", async () => {
  const { tester } = await staged();
  tester.fill(kept());
  await tester.send();
  tester.choose("bug.by-keyword");
  expect(tester.answer).toBeNull();
  tester.choose("bug.by-ids");
  expect(tester.answer?.called.title).toBe("Bugs by id");
});

test("progress of the run under way is shown, of any other not", async () => {
  const { fake, tester } = await staged();
  tester.fill(kept());
  const answer = underWay(fake);
  const sent = tester.send();
  await vi.waitFor(() => expect(tester.run).not.toBeNull());
  fake.emit({ kind: "call", run: tester.run?.id ?? "", phase: "receiving", received: 14_200_000 });
  expect(tester.run).toMatchObject({ phase: "receiving", received: 14_200_000 });
  fake.emit({ kind: "call", run: "another", phase: "waiting", received: 0 });
  expect(tester.run?.phase).toBe("receiving");
  expect(callsOf(fake, "desk")).toEqual([]);
  answer({ kind: "cancelled" });
  await sent;
  expect(tester.trouble).toEqual({ kind: "cancelled", changes: false });
});

test("what comes after a call was cancelled is let go of", async () => {
  const { fake, tester } = await staged();
  tester.fill(kept());
  const answer = underWay(fake);
  const sent = tester.send();
  await vi.waitFor(() => expect(tester.run).not.toBeNull());
  const run = tester.run?.id;
  await tester.cancel();
  expect(callsOf(fake, "cancelCall")).toEqual([[run]]);
  answer({ kind: "called", called: fake.holdJson({}, { id: "late" }) });
  await sent;
  expect(tester.answer).toBeNull();
  expect(tester.trouble?.kind).toBe("cancelled");
  expect(callsOf(fake, "dropAnswer")).toEqual([["late"]]);
});

test("a second wish to send while one is under way sends nothing", async () => {
  const { fake, tester } = await staged();
  tester.fill(kept());
  const answer = underWay(fake);
  const sent = tester.send();
  expect(await tester.send()).toBe("busy");
  await vi.waitFor(() => expect(tester.run).not.toBeNull());
  expect(await tester.send()).toBe("busy");
  expect(callsOf(fake, "sendCall")).toHaveLength(1);
  answer({ kind: "cancelled" });
  await sent;
});

test("what changes something waits to be confirmed, and what is asked about is what is sent", async () => {
  const { fake, tester } = await staged("i4");
  expect(await tester.send()).toBe("asks");
  expect(tester.asking?.effect).toContain("leaves the queue for good");
  expect(callsOf(fake, "sendCall")).toEqual([]);
  const asked = tester.asking?.call;
  expect(await tester.confirm()).toBe("sent");
  expect(callsOf(fake, "sendCall")[0]?.[1]).toEqual(asked);
  expect(tester.asking).toBeNull();
});

test("the next page is asked for with its values, and the form shows them", async () => {
  const { fake, tester } = await staged();
  tester.fill(kept({ endpoint: "bug.by-keyword", values: { "path.keyword": "nat" } }));
  await tester.send();
  expect(await tester.nextPage()).toBe("sent");
  expect(tester.form?.values).toEqual({ "path.keyword": "nat", "query.page_index": "2" });
  expect(callsOf(fake, "sendCall").at(-1)?.[1]).toMatchObject({ values: { "query.page_index": "2" } });
  await tester.nextPage();
  expect(await tester.nextPage()).toBe("busy");
});

test("a sample is shown without a call and without sending anything", async () => {
  const { fake, tester } = await staged();
  const [, none] = tester.endpoint?.samples ?? [];
  if (none) await tester.showSample(none);
  expect(callsOf(fake, "showSample")).toEqual([["i2", "bug.by-ids", "none"]]);
  expect(tester.answer?.call).toBeNull();
  expect(tester.answer?.called.source).toMatchObject({ kind: "sample", id: "none", title: "No such bug" });
  expect(callsOf(fake, "sendCall")).toEqual([]);
});

test("a kept call fills the form, even before the list is there", async () => {
  const { fake, gatepass } = await opened();
  gatepass.clock.stop();
  const body = { kind: "text", contentType: "text/plain", text: { kind: "public", text: "hello" } } as const;
  gatepass.requests.fill("i2", kept({ endpoint: "asd.by-release", values: {}, body }));
  const tester = gatepass.requests.of("i2");
  expect(tester.form).toBeNull();
  await tester.load();
  expect(tester.endpoint?.id).toBe("asd.by-release");
  expect(tester.form?.call().body).toEqual(body);
  expect(callsOf(fake, "sendCall")).toEqual([]);
});

test("a kept custom request fills the form with its method and address", async () => {
  const { gatepass, tester } = await staged();
  const call = kept({ endpoint: null, values: {}, method: "HEAD", address: "/hello" });
  gatepass.requests.fill("i2", call);
  expect(tester.form?.call()).toEqual(call);
});

test("a refusal takes the place of the answer, which is let go of", async () => {
  const { fake, tester } = await staged();
  tester.fill(kept());
  await tester.send();
  const shown = tester.answer?.called.id;
  tester.fill(kept({ values: { "path.bug_ids": "refused" } }));
  await tester.send();
  expect(tester.trouble).toMatchObject({ kind: "refused", refusal: { remedy: "subscriptionKey" } });
  expect(tester.answer).toBeNull();
  expect(callsOf(fake, "dropAnswer")).toEqual([[shown]]);
});

test("problems that Rust finds when it sends stand at their fields", async () => {
  const { tester } = await staged();
  tester.fill(kept({ values: { "path.bug_ids": "problem" } }));
  expect(await tester.send()).toBe("problems");
  expect(tester.form?.problem("path.bug_ids")).toBe("The gateway wants another form.");
  expect(tester.trouble).toBeNull();
});

test("a failure of Gatepass itself is said, and the answer before it stays", async () => {
  const { fake, tester } = await staged();
  tester.fill(kept());
  await tester.send();
  fake.failures.set("sendCall", { code: "x", sentence: "The store is full.", nextStep: "Make room.", fields: [] });
  await tester.send();
  expect(tester.trouble).toMatchObject({ kind: "failed", error: { sentence: "The store is full." } });
  expect(tester.answer?.called.title).toBe("Bugs by id");
  expect(tester.run).toBeNull();
});

test("removing an integration ends its run and lets go of its answer", async () => {
  const { fake, gatepass, tester } = await staged();
  tester.fill(kept());
  await tester.send();
  const shown = tester.answer?.called.id;
  await gatepass.remove("i2");
  expect(callsOf(fake, "dropAnswer")).toEqual([[shown]]);
  expect(gatepass.requests.of("i2")).not.toBe(tester);
});
