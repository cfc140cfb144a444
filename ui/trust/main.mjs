// make trust: runs every long check, prints a line for each with its figure and its control, and adds up.
//
// A check is a test of cargo's that is marked to be ignored because it is long, or one in this folder that drives the window.
// It says what it found in a line of its own: "trust | check | figure | control". One that ends without that line has failed.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { repository, target } from "../e2e/harness/app.mjs";
import { longChecks } from "./rust.mjs";
import { Verdicts } from "./verdicts.mjs";

const only = process.env.ONLY?.split(",");
const verdicts = new Verdicts();

/** The crates' long checks, one after the other: many of them measure, and some fill a disk. */
async function rust() {
  for (const { command, cwd, names } of await longChecks(repository)) {
    await run(command, ["--ignored", "--test-threads=1", "--nocapture", "--exact", ...names], cwd);
  }
}

async function window() {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.mjs"));
  if (!files.length) return;
  const how = ["--test", "--test-concurrency=1", "--test-timeout=1200000", "--test-reporter=tap"];
  await run("node", [...how, ...files.map((name) => path.join("trust", name))], path.join(repository, "ui"));
}

async function run(command, args, cwd) {
  const child = spawn(command, args, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const read = async (stream) => {
    for await (const line of createInterface({ input: stream })) verdicts.read(line);
  };
  await Promise.all([read(child.stdout), read(child.stderr)]);
  const code = await ended;
  if (code !== 0) verdicts.unsound(`${command} ended with ${code}`);
}

for (const [name, group] of Object.entries({ rust, window })) {
  if (!only || only.includes(name)) await group();
}
const folder = path.join(target, "trust");
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, "report.json"), `${JSON.stringify(verdicts.told, undefined, 2)}\n`);
writeFileSync(path.join(folder, "log.txt"), verdicts.log.join("\n"));
console.log(`\n${verdicts.passed} passed, ${verdicts.failed} failed. ${folder}`);
process.exitCode = verdicts.failed || !verdicts.passed ? 1 : 0;
