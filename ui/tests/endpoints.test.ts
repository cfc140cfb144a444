// Finding endpoints, grouping them, and reading the names out of a path.
import { expect, test } from "vitest";
import { endpointsOf } from "../src/lib/fake/endpoints";
import { byApi, found, namesIn } from "../src/lib/format/endpoints";

const titles = (query: string) => found(endpointsOf("cisco-support"), query).map(({ title }) => title);

test("every word has to occur, in any order and anywhere in what is known of an endpoint", () => {
  expect(titles("bug id")).toEqual(["Bugs by id"]);
  expect(titles("id BUG")).toEqual(["Bugs by id"]);
  expect(titles("bug nothing")).toEqual([]);
});

test("a path, an API, a method, a parameter and a note find an endpoint too", () => {
  expect(titles("EOXByDates")).toEqual(["End of life between two days"]);
  expect(titles("software distribution")).toEqual(["Images by product id and release"]);
  expect(titles("post")).toEqual(["Images by product id and release"]);
  expect(titles("severity")).toEqual(["Bugs by keyword"]);
  expect(titles("capitalises")).toEqual(["Images by product id and release"]);
  expect(titles("inferred")).toEqual(["Images by product id and release"]);
});

test("nothing asked for is everything, in its order", () => {
  expect(titles("  ")).toHaveLength(endpointsOf("cisco-support").length);
});

test("those of one API stand together, the APIs in the order of the list", () => {
  const groups = byApi(endpointsOf("pivot"));
  expect(groups.map(({ api, endpoints }) => `${api} ${endpoints.length}`)).toEqual([
    "Field notices 2",
    "End of life 3",
    "Yours 1",
  ]);
});

test("each name in a path is read once, an empty one not at all", () => {
  expect(namesIn("/sites/{site}/tickets/{number}/{site}/{}")).toEqual(["site", "number"]);
  expect(namesIn("/sites/{si/te}")).toEqual([]);
});
