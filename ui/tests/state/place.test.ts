// Where the window is: going, going back, and what is asked before something typed is left.
import { expect, test } from "vitest";
import { Navigation } from "../../src/lib/state/place.svelte";

test("back leads to the integration that one came from", () => {
  const navigation = new Navigation();
  navigation.open("a", "setup");
  navigation.go({ kind: "settings" });
  navigation.go({ kind: "sandbox" });
  navigation.back();
  expect(navigation.place).toEqual({ kind: "integration", id: "a", tab: "setup" });
});

test("a guarded place is left only when it is discarded", () => {
  const navigation = new Navigation();
  navigation.go({ kind: "add" });
  navigation.guard = () => true;
  navigation.open("a");
  expect(navigation.place.kind).toBe("add");
  expect(navigation.wanted).toEqual({ kind: "integration", id: "a", tab: "token" });
  if (navigation.wanted) navigation.force(navigation.wanted);
  expect(navigation.place).toEqual({ kind: "integration", id: "a", tab: "token" });
  expect(navigation.wanted).toBeNull();
  navigation.go({ kind: "settings" });
  expect(navigation.place.kind).toBe("settings");
});

test("staying where one is asks nothing", () => {
  const navigation = new Navigation();
  navigation.open("a", "setup");
  navigation.guard = () => true;
  navigation.open("a", "setup");
  expect(navigation.wanted).toBeNull();
});

test("nothing leads back to an integration that is gone", () => {
  const navigation = new Navigation();
  navigation.open("a");
  navigation.go({ kind: "settings" });
  navigation.forget("a");
  expect(navigation.place.kind).toBe("settings");
  navigation.back();
  expect(navigation.place).toEqual({ kind: "start" });
});
