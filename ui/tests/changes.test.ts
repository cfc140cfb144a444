// Two requests compared: every line of both is there once, marked as gone, new or the same.
import { expect, test } from "vitest";
import { requestTo } from "../src/lib/fake/requests";
import { changesOf } from "../src/lib/format/changes";

const asked = { address: "https://id.example/token", clientId: "abc" };
const text = (before: string, after: string) =>
  changesOf(requestTo({ ...asked, placement: before }), requestTo({ ...asked, placement: after })).map(
    ({ state, line: { kind, member, joint } }) => `${state} ${kind} ${joint}${member.name}`,
  );

test("the same request has no change", () => {
  const states = changesOf(requestTo(asked), requestTo(asked)).map((change) => change.state);
  expect(new Set(states)).toEqual(new Set(["same"]));
});

test("from the form to Basic the credentials leave the body and a header comes", () => {
  expect(text("form", "basic")).toEqual([
    "same address POST",
    "same header Content-Type",
    "new header Authorization",
    "same form grant_type",
    "gone form &client_id",
    "gone form &client_secret",
  ]);
});

test("from the form to the URL all members move, and the body is empty", () => {
  expect(text("form", "query")).toEqual([
    "same address POST",
    "gone header Content-Type",
    "gone form grant_type",
    "gone form &client_id",
    "gone form &client_secret",
    "new query ?grant_type",
    "new query &client_id",
    "new query &client_secret",
    "new empty ",
  ]);
});

test("becoming the first member is no change", () => {
  const before = requestTo({ ...asked, placement: "query" });
  const after = { ...before, query: before.query.slice(1) };
  expect(changesOf(before, after).map(({ state, line }) => `${state} ${line.joint}${line.member.name}`)).toEqual([
    "same POST",
    "gone ?grant_type",
    "same ?client_id",
    "same &client_secret",
    "same ",
  ]);
});

test("a request that goes altogether is gone line by line, and the other way round", () => {
  const states = (a: Parameters<typeof changesOf>) => new Set(changesOf(...a).map((change) => change.state));
  expect(states([requestTo(asked), null])).toEqual(new Set(["gone"]));
  expect(states([null, requestTo(asked)])).toEqual(new Set(["new"]));
  expect(changesOf(null, null)).toEqual([]);
});
