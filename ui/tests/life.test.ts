// How urgent a token is, and how the list groups by it.
import { expect, test } from "vitest";
import { integration, keyRefused, token } from "../src/lib/fake/integrations";
import { isLive, lifeOf, stateInWords } from "../src/lib/format/life";
import { groupsOf, liveIds } from "../src/views/frame/groups";

const now = Date.now();
const at = (leftMs: number, lifetimeS: number, rest = {}) =>
  lifeOf({ ...token(0, lifetimeS, rest), expiresAtMs: now + leftMs }, now);

test("an hour's token is urgent from five minutes on", () => {
  expect(at(300_000, 3600).state).toBe("fresh");
  expect(at(299_999, 3600).state).toBe("soon");
});

test("a short token is urgent only in its last tenth", () => {
  expect(at(7_000, 60).state).toBe("fresh");
  expect(at(5_999, 60).state).toBe("soon");
});

test("at its end it has expired, not a moment later", () => {
  expect(at(1, 3600).state).toBe("soon");
  expect(at(0, 3600).state).toBe("expired");
  expect(at(-1, 3600).text).toMatch(/^expired \d/);
});

test("one that expired on another day says the day", () => {
  expect(at(-3 * 86_400_000, 3600).text).not.toMatch(/:/);
});

test("after the clock went back no time is promised", () => {
  expect(at(1_800_000, 3600, { unsure: true })).toMatchObject({ state: "unsure", text: "unsure" });
});

test("the fraction is of the whole life and never above it", () => {
  expect(at(900_000, 3600).fraction).toBeCloseTo(0.25);
  expect(at(9_000_000, 3600).fraction).toBe(1);
});

test("the state in words names the refusal and the busy state", () => {
  const refused = integration("pivot", "A", "uat", { refusal: keyRefused });
  expect(stateInWords(refused, now)).toBe("key refused");
  expect(stateInWords({ ...refused, busy: true }, now)).toBe("getting a token");
  const live = { ...refused, token: token(600.5, 3600) };
  expect(stateInWords(live, Date.now())).toBe("10 minutes left, last renewal: key refused");
  expect(stateInWords(integration("pivot", "B", "uat"), now)).toBe("no token");
});

test("the list has the live ones first and the sandbox last, whatever their tokens", () => {
  const list = [
    integration("pivot", "box", "sandbox", { token: token(60, 60) }),
    integration("pivot", "none", "uat"),
    integration("pivot", "live", "uat", { token: token(600, 3600) }),
    integration("pivot", "ended", "uat", { token: token(-1, 3600) }),
  ];
  const groups = groupsOf(list, (one) => isLive(one, now));
  expect(groups.map((g) => [g.name, g.integrations.map((i) => i.label)])).toEqual([
    ["Live", ["live"]],
    ["Without a token", ["none", "ended"]],
    ["Sandbox", ["box"]],
  ]);
});

test("who is live changes when somebody expires, not every second", () => {
  const list = [integration("pivot", "a", "uat", { token: token(10, 3600) })];
  const before = liveIds(list, now);
  expect(liveIds(list, now + 1000)).toBe(before);
  expect(liveIds(list, now + 11_000)).not.toBe(before);
});
