// Twenty launches of the real app at once, with a session bus and without: one has the data, and what was written is there.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { binary } from "../e2e/harness/app.mjs";
import { processesOf } from "../e2e/harness/processes.mjs";
import { until } from "../e2e/harness/until.mjs";
import { openWorld } from "../e2e/harness/world.mjs";

const LAUNCHES = 20;
const CONTROLS = 3;
const DEADLINE_MS = 240_000;
const elsewhere = "Another Gatepass is running with the same data.";

const closers = [];
after(async () => {
  for (const close of closers) await close();
});

/** Starts them in the same moment. */
function launch(world, count, envOf) {
  return Array.from({ length: count }, (_, number) => {
    const env = { ...world.env, ...envOf(number) };
    return {
      env,
      log: path.join(world.logs, `launch-${number}.log`),
      ...world.start(`launch-${number}`, binary, [], { env }),
    };
  });
}

/** Those that have not ended; each was started as a group of its own. */
const running = (launched) => launched.flatMap(({ pid }) => processesOf(binary, pid));

/** Which processes hold the data folder's lock, as the kernel has it. */
function owners(folder) {
  const lock = path.join(folder, "gatepass.lock");
  const { ino } = statSync(lock);
  const held = readFileSync("/proc/locks", "utf8")
    .split("\n")
    .filter((line) => line.includes("FLOCK") && line.includes(`:${ino} `));
  return held.map((line) => Number(/WRITE (\d+)/.exec(line)?.[1]));
}

const sql = (world, folder, text) =>
  world.run("python3", [
    "-c",
    "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); print(db.execute(sys.argv[2]).fetchone()); db.commit()",
    path.join(folder, "gatepass.db"),
    text,
  ]);

async function endAll(launched) {
  for (const one of launched) await one.end();
}

/** A data folder with something in it. */
async function planted(world) {
  const folder = world.env.GATEPASS_DATA_DIR;
  const [first] = launch(world, 1, () => ({}));
  await until("the first one to have the data", () => owners(folder).length === 1, DEADLINE_MS);
  await until(
    "its database",
    async () => (await sql(world, folder, "SELECT ms FROM latest_wall")) !== "(0,)\n",
    DEADLINE_MS,
  );
  await first.end();
  await sql(world, folder, "INSERT INTO document VALUES ('planted', 'there')");
  return folder;
}

async function assertNothingLost(world, folder) {
  assert.match(await sql(world, folder, "PRAGMA integrity_check"), /ok/);
  assert.match(await sql(world, folder, "SELECT text FROM document WHERE name = 'planted'"), /there/);
  assert.deepEqual(
    readdirSync(folder).filter((name) => /damaged|set-aside/.test(name)),
    [],
  );
}

test("with a session bus one stays, and the others hand over to it", { timeout: 600_000 }, async () => {
  const world = await openWorld((close) => closers.unshift(close), { keyring: false });
  const folder = await planted(world);
  const launched = launch(world, LAUNCHES, () => ({}));
  await until("one to be left", () => running(launched).length === 1 && owners(folder).length === 1, DEADLINE_MS);
  assert.deepEqual(owners(folder), running(launched));
  await endAll(launched);
  await assertNothingLost(world, folder);
});

test("without a bus one has the data, and the others say so", { timeout: 600_000 }, async () => {
  const world = await openWorld((close) => closers.unshift(close), { keyring: false });
  const folder = await planted(world);
  const noBus = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${world.root}/no-bus` };
  const launched = launch(world, LAUNCHES, () => noBus);
  const told = () => launched.filter(({ log }) => readFileSync(log, "utf8").includes(elsewhere)).length;
  await until("all but one to say so", () => told() === LAUNCHES - 1 && owners(folder).length === 1, DEADLINE_MS);
  const [owner] = owners(folder);
  assert.equal(readlinkSync(`/proc/${owner}/exe`), binary);
  await endAll(launched);
  await assertNothingLost(world, folder);
});

test("the control: launches with data of their own are counted as so many owners", { timeout: 600_000 }, async () => {
  const world = await openWorld((close) => closers.unshift(close), { keyring: false });
  const folders = Array.from({ length: CONTROLS }, (_, number) => path.join(world.root, `data-${number}`));
  const noBus = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${world.root}/no-bus` };
  const launched = launch(world, CONTROLS, (number) => ({ ...noBus, GATEPASS_DATA_DIR: folders[number] }));
  const all = () => folders.flatMap((folder) => owners(folder));
  await until("each to have its own", () => all().length === CONTROLS, DEADLINE_MS);
  await endAll(launched);
  console.log(
    `trust | 20 launches at once, with and without a session bus | 2 × ${LAUNCHES} launches: 1 owner each, 0 lost writes | ${CONTROLS} launches with data of their own were counted as ${CONTROLS} owners`,
  );
});
