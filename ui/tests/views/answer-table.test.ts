// Tables of an answer, and their rows as cards.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { notices } from "../../src/lib/fake/answer/notices";
import { callsOf, eventually } from "../stage";
import { answered, button } from "./answer-stage.svelte";

const rows = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .filter((row) => row.textContent?.trim());
const first = () => rows()[0]?.textContent ?? "";
const head = (name: string) => screen.getByRole("columnheader", { name });

async function shown(count = 128, also: Record<string, unknown> = {}) {
  const all = await answered((fake) => fake.holdJson({ ...notices(count), ...also }));
  await eventually(() => expect(first()).toContain("62787"));
  return all;
}

test("only the rows in sight are asked for, a page at a time", async () => {
  const { fake } = await shown(3000);
  expect(callsOf(fake, "tableRows").map(([, , from, count]) => [from, count])).toEqual([[0, 100]]);
  expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("3001");
  expect(rows().length).toBeLessThan(120);
});

test("what has no value is a dash that is read as no value", async () => {
  await shown();
  const updated = rows()[6]?.querySelectorAll("[role=gridcell]")[4];
  expect(updated?.textContent).toMatch(/–\s*no value/);
});

test("a head sorts up, then down, then not, and says so", async () => {
  const { fake } = await shown();
  const sort = () => fireEvent.click(within(head("bulletinNumber")).getByRole("button"));
  await sort();
  expect(head("bulletinNumber").getAttribute("aria-sort")).toBe("ascending");
  await sort();
  expect(head("bulletinNumber").getAttribute("aria-sort")).toBe("descending");
  await eventually(() => expect(first()).toContain("71651"));
  await sort();
  expect(head("bulletinNumber").getAttribute("aria-sort")).toBe("none");
  await eventually(() => expect(first()).toContain("62787"));
  expect(callsOf(fake, "tableRows").at(-1)?.[1]).toMatchObject({ sort: "", descending: false });
});

test("the filter waits until one has typed, and says how many rows pass", async () => {
  const { fake } = await shown();
  const field = screen.getByRole("searchbox", { name: "Filter rows" });
  for (const value of ["m", "memory", "memory 2016"]) await fireEvent.input(field, { target: { value } });
  await eventually(() => expect(screen.getByText("5 of 128 rows")).toBeTruthy());
  expect(callsOf(fake, "tableRows")).toHaveLength(2);
  await fireEvent.input(field, { target: { value: "no such words" } });
  await eventually(() => expect(screen.getByText(/No row has “no such words” in it/)).toBeTruthy());
});

test("columns are chosen in a menu, and set back", async () => {
  const { fake } = await shown();
  await fireEvent.click(button(/^Columns/));
  const boxes = () => screen.getAllByRole("menuitemcheckbox");
  expect(boxes().map((box) => [box.textContent?.trim(), box.getAttribute("aria-checked")])).toContainEqual([
    "url",
    "false",
  ]);
  await fireEvent.keyDown(document.activeElement as Element, { key: "u" });
  expect(document.activeElement?.textContent?.trim()).toBe("url");
  await fireEvent.click(document.activeElement as Element);
  await eventually(() => expect(head("url")).toBeTruthy());
  await eventually(() =>
    expect(callsOf(fake, "tableRows").at(-1)?.[1]).toMatchObject({ columns: expect.arrayContaining(["url"]) }),
  );
  await fireEvent.click(screen.getByRole("menuitem", { name: "Reset columns" }));
  await eventually(() => expect(screen.queryByRole("columnheader", { name: "url" })).toBeNull());
  await fireEvent.keyDown(document.activeElement as Element, { key: "Escape" });
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement?.textContent).toContain("Columns");
});

test("the last column stays", async () => {
  await shown();
  await fireEvent.click(button(/^Columns/));
  for (const box of screen.getAllByRole("menuitemcheckbox", { checked: true })) await fireEvent.click(box);
  expect(screen.getAllByRole("menuitemcheckbox", { checked: true })).toHaveLength(1);
});

