// The formatted text and the body as it came: folding, moving, copying, searching, and very many rows.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { type Body, SmallBody } from "../../src/lib/fake/answer/body";
import { EndlessBody } from "../../src/lib/fake/answer/endless";
import { callsOf, eventually } from "../stage";
import { answered, button, choose } from "./answer-stage.svelte";

const value = {
  id: 5,
  data: [
    { name: "first", tags: ["a", "b"] },
    { name: "second", tags: [] },
  ],
  end: null,
};
const tree = () => screen.getByRole("tree", { name: "Answer as JSON" });
const rows = () =>
  within(tree())
    .queryAllByRole("treeitem")
    .map((row) => row.textContent?.replace(/^\s*\d+\s*/, "").trim());
const current = () => within(tree()).getByRole("treeitem", { selected: true }).textContent ?? "";
const press = (key: string) => fireEvent.keyDown(tree(), { key });

async function json(body: Body = new SmallBody(value)) {
  const all = await answered((fake) => fake.hold(body));
  await choose("JSON");
  await eventually(() => expect(rows().length).toBeGreaterThan(3));
  return all;
}

test("rows are as written, formatted", async () => {
  await json();
  expect(rows()).toEqual([
    ...["{", '"id": 5,', '"data": [', "{", '"name": "first",', '"tags": [', '"a",', '"b"', "]", "},"],
    ...["{", '"name": "second",', '"tags": []', "}", "],", '"end": null', "}"],
  ]);
});

test("a number that no browser could hold stays as it was written", async () => {
  await json(new EndlessBody(10));
  expect(rows()).toContain('"id": 9007199254740993,');
  expect(rows()).toContain('"price": 10.00,');
});

