// The long checks among cargo's tests. Other tests that are marked to be ignored are parts of tests: processes that are killed,
// scenarios that want a session of their own. Only what a test says of itself tells them apart: "long: …", or "long, optimised: …"
// where it would take hours in a build that is not.
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const LONG = /^test (?<name>\S+) \.\.\. ignored, long(?<optimised>, optimised)?: /;
const run = promisify(execFile);
const plenty = { maxBuffer: 256 * 1024 * 1024 };

/** Builds the tests of every crate; resolves to the programs that have long checks, with the names of those. */
export async function longChecks(cwd) {
  const found = [];
  for (const test of await built(["--workspace", "--lib", "--tests"], cwd)) {
    const long = await longOf(test.program);
    const [plain, optimised] = [false, true].map((wanted) => long.filter((one) => one.optimised === wanted));
    if (plain.length) found.push(checks(test.program, plain));
    if (!optimised.length) continue;
    const [again] = await built(["--release", "--manifest-path", test.manifest, "--test", test.name], cwd);
    found.push(checks(again.program, optimised));
  }
  return found;
}

const checks = (program, long) => ({ ...program, names: long.map(({ name }) => name) });

/** The programs of those tests. */
async function built(which, cwd) {
  const build = ["test", "--locked", ...which, "--no-run", "--message-format=json"];
  const { stdout } = await run("cargo", build, { cwd, ...plenty });
  const messages = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return messages
    .filter(({ executable, profile }) => executable && profile?.test)
    .map(({ executable, manifest_path: manifest, target }) => ({
      name: target.name,
      manifest,
      // As cargo runs them.
      program: { command: executable, cwd: path.dirname(manifest) },
    }));
}

/** Named one by one and not asked for, an ignored test is not run, and says why it is ignored. */
async function longOf({ command, cwd }) {
  const { stdout: list } = await run(command, ["--list", "--ignored", "--format=terse"], { cwd, ...plenty });
  const ignored = [...list.matchAll(/^(\S+): test$/gm)].map(([, name]) => name);
  if (!ignored.length) return [];
  const { stdout } = await run(command, ["--exact", ...ignored], { cwd, ...plenty });
  return stdout.split("\n").flatMap((line) => {
    const long = LONG.exec(line)?.groups;
    return long ? [{ name: long.name, optimised: Boolean(long.optimised) }] : [];
  });
}
