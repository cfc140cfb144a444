// The rows of the window: how soon it is painted, what it takes while nothing happens. Beside it a blank Tauri window with
// default settings, in the same world: a home, a display, a session bus and a keyring of their own.
import path from "node:path";
import { pause, until } from "../e2e/harness/until.mjs";
import { openWorld } from "../e2e/harness/world.mjs";
import { median, percentile } from "./figures.mjs";
import { blank, gatepass, seed } from "./programs.mjs";
import { Screen } from "./screen.mjs";
import { coreTime, memory } from "./tree.mjs";

const QUICK = Boolean(process.env.BENCH_QUICK);
const RUNS = 7;
const SETTLE_MS = 5_000;
const IDLE_S = QUICK ? 10 : 60;
/** Seconds rest once nobody has been there for half a minute. */
const REST_MS = 40_000;
const USED_S = 20;
const MOST_CPU = { 25: 0.5, 1000: 1 };

export async function windowRows() {
  const closers = [];
  try {
    const world = await openWorld((close) => closers.unshift(close), { framebuffer: true });
    return await measure(world);
  } finally {
    for (const close of closers) await close();
  }
}

async function measure(world) {
  const screen = new Screen(world.framebuffer);
  const folders = {};
  for (const count of Object.keys(MOST_CPU)) {
    folders[count] = path.join(world.root, `of-${count}`);
    await world.run(seed, [folders[count], count], { timeout: 120_000 });
  }
  const empty = screen.look();
  const windows = [];
  for (const [name, binary, folder] of [
    ["gatepass", gatepass, folders[25]],
    ["blank", blank, folders[25]],
  ]) {
    windows.push(await known(world, screen, empty, { name, binary, folder }));
  }
  const [ours, theirs] = windows;
  for (let run = 0; run < RUNS; run += 1) {
    for (const one of windows) await startOnce(world, screen, empty, one);
  }
  const rows = [
    row("start", "ms", ours.starts, theirs.starts, 1, "process start to painted first list, 25 integrations"),
    row("memory", "MiB", ours.sizes, theirs.sizes, 0.75, "PSS of all its processes, idle, 25 integrations"),
  ];
  for (const [count, most] of Object.entries(MOST_CPU)) {
    rows.push(await idle(world, { ...ours, folder: folders[count] }, count, most));
  }
  return rows;
}

/** Opened once, to know how it looks in the end; that reads its files into memory too. */
async function known(world, screen, empty, one) {
  const app = open(world, one);
  await pause(SETTLE_MS);
  app.check();
  const picture = screen.look();
  await close(app, screen, empty);
  return { ...one, picture, ink: screen.ink(picture, empty), starts: [], sizes: [] };
}

async function startOnce(world, screen, empty, one) {
  const began = performance.now();
  const app = open(world, one);
  await screen.painted(one.picture, one.ink);
  one.starts.push(performance.now() - began);
  await pause(SETTLE_MS);
  one.sizes.push(memory(app.pid));
  await close(app, screen, empty);
}

async function idle(world, one, count, most) {
  const app = open(world, one);
  await pause(REST_MS);
  const value = await share(app, IDLE_S);
  const used = await share(app, USED_S, (second) =>
    world.run("xdotool", ["mousemove", String(600 + (second % 2)), "300"]),
  );
  await app.end();
  return {
    name: `idle_cpu ${count}`,
    value,
    p95: null,
    unit: "%",
    reference: "one core",
    reference_value: 100,
    ratio: value / 100,
    goal: `≤ ${most} %`,
    holds: value <= most,
    text: `over ${IDLE_S} s at rest, ${count} live countdowns; ${used.toFixed(2)} % while somebody is there and seconds are told`,
  };
}

/** Per cent of a core over some seconds; something may be done in each tenth of them. */
async function share(app, seconds, meanwhile = () => {}) {
  const before = coreTime(app.pid);
  for (let second = 0; second < seconds; second += 10) {
    await meanwhile(second / 10);
    await pause(10_000);
  }
  app.check();
  return ((coreTime(app.pid) - before) / seconds) * 100;
}

/** With what WebKit does by itself: the world's own settings are for a window that is driven. */
function open(world, { name, binary, folder }) {
  const env = { ...world.env, GATEPASS_DATA_DIR: folder };
  for (const ours of ["WEBKIT_DISABLE_COMPOSITING_MODE", "WEBKIT_DISABLE_DMABUF_RENDERER", "LIBGL_ALWAYS_SOFTWARE"]) {
    delete env[ours];
  }
  return world.start(name, binary, [], { env });
}

async function close(app, screen, empty) {
  await app.end();
  await until("the window to be gone", () => screen.look().equals(empty));
}

function row(name, unit, ours, theirs, most, text) {
  const [value, reference] = [median(ours), median(theirs)];
  return {
    name,
    value,
    p95: percentile(ours, 0.95),
    unit,
    reference: "blank Tauri window",
    reference_value: reference,
    ratio: value / reference,
    goal: `≤ ${most} ×`,
    holds: value / reference <= most,
    text,
  };
}
