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

test("what is done on the token's page is done once, also after coming back", () => {
  const navigation = new Navigation();
  navigation.open("a");
  navigation.act("a", "revoke");
  expect(navigation.place).toMatchObject({ id: "a", act: "revoke" });
  navigation.go({ kind: "settings" });
  navigation.back();
  expect(navigation.place).toEqual({ kind: "integration", id: "a", tab: "token" });
  navigation.act("a", "ask");
  navigation.acted();
  expect(navigation.place).toEqual({ kind: "integration", id: "a", tab: "token" });
});

test("a paste asked for while adding does not ask to leave: the page asks before it replaces", () => {
  const navigation = new Navigation();
  navigation.go({ kind: "add" });
  navigation.guard = () => true;
  navigation.go({ kind: "add", paste: true });
  expect(navigation.wanted).toBeNull();
  expect(navigation.place).toEqual({ kind: "add", paste: true });
  expect(navigation.guard).not.toBeNull();
});
