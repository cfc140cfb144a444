// An answer beside another one.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { FakeBackend } from "../../src/lib/backend.fake";
import type { CalledView, CallResultView } from "../../src/lib/bindings";
import { refused } from "../../src/lib/fake/answer/heads";
import { callsOf, eventually } from "../stage";
import { answered, button, call, choose, endpointOf, type Given } from "./answer-stage.svelte";

const here = { id: 5, name: "here", extra: true, at: null };
const there = { id: "5", name: "there", gone: 1, at: "2026-01-01" };
const samples = [
  { id: "usual", title: "Usual answer", own: false },
  { id: "none", title: "No such notice", own: false },
];
const twins = [{ id: "i4", label: "Smart Bonding", environmentName: "Stage" }];
const choice = () => screen.getByRole("combobox", { name: "Compare with" });
const panel = () => screen.getByRole("group", { name: "Compare" });
const pick = (value: string) => fireEvent.change(choice(), { target: { value } });
const group = (name: RegExp) => screen.getByRole("button", { name });

async function compared(
  rest: Partial<Given> = {},
  change: (fake: FakeBackend) => void = () => {},
  value: unknown = there,
) {
  const given = { endpoint: endpointOf({ samples }), twins, ...rest };
  const all = await answered(
    (fake) => fake.holdJson(here),
    given,
    (fake) => {
      Object.assign(fake, {
        showSample: async (...args: string[]) => {
          fake.calls.push(["showSample", ...args]);
          return fake.holdJson(value, {
            source: { kind: "sample", id: "s1", title: "", inferred: false, own: false, origin: "", note: "" },
          });
        },
      });
      change(fake);
    },
  );
  await choose("Compare");
  return all;
}

/** What a call there comes to, when the test says so. */
function calling(fake: FakeBackend) {
  const open: { run: string; to: string; come: (result: CallResultView) => void }[] = [];
  Object.assign(fake, {
    sendCall: (run: string, { integration }: typeof call) =>
      new Promise((come) => void open.push({ run, to: integration, come })),
    cancelCall: async (run: string) => open.find((one) => one.run === run)?.come({ kind: "cancelled" }),
  });
  return open;
}

test("the usual sample is compared with at once: by kind, by path, with the types of both sides", async () => {
  const { fake } = await compared();
  await eventually(() => expect(group(/^Missing \(1\)/)).toBeTruthy());
  expect(callsOf(fake, "showSample")).toEqual([["i1", "notices", "usual"]]);
  expect(callsOf(fake, "compare")).toEqual([["a2", "a1"]]);
  for (const name of [/^New \(1\)/, /^Of another type \(1\)/, /^Empty on one side \(1\)/])
    expect(group(name)).toBeTruthy();
  const row = screen.getByRole("row", { name: /^Of another type id/ });
  expect(
    within(row)
      .getAllByRole("cell")
      .slice(1)
      .map((cell) => cell.textContent?.trim()),
  ).toEqual(["text", "number"]);
  expect(panel().textContent).toContain("Sample “Usual answer”");
  expect(panel().textContent).toContain("This answer");
});

test("values are shown on demand; other values are folded away", async () => {
  await compared();
  await eventually(() => expect(group(/^Other values \(1\)/).getAttribute("aria-expanded")).toBe("false"));
  expect(panel().textContent).not.toContain('"there"');
  await fireEvent.click(group(/^Other values/));
  const values = screen.getAllByRole("button", { name: "Show values" }).at(-1) as HTMLElement;
  await fireEvent.click(values);
  await eventually(() => expect(panel().textContent).toContain('"there"'));
});

test("swapped, what was new is missing", async () => {
  const { fake } = await compared();
  await eventually(() => expect(group(/^Missing/)).toBeTruthy());
  expect(screen.getByRole("row", { name: /^Missing/ }).textContent).toContain("gone");
  await fireEvent.click(button("Swap sides"));
  await eventually(() => expect(screen.getByRole("row", { name: /^Missing/ }).textContent).toContain("extra"));
  expect(callsOf(fake, "compare").at(-1)).toEqual(["a1", "a2"]);
});

test("the same is said to be the same", async () => {
  await compared({}, () => {}, here);
  await eventually(() => expect(panel().textContent).toContain("Every member is there with its type."));
  expect(screen.queryByRole("table")).toBeNull();
});

test("what cannot be compared says why", async () => {
  const { fake } = await compared();
  Object.assign(fake, {
    compare: async () => ({ summary: "", same: false, differences: [], problem: "One is cut off." }),
  });
  await pick("sample:none");
  await eventually(() => expect(screen.getByRole("note").textContent).toContain("One is cut off."));
});

