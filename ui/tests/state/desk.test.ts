// The desk follows the backend, says "Copied" only for what was copied, and asks once for what is under way.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeBackend } from "../../src/lib/backend.fake";
import type { DeskView, ErrorView } from "../../src/lib/bindings";
import { token } from "../../src/lib/fake/integrations";
import { Desk } from "../../src/lib/state/desk.svelte";
import { Gatepass } from "../../src/lib/state/gatepass.svelte";
import { callsOf } from "../stage";

const failure: ErrorView = { code: "x", sentence: "It failed.", nextStep: "Try again.", fields: [] };
let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2031, 4, 14, 12), toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});
afterEach(() => {
  stop();
  stop = () => {};
  vi.useRealTimers();
});

async function desk(answersAfterMs = 0) {
  const fake = new FakeBackend({ answersAfterMs });
  const desk = new Desk(fake);
  const loading = desk.reload();
  await vi.advanceTimersByTimeAsync(answersAfterMs);
  await loading;
  fake.calls = [];
  return { fake, desk };
}

test("nothing is known before the first answer", async () => {
  const fake = new FakeBackend();
  const desk = new Desk(fake);
  expect(desk.loaded).toBe(false);
  await desk.reload();
  expect(desk.loaded).toBe(true);
  expect(desk.view.integrations).toHaveLength(fake.view.integrations.length);
});

test("a changed integration is asked for alone", async () => {
  const { fake, desk: it } = await desk();
  fake.view.integrations = fake.view.integrations.map((one) => (one.id === "i2" ? { ...one, label: "Renamed" } : one));
  await it.change({ kind: "integration", id: "i2" });
  expect(it.find("i2")?.label).toBe("Renamed");
  expect(fake.calls).toEqual([["integration", "i2"]]);
});

test("with the answer of a server comes what its clock tells of this one’s", async () => {
  const { fake, desk: it } = await desk();
  fake.view.clockNotice = "This computer’s clock is 9 minutes ahead.";
  fake.view.integrations = fake.view.integrations.map((one) =>
    one.id === "i2" ? { ...one, token: token(3600, 3600) } : one,
  );
  await it.change({ kind: "integration", id: "i2" });
  await vi.advanceTimersByTimeAsync(0);
  expect(it.view.clockNotice).toBe("This computer’s clock is 9 minutes ahead.");
});

test("one that is gone is taken off the list", async () => {
  const { fake, desk: it } = await desk();
  fake.view.integrations = fake.view.integrations.filter((one) => one.id !== "i2");
  await it.change({ kind: "integration", id: "i2" });
  expect(it.find("i2")).toBeUndefined();
  expect(it.error).toBeNull();
});

test("one that is new is put on the list", async () => {
  const { fake, desk: it } = await desk();
  const first = fake.view.integrations[0];
  if (!first) throw new Error("the fake has no integration");
  fake.view.integrations.push({ ...first, id: "new", label: "New" });
  await it.change({ kind: "integration", id: "new" });
  await vi.waitFor(() => expect(it.find("new")?.label).toBe("New"));
});

test("a change of the clipboard shows at once, one of the sandbox is counted for its page", async () => {
  const { fake, desk: it } = await desk();
  fake.view.clipboard = { label: "A", what: "token", clearsAtMs: null };
  await it.change({ kind: "clipboard" });
  expect(it.view.clipboard?.label).toBe("A");
  const before = it.sandboxChanges;
  await it.change({ kind: "sandbox" });
  expect(it.sandboxChanges).toBe(before + 1);
});

test("an answer that was overtaken by a later one is not shown", async () => {
  const { fake, desk: it } = await desk();
  const answers: ((view: DeskView) => void)[] = [];
  fake.desk = () => new Promise((resolve) => answers.push(resolve));
  const [early, late] = [it.reload(), it.reload()];
  answers[1]?.({ ...fake.view, version: "late" });
  await late;
  answers[0]?.({ ...fake.view, version: "early" });
  await early;
  expect(it.view.version).toBe("late");
});

