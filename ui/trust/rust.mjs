// The long checks among cargo's tests. Other tests that are marked to be ignored are parts of tests: processes that are killed,
// scenarios that want a session of their own. Only what a test says of itself tells them apart.
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const LONG = /^test (?<name>\S+) \.\.\. ignored, long: /;
const run = promisify(execFile);
const plenty = { maxBuffer: 256 * 1024 * 1024 };

/** Builds the tests of every crate; resolves to the programs that have long checks, with the names of those. */
export async function longChecks(cwd) {
  const build = ["test", "--locked", "--workspace", "--lib", "--tests", "--no-run", "--message-format=json"];
  const { stdout } = await run("cargo", build, { cwd, ...plenty });
  const found = [];
  for (const line of stdout.split("\n").filter(Boolean)) {
    const { executable, manifest_path: manifest, profile } = JSON.parse(line);
    if (!executable || !profile?.test) continue;
    // As cargo runs them.
    const program = { command: executable, cwd: path.dirname(manifest) };
    const names = await longOf(program);
    if (names.length) found.push({ ...program, names });
  }
  return found;
}

/** Named one by one and not asked for, an ignored test is not run, and says why it is ignored. */
async function longOf({ command, cwd }) {
  const { stdout: list } = await run(command, ["--list", "--ignored", "--format=terse"], { cwd, ...plenty });
  const ignored = [...list.matchAll(/^(\S+): test$/gm)].map(([, name]) => name);
  if (!ignored.length) return [];
  const { stdout } = await run(command, ["--exact", ...ignored], { cwd, ...plenty });
  return stdout.split("\n").flatMap((line) => LONG.exec(line)?.groups.name ?? []);
}