test("an earlier answer is offered if its body was kept and it is of the same call", async () => {
  const row = { integration: "i1", label: "", environmentName: "UAT", method: "GET", address: "", status: 200 };
  const rest = {
    outcome: "success",
    outcomeTitle: "As asked for",
    sentAtMs: 1_700_000_000_000,
    elapsedMs: 1,
    bodyBytes: 9,
  };
  const title = "Field notice bulletins";
  const rows = [
    { ...row, ...rest, id: "k1", title, hasBody: true },
    { ...row, ...rest, id: "k2", title, hasBody: false },
    { ...row, ...rest, id: "k3", title: "Another", hasBody: true },
  ];
  const { fake } = await compared({ endpoint: endpointOf() }, (fake) => {
    Object.assign(fake, {
      activity: async () => ({ total: 3, rows, keptEntries: 3, keptBytes: 9 }),
      keptExchange: async () => ({ called: fake.holdJson(there, { source: { kind: "kept" } }), call: null }),
    });
  });
  await eventually(() => expect(choice().querySelectorAll("option[value^=earlier]")).toHaveLength(1));
  await pick("earlier:k1");
  await eventually(() => expect(group(/^Missing/)).toBeTruthy());
  expect(panel().textContent).toContain("Earlier answer");
  expect(callsOf(fake, "compare")).toEqual([["a2", "a1"]]);
});

test("the same call goes to another environment only when one says so; its progress is shown", async () => {
  const { fake } = await compared();
  const open = calling(fake);
  await pick("twin:i4");
  expect(panel().textContent).toContain("Stage");
  expect(open).toHaveLength(0);
  await fireEvent.click(button("Send and compare"));
  await eventually(() => expect(open).toHaveLength(1));
  expect(open[0]?.to).toBe("i4");
  fake.emit({ kind: "call", run: open[0]?.run ?? "", phase: "receiving", received: 12_400 });
  await eventually(() => expect(panel().textContent).toContain("Receiving… 12.4 kB"));
  open[0]?.come({ kind: "called", called: fake.holdJson(there) });
  await eventually(() => expect(group(/^Missing/)).toBeTruthy());
  expect(panel().textContent).toContain("Stage (Smart Bonding)");
});

test("a call there can be cancelled, and sent again", async () => {
  const { fake } = await compared();
  const open = calling(fake);
  await pick("twin:i4");
  await fireEvent.click(button("Send and compare"));
  await eventually(() => expect(button("Cancel")).toBeTruthy());
  await fireEvent.click(button("Cancel"));
  await eventually(() => expect(button("Send and compare")).toBeTruthy());
  expect(open).toHaveLength(1);
});

test("a refusal there is said with its next step", async () => {
  const { fake } = await compared();
  const open = calling(fake);
  await pick("twin:i4");
  await fireEvent.click(button("Send and compare"));
  await eventually(() => expect(open).toHaveLength(1));
  const { title, sentence, nextStep } = refused;
  const more = {
    code: "x",
    short: "",
    remedy: "",
    placementMayHelp: false,
    fault: "you" as const,
    atMs: 0,
    exchange: null,
  };
  open[0]?.come({ kind: "refused", refusal: { ...more, title, sentence, nextStep } });
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("EoX refused the request"));
  expect(screen.getByRole("alert").textContent).toContain("Compare the serial numbers");
});

test("what changes something is never sent a second time to compare", async () => {
  await compared({ endpoint: endpointOf({ samples, effect: "Opens a case." }) });
  expect(choice().querySelectorAll("option[value^=twin]")).toHaveLength(0);
});

test("of a call without an endpoint only one that reads is offered", async () => {
  const { unmount } = await compared({ endpoint: null, call: { ...call, endpoint: null, method: "POST" } });
  expect(choice().querySelectorAll("option[value^=twin]")).toHaveLength(0);
  unmount();
  await compared({ endpoint: null, call: { ...call, endpoint: null, method: "GET" } });
  expect(choice().querySelectorAll("option[value^=twin]")).toHaveLength(1);
});

test("the other answer is dropped once it is not looked at any more, and only that", async () => {
  const { fake } = await compared();
  await eventually(() => expect(group(/^Missing/)).toBeTruthy());
  await pick("sample:none");
  await eventually(() => expect(callsOf(fake, "dropAnswer")).toEqual([["a2"]]));
  await eventually(() => expect(group(/^Missing/)).toBeTruthy());
  await choose("JSON");
  await eventually(() => expect(callsOf(fake, "dropAnswer")).toEqual([["a2"], ["a3"]]));
  expect(fake.holds("a1")).toBe(true);
});

test("an answer that comes after something else was chosen is dropped, not compared", async () => {
  const { fake } = await compared({ endpoint: endpointOf() });
  const waiting: ((called: CalledView) => void)[] = [];
  Object.assign(fake, { showSample: () => new Promise((come) => void waiting.push(come)) });
  const open = calling(fake);
  await pick("twin:i4");
  await fireEvent.click(button("Send and compare"));
  await eventually(() => expect(open).toHaveLength(1));
  const late = fake.holdJson(there);
  Object.assign(fake, { cancelCall: async () => {} });
  await choose("JSON");
  open[0]?.come({ kind: "called", called: late });
  await eventually(() => expect(fake.holds(late.id)).toBe(false));
  expect(callsOf(fake, "compare")).toEqual([]);
});
