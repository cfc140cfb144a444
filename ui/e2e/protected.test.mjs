// What another program of the same user can do to the running app: not read its memory, not attach to it, not have it dumped.
// Root may do all of it, so this runs as somebody else; started as root, it starts itself anew.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { binary as built } from "./harness/app.mjs";
import { passesUnprivileged } from "./harness/unprivileged.mjs";
import { until } from "./harness/until.mjs";
import { openWorld } from "./harness/world.mjs";

/** The package's own test names the installed one. */
const binary = process.env.GATEPASS_PROTECTED ?? built;

if (process.getuid() === 0) {
  test("as an unprivileged user", () => passesUnprivileged(import.meta.url, 3));
} else {
  const closers = [];
  let world;
  let app;
  let control;

  before(async () => {
    world = await openWorld((close) => closers.unshift(close));
    app = world.start("app", binary, []);
    control = world.start("control", "sleep", ["600"]);
    await until(
      "the window",
      async () => {
        app.check();
        return (await world.run("xdotool", ["search", "--onlyvisible", "--class", "gatepass"])).trim();
      },
      60_000,
    );
  });
  after(async () => {
    for (const close of closers) await close();
  });

  test("its memory and its environment cannot be read", () => {
    assert.notEqual(process.getuid(), 0, "root may read everything");
    assert.match(
      readFileSync(`/proc/${control.pid}/environ`, "latin1"),
      /GATEPASS_DATA_DIR=/,
      "a program like any other",
    );
    for (const name of ["environ", "mem", "maps"]) assert.equal(failure(app.pid, name), "EACCES", name);
  });

  test("no debugger is let in", () => {
    assert.notEqual(process.getuid(), 0, "root may attach");
    // Where the kernel lets nobody attach to anything (Yama), the control shows less.
    const scope = "/proc/sys/kernel/yama/ptrace_scope";
    const anybody = !existsSync(scope) || readFileSync(scope, "utf8").trim() === "0";
    if (anybody) assert.deepEqual([attach(control.pid), failure(control.pid, "mem")], ["let in", "none"]);
    assert.equal(attach(app.pid), "refused");
  });

  test("no core is dumped, of it or of what it starts", () => {
    const limit = (pid) =>
      /^Max core file size +(\S+) +(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, "utf8")).slice(1);
    assert.deepEqual(limit(app.pid), ["0", "0"]);
  });
}

function failure(pid, name) {
  try {
    closeSync(openSync(`/proc/${pid}/${name}`, "r"));
    return "none";
  } catch (error) {
    return error.code;
  }
}

/** As a debugger does (PTRACE_SEIZE), without stopping it. */
function attach(pid) {
  const script = [
    "import ctypes, sys",
    "libc = ctypes.CDLL(None, use_errno=True)",
    "libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]",
    "done = libc.ptrace(0x4206, int(sys.argv[1]), None, None)",
    "print('let in' if done == 0 else 'refused' if ctypes.get_errno() == 1 else ctypes.get_errno())",
  ];
  const { stdout, stderr } = spawnSync("python3", ["-c", script.join("\n"), `${pid}`], { encoding: "utf8" });
  return stdout.trim() || stderr;
}
