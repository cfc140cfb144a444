// Runs a test file as a user who may do nothing special: root may read and attach to everything.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const NOBODY = "65534";
const TIMEOUT_MS = 300_000;

/** Fails unless so many of its tests pass. */
export async function passesUnprivileged(file, count, more = {}) {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const become =
    process.getuid() === 0
      ? ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--bounding-set=-all"]
      : [];
  const [command, ...args] = [...become, process.execPath, "--test", "--test-reporter=tap", fileURLToPath(file)];
  const child = spawn(command, args, { env: { ...env, HOME: "/nonexistent", ...more }, timeout: TIMEOUT_MS });
  const code = new Promise((resolve) => child.on("close", resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  assert.equal(await code, 0, `${out}\n${err}`);
  assert.match(out, new RegExp(`^# pass ${count}$`, "m"), out);
}