test("Copied stands for two seconds from the success, not from the click", async () => {
  const { desk: it } = await desk(500);
  const copying = it.copy("i1");
  await vi.advanceTimersByTimeAsync(499);
  expect(it.copied).toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect(it.copied).toBe("i1 token");
  await vi.advanceTimersByTimeAsync(1999);
  expect(it.copied).toBe("i1 token");
  await vi.advanceTimersByTimeAsync(1);
  expect(it.copied).toBeNull();
  await copying;
});

test("copying again counts the two seconds anew", async () => {
  const { desk: it } = await desk();
  await it.copy("i1");
  await vi.advanceTimersByTimeAsync(1500);
  await it.copy("i1", "curl");
  await vi.advanceTimersByTimeAsync(1500);
  expect(it.copied).toBe("i1 curl");
});

test("a copy that failed never says Copied and shows why", async () => {
  const { fake, desk: it } = await desk();
  fake.failures.set("copy", failure);
  await it.copy("i1");
  expect(it.copied).toBeNull();
  expect(it.said).toBe("");
  expect(it.error).toEqual(failure);
  expect(it.isBusy("i1")).toBe(false);
});

test("the next act clears the last failure, a rejection without a sentence gets one", async () => {
  const { fake, desk: it } = await desk();
  fake.copy = () => Promise.reject(new Error("channel closed"));
  await it.copy("i1");
  expect(it.error?.sentence).toContain("channel closed");
  expect(it.error?.nextStep).not.toBe("");
  await it.clearClipboard();
  expect(it.error).toBeNull();
});

test("while a token is under way it is busy, and asking again asks nobody", async () => {
  const { fake, desk: it } = await desk(100);
  const getting = it.get("i5");
  expect(it.isBusy("i5")).toBe(true);
  expect(it.isBusy("i1")).toBe(false);
  await it.get("i5");
  await it.copy("i5");
  expect(fake.calls).toEqual([["getToken", "i5", false]]);
  await vi.advanceTimersByTimeAsync(400);
  await getting;
  expect(it.isBusy("i5")).toBe(false);
  expect(it.find("i5")?.token).not.toBeNull();
  expect(it.said).toContain("has a token");
});

test("one that the backend calls busy is busy here too", async () => {
  const { fake, desk: it } = await desk();
  fake.view.integrations = fake.view.integrations.map((one) => (one.id === "i1" ? { ...one, busy: true } : one));
  await it.change({ kind: "integration", id: "i1" });
  await it.get("i1", true);
  expect(callsOf(fake, "getToken")).toEqual([]);
});

test("a failure to get a token leaves the held one in place", async () => {
  const { fake, desk: it } = await desk();
  const held = it.find("i1")?.token;
  fake.failures.set("getToken", failure);
  await it.get("i1", true);
  expect(it.find("i1")?.token).toEqual(held);
  expect(it.error).toEqual(failure);
});

test("a keyring that stays away says why, though the list is read again", async () => {
  const { fake, desk: it } = await desk();
  fake.failures.set("retryVault", failure);
  await it.retryVault();
  expect(it.error).toEqual(failure);
  expect(callsOf(fake, "desk")).toHaveLength(1);
});

test("a desk that cannot be read says so, unless something is said already", async () => {
  const { fake, desk: it } = await desk();
  fake.failures.set("desk", failure);
  await it.reload();
  expect(it.error).toEqual(failure);
  fake.failures.set("desk", { ...failure, sentence: "Another failure." });
  await it.reload();
  expect(it.error).toEqual(failure);
  expect(it.view.integrations).not.toEqual([]);
});

test("after a sleep the desk is asked again", async () => {
  const fake = new FakeBackend();
  const gatepass = new Gatepass(fake);
  stop = await gatepass.start();
  expect(callsOf(fake, "desk")).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(callsOf(fake, "desk")).toHaveLength(1);
  vi.setSystemTime(Date.now() + 1_400);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(callsOf(fake, "desk")).toHaveLength(1);
  vi.setSystemTime(Date.now() + 1_600);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(callsOf(fake, "desk")).toHaveLength(2);
});

test("a window that was stopped hears no more changes", async () => {
  const fake = new FakeBackend();
  const gatepass = new Gatepass(fake);
  (await gatepass.start())();
  fake.calls = [];
  fake.emit({ kind: "desk" });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fake.calls).toEqual([]);
});