test("the left arrow folds and goes outward, the right one unfolds and goes inward", async () => {
  await json();
  await press("ArrowDown");
  await press("ArrowDown");
  expect(current()).toContain('"data": [');
  await press("ArrowLeft");
  await eventually(() =>
    expect(rows()).toEqual([
      "{",
      '"id": 5,',
      expect.stringMatching(/^"data": \[\s*2 items\s*\],$/),
      '"end": null',
      "}",
    ]),
  );
  await press("ArrowRight");
  await eventually(() => expect(rows()).toHaveLength(17));
  await press("ArrowRight");
  await press("ArrowDown");
  expect(current()).toContain('"name": "first"');
  await press("ArrowLeft");
  await eventually(() => expect(current()).toMatch(/4\s*\{$/));
});

test("a click on the mark folds, and a click elsewhere only stands there", async () => {
  const { fake } = await json();
  const data = within(tree()).getAllByRole("treeitem")[2] as HTMLElement;
  await fireEvent.click(data);
  expect(callsOf(fake, "foldRow")).toEqual([]);
  await fireEvent.click(data.querySelector("[data-fold]") as Element);
  await eventually(() => expect(rows()).toHaveLength(5));
  expect(callsOf(fake, "foldRow")).toEqual([["a1", 2, true]]);
});

test("all is folded, to a depth or wholly, and unfolded", async () => {
  await json();
  await fireEvent.click(button("Fold to depth 2"));
  await eventually(() => expect(rows()).toHaveLength(8));
  await fireEvent.click(button("Fold all"));
  await eventually(() => expect(rows()).toEqual([expect.stringMatching(/^\{\s*3 members\s*\}$/)]));
  await fireEvent.click(button("Unfold all"));
  await eventually(() => expect(rows()).toHaveLength(17));
});

test("the value and the path of the row that one stands on are copied, and the path is said", async () => {
  const { fake, gatepass } = await json();
  for (let i = 0; i < 7; i++) await press("ArrowDown");
  await fireEvent.click(button("Copy value"));
  await fireEvent.click(button("Copy path"));
  await eventually(() => expect(screen.getByText("Copied $.data[0].tags[1]")).toBeTruthy());
  expect(callsOf(fake, "copyValue")).toEqual([["a1", 7]]);
  expect(callsOf(fake, "copyPath")).toEqual([["a1", 7]]);
  expect(gatepass.desk.said).toBe("Copied $.data[0].tags[1]");
});

test("a long text is cut, and says how long it is", async () => {
  await json(new SmallBody({ a: 1, b: 2, text: "x".repeat(12_000) }));
  expect(rows()[3]).toMatch(/^"text": "x{1999}… 12 kB$/);
});

test("broken JSON says where, and is shown as far as it goes", async () => {
  await answered((fake) =>
    fake.holdJson({ a: [1, 2] }, { body: { kind: "brokenJson", fault: "Line 4 ends within a text." } }),
  );
  await choose("JSON");
  expect(screen.getByText("Line 4 ends within a text.")).toBeTruthy();
  await eventually(() => expect(rows().length).toBeGreaterThan(3));
});

async function search(text: string) {
  await fireEvent.keyDown(window, { key: "f", ctrlKey: true });
  const field = await screen.findByRole("textbox", { name: "Search for" });
  expect(document.activeElement).toBe(field);
  await fireEvent.input(field, { target: { value: text } });
  return field;
}

test("Ctrl F searches; Enter goes on, round, and Shift Enter back; what hid a hit unfolds", async () => {
  const { fake } = await json();
  await fireEvent.click(button("Fold all"));
  await eventually(() => expect(rows()).toHaveLength(1));
  const field = await search("NAME");
  await eventually(() => expect(screen.getByText("1 of 2")).toBeTruthy());
  await eventually(() => expect(current()).toContain('"name": "first"'));
  expect(tree().querySelectorAll("mark")).toHaveLength(1);
  await fireEvent.keyDown(field, { key: "Enter" });
  await eventually(() => expect(current()).toContain('"name": "second"'));
  await fireEvent.keyDown(field, { key: "Enter" });
  await eventually(() => expect(screen.getByText("1 of 2")).toBeTruthy());
  await fireEvent.keyDown(field, { key: "Enter", shiftKey: true });
  await eventually(() => expect(screen.getByText("2 of 2")).toBeTruthy());
  await fireEvent.click(button("Match case"));
  await eventually(() => expect(screen.getByText("Not found")).toBeTruthy());
  expect(callsOf(fake, "searchBody").at(-1)).toEqual(["a1", "NAME", false, true]);
  const outside = vi.fn();
  window.addEventListener("keydown", outside);
  await fireEvent.keyDown(field, { key: "Escape" });
  window.removeEventListener("keydown", outside);
  expect(outside).not.toHaveBeenCalled();
  expect(screen.queryByRole("search")).toBeNull();
  expect(document.activeElement).toBe(tree());
});

test("what is no regular expression says so", async () => {
  await json();
  await fireEvent.click(button("Search"));
  await fireEvent.click(button("Regular expression"));
  await fireEvent.input(screen.getByRole("textbox", { name: "Search for" }), { target: { value: "(" } });
  await eventually(() => expect(screen.getByText(/no regular expression/)).toBeTruthy());
  expect(button("Next").disabled).toBe(true);
});

test("a million rows: their end is a key away, and only pages in sight are asked for", async () => {
  const { fake } = await json(new EndlessBody());
  await press("End");
  await eventually(() => expect(current()).toMatch(/1000004\s*\}$/));
  const asked = callsOf(fake, "bodyRows").map(([, , first, count]) => [first, count]);
  expect(asked.length).toBeLessThanOrEqual(3);
  expect(asked.at(-1)?.[0]).toBe(999_900);
  expect(within(tree()).getAllByRole("treeitem").length).toBeLessThan(120);
});

test("the body as it came is shown in pieces, and saved to a file", async () => {
  const { fake, called, gatepass } = await answered((fake) =>
    fake.hold(new SmallBody([1], `[\n"${"x".repeat(300)}"]`)),
  );
  await choose("Raw");
  const lines = () => screen.getAllByRole("option").map((row) => row.textContent?.trim());
  await eventually(() => expect(lines()).toEqual(["1[", `2"${"x".repeat(199)}`, `↪${"x".repeat(101)}"]`]));
  await fireEvent.click(button("Save to a file"));
  await eventually(() =>
    expect(screen.getByText("Saved as field-notice-bulletins.json in /home/mira/Downloads")).toBeTruthy(),
  );
  expect(callsOf(fake, "saveBody")).toEqual([[called.id]]);
  expect(gatepass.desk.said).toContain("/home/mira/Downloads");
});
