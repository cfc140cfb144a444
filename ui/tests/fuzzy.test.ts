// What the palette finds, and in which order.
import { expect, test } from "vitest";
import { best, score } from "../src/lib/format/fuzzy";
import { commandsOf } from "../src/lib/state/commands";
import { opened } from "./stage";

const names = ["Copy token of CX Cloud", "CX Cloud", "Get token for Smart Bonding", "Smart Bonding"];
const find = (query: string) => best(names, query, (name) => name);

test("nothing typed leaves the order", () => expect(find("")).toEqual(names));
test("a name's start comes before a mention", () => expect(find("cx")[0]).toBe("CX Cloud"));
test("every word must be found", () => expect(find("copy smart")).toEqual([]));
test("letters in order do when no word fits", () => expect(find("smbond")).toContain("Smart Bonding"));
test("letters far apart do not", () => expect(score("cd", "Copy token of CX Cloud")).toBeNull());

test("the palette jumps, copies, and says where Meraki is", async () => {
  const { gatepass } = await opened();
  const commands = commandsOf(gatepass, Date.now());
  const found = (query: string) => best(commands, query, (c) => `${c.name} ${c.detail} ${c.words}`).map((c) => c.name);
  expect(found("meraki")).toEqual(["Cisco Meraki is not covered"]);
  expect(found("cx cloud")[0]).toBe("CX Cloud, Contoso");
  expect(found("copy support")).toEqual(["Copy token of Support APIs"]);
  expect(found("get smart bonding")).toHaveLength(2);
  expect(found("dark")).toEqual(["Use the dark theme"]);
  gatepass.clock.stop();
});

test("only a live token can be copied from the palette", async () => {
  const { gatepass } = await opened();
  const ids = commandsOf(gatepass, Date.now()).map((c) => c.id);
  expect(ids).toContain("copy i1");
  expect(ids).not.toContain("copy i4");
  gatepass.clock.stop();
});