test("copying as CSV takes the rows that pass, and says how many", async () => {
  const { fake, called } = await shown();
  await fireEvent.input(screen.getByRole("searchbox"), { target: { value: "memory 2016" } });
  await eventually(() => expect(screen.getByText("5 of 128 rows")).toBeTruthy());
  await fireEvent.click(button("Copy as CSV"));
  await eventually(() => expect(button("Copied 5 rows")).toBeTruthy());
  expect(callsOf(fake, "copyCsv")).toEqual([[called.id, expect.objectContaining({ filter: "memory 2016" })]]);
});

test("of several tables one is chosen, by its name and its number of rows", async () => {
  await shown(3, { advisories: [{ id: "one" }, { id: "two" }] });
  const choice = screen.getByRole("combobox", { name: "Table" });
  expect(
    within(choice)
      .getAllByRole("option")
      .map((option) => option.textContent),
  ).toEqual(["data (3)", "advisories (2)"]);
  await fireEvent.change(choice, { target: { value: "1" } });
  await eventually(() => expect(first()).toContain("one"));
  expect(screen.getByText("2 rows")).toBeTruthy();
});

test("a row opens as a card, by click and by Enter, and the keys lead to the next record and back", async () => {
  const { fake } = await shown();
  const grid = screen.getByRole("grid");
  await fireEvent.keyDown(grid, { key: "ArrowDown" });
  expect(grid.getAttribute("aria-activedescendant")).toMatch(/-1$/);
  await fireEvent.keyDown(grid, { key: "Enter" });
  const card = () => screen.getByRole("dialog");
  await eventually(() => expect(card().textContent).toContain("FN# 70013"));
  expect(card().textContent).toContain("2 of 128");
  await fireEvent.keyDown(document.activeElement as Element, { key: "ArrowRight" });
  await eventually(() => expect(card().textContent).toContain("FN# 70026"));
  await fireEvent.click(button("Previous record"));
  await fireEvent.click(button("Previous record"));
  await eventually(() => expect(card().textContent).toContain("FN# 62787"));
  expect(button("Previous record").disabled).toBe(true);
  await fireEvent.keyDown(document.activeElement as Element, { key: "Escape" });
  await eventually(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(grid);
  await fireEvent.click(rows()[4] as Element);
  await eventually(() => expect(card().textContent).toContain("FN# 70052"));
  expect(callsOf(fake, "card").at(-1)).toEqual(["a1", 0, 4]);
});

test("a card keeps line breaks, offers links with their address, nests, and shows absence quietly", async () => {
  const { fake } = await shown();
  await fireEvent.click(rows()[5] as Element);
  await eventually(() => expect(screen.getByRole("dialog").textContent).toMatch(/Invented notice 5\.\n\nSee/));
  const value = (label: string) => screen.getByText(label, { selector: "dt" }).nextElementSibling as HTMLElement;
  expect(value("Alert automation caveat").textContent).toMatch(/–\s*no value/);
  expect(within(value("Affected products")).getByText("SMPL-5-A")).toBeTruthy();
  expect(screen.queryByRole("link")).toBeNull();
  await fireEvent.click(button("https://www.example.com/field-notices/70065.html"));
  expect(callsOf(fake, "openLink")).toEqual([["https://www.example.com/field-notices/70065.html"]]);
  await fireEvent.click(button("Copy Bulletin number"));
  expect(callsOf(fake, "copyPublic")).toEqual([["70065"]]);
});

test("an answer that is a single object is its card", async () => {
  await answered((fake) => fake.holdJson({ message: "Hello", at: "2026-11-20T09:05:00Z" }));
  await eventually(() => expect(screen.getByText("Hello")).toBeTruthy());
  expect(screen.queryByRole("grid")).toBeNull();
  expect(screen.getByText("2026-11-20T09:05:00Z").title).toContain("2026");
});

test("rows that cannot be read say so, and can be asked for again", async () => {
  const failure = { code: "answer_gone", sentence: "This answer is gone.", nextStep: "Send it again.", fields: [] };
  await answered(
    (fake) => fake.holdJson(notices(3)),
    {},
    (fake) => fake.failures.set("tableRows", failure),
  );
  await eventually(() => expect(screen.getByRole("alert").textContent).toContain("This answer is gone."));
  await fireEvent.click(button("Try again"));
  await eventually(() => expect(first()).toContain("62787"));
  expect(screen.queryByRole("alert")).toBeNull();
});
