// make bench: runs every row, prints one table and writes target/bench/report.json. A row that misses its goal says so and is
// no failure of the run; one that could not be measured is.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { target } from "../e2e/harness/app.mjs";
import { activityRows } from "./activity.mjs";
import { bodyRows } from "./bodies.mjs";
import { example } from "./programs.mjs";
import { references } from "./references.mjs";
import { table } from "./table.mjs";
import { windowRows } from "./window.mjs";

const folder = path.join(target, "bench");
const wanted = process.env.ONLY?.split(",");
const notes = [];

const groups = {
  engine: async () => example("engine_bench", await references(folder, (line) => notes.push(line))),
  bodies: () => example("bodies_bench"),
  activity: async () => [...(await example("activity_bench")), ...(await activityRows())],
  window: windowRows,
  page: bodyRows,
};

const rows = [];
const unmeasured = [];
for (const [name, measure] of Object.entries(groups)) {
  if (wanted && !wanted.includes(name)) continue;
  console.log(`== ${name}`);
  try {
    rows.push(...(await measure()));
  } catch (error) {
    unmeasured.push(`${name} could not be measured: ${error.message}`);
  }
}

mkdirSync(folder, { recursive: true });
const report = path.join(folder, "report.json");
writeFileSync(report, `${JSON.stringify(rows, undefined, 2)}\n`);
console.log(`\n${table(rows)}`);
for (const line of [...notes, ...unmeasured]) console.log(line);
const missed = rows.filter((row) => !row.holds).length;
console.log(`${rows.length} rows, ${missed} missed their goal. ${report}`);
process.exitCode = unmeasured.length ? 1 : 0;
