// How urgent a token is, and how the list groups by it.
import { expect, test } from "vitest";
import { FakeBackend } from "../src/lib/backend.fake";
import { integration, keyRefused, token } from "../src/lib/fake/integrations";
import {
  endsOf,
  isLive,
  largeText,
  lastEnd,
  lifeOf,
  presses,
  rowMoment,
  rowText,
  stateInWords,
} from "../src/lib/format/life";
import { groupsOf } from "../src/views/frame/groups";

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
  const groups = groupsOf(list, now);
  expect(groups.map((g) => [g.name, g.integrations.map((i) => i.label)])).toEqual([
    ["Live", ["live"]],
    ["Without a token", ["none", "ended"]],
    ["Sandbox", ["box"]],
  ]);
});

test("who is live changes when somebody expires, not every second", () => {
  const until = (ms: number) => ({ token: { ...token(0, 3600), expiresAtMs: now + ms } });
  const list = [10_000, 2_000, 30_000].map((left) => integration("pivot", `${left}`, "uat", until(left)));
  const ends = endsOf(list);
  const from = now + 2_000;
  expect(lastEnd(ends, from - 1)).toBe(0);
  expect(lastEnd(ends, from)).toBe(from);
  expect(lastEnd(ends, from + 7_999)).toBe(from);
  for (const after of [-1, 0, 1, 7_999, 8_000, 27_999, 28_000, 99_000]) {
    const live = (moment: number) => list.filter((one) => isLive(one, moment)).map((one) => one.label);
    expect(live(lastEnd(ends, from + after))).toEqual(live(from + after));
  }
});

test("a row counts minutes, and seconds from ten minutes on", () => {
  const held = { ...token(0, 7200), expiresAtMs: now + 7_199_500 };
  const row = (leftMs: number) => {
    const moment = rowMoment(held, held.expiresAtMs - leftMs, now);
    return rowText(lifeOf(held, moment), true);
  };
  expect([7_199_500, 3_720_000, 3_659_999, 3_599_999, 600_000].map(row)).toEqual([
    "1 h 59 min",
    "1 h 2 min",
    "1 h",
    "59 min",
    "10 min",
  ]);
  expect([599_999, 60_000, 1].map(row)).toEqual(["9:59", "1:00", "0:00"]);
  expect(row(-1)).toMatch(/^expired \d/);
});

test("where nobody is there, minutes are told until the last one", () => {
  const texts = (leftMs: number, counts: boolean) => {
    const life = at(leftMs, 7200);
    return [largeText(life, counts), rowText(life, counts)];
  };
  expect(texts(2_467_000, true)).toEqual(["41:07", "41 min"]);
  expect(texts(2_467_000, false)).toEqual(["41 min", "41 min"]);
  expect(texts(245_000, true)).toEqual(["4:05", "4:05"]);
  expect(texts(245_000, false)).toEqual(["4 min", "4 min"]);
  expect(texts(59_999, false)).toEqual(["0:59", "0:59"]);
  expect(texts(-1, false)[0]).toMatch(/^expired/);
});

test("what is about to end presses: a token, a sign-in, the clipboard's time", () => {
  const view = new FakeBackend().view;
  const desk = (token: number | null, clearsAtMs: number | null = null) => ({
    ...view,
    clipboard: { label: "", what: "token", clearsAtMs },
    integrations: [
      integration("pivot", "a", "uat", { token: token === null ? null : { ...at0, expiresAtMs: now + token } }),
    ],
  });
  const at0 = token(0, 3600);
  expect([null, -1, 0, 600_000].map((left) => presses(desk(left), now))).toEqual([false, false, false, false]);
  expect([1, 60_000].map((left) => presses(desk(left), now))).toEqual([true, true]);
  expect(presses(desk(null, now + 20_000), now)).toBe(true);
  expect(presses(desk(null, now - 1), now)).toBe(false);
});

test("between two minutes a row has nothing to show anew", () => {
  const held = { ...token(0, 3600), expiresAtMs: now + 3_000_000 };
  const moments = (from: number, to: number) => {
    const all = Array.from({ length: (from - to) / 1000 }, (_, s) =>
      rowMoment(held, held.expiresAtMs - from + s * 1000, now),
    );
    return new Set(all).size;
  };
  expect(moments(3_000_000, 2_940_000)).toBe(2);
  expect(moments(600_000, 540_000)).toBe(60);
  expect(moments(-1_000, -61_000)).toBe(1);
});

test("one that expired before midnight says its day after it", () => {
  const held = token(0, 3600);
  const tomorrow = held.expiresAtMs + 86_400_000;
  expect(lifeOf(held, rowMoment(held, tomorrow + 5_000, tomorrow)).text).not.toMatch(/:/);
});
