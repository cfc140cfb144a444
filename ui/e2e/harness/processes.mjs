// Starts processes in groups of their own, keeps what they print, and ends exactly those.
import { spawn } from "node:child_process";
import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { until } from "./until.mjs";

const running = new Set();
// A test file that is interrupted leaves nothing behind either.
process.on("exit", () => {
  for (const pid of running) signalGroup(pid, "SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // gone already
  }
}

/**
 * A process started for a test. `log` gets all that it and its children print.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env: Record<string, string>, cwd?: string, log: string, stdin?: string, pipe?: boolean, keeps?: boolean }} options
 *   `pipe`: descriptor 3 is read; without `keeps` nothing that it says is written down
 */
export function start(command, args, { env, cwd, log, stdin = "", pipe = false, keeps = true }) {
  const child = spawn(command, args, {
    env,
    cwd,
    detached: true,
    stdio: ["pipe", "pipe", "pipe", pipe ? "pipe" : "ignore"],
  });
  const out = createWriteStream(log, { flags: "a" });
  if (keeps) child.stdout.pipe(out, { end: false });
  child.stderr.pipe(out, { end: false });
  child.stdin.on("error", () => {}); // it may not want any
  child.stdin.end(stdin);
  let failure = "";
  child.on("error", (error) => {
    failure = `${command}: ${error.message}`;
  });
  if (child.pid) running.add(child.pid);
  let ended = child.pid === undefined;
  child.on("exit", () => {
    ended = true;
  });

  return {
    pid: child.pid,
    child,
    /** Throws if it never ran or has ended: for a probe that waits for it. */
    check() {
      if (failure) throw new Error(failure);
      if (ended) throw new Error(`${command} ended with ${child.exitCode ?? child.signalCode}; see ${log}`);
    },
    /** Ends it and its group, first politely. */
    async end() {
      if (!child.pid) return;
      signalGroup(child.pid, "SIGTERM");
      try {
        await until(`${command} to end`, () => groupIsGone(child.pid), 3000);
      } catch {
        signalGroup(child.pid, "SIGKILL");
        await until(`${command} to be killed`, () => groupIsGone(child.pid), 5000);
      }
      running.delete(child.pid);
      out.end();
    },
  };
}

function groupIsGone(group) {
  try {
    process.kill(-group, 0);
  } catch {
    return true;
  }
  // Children without a parent may stay as zombies where process 1 does not collect them.
  return processes().every(({ group: of, state }) => of !== group || state === "Z");
}

/** Every process: id, parent, group, state. */
function processes() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const [state, parent, group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        return [{ pid: Number(name), state, parent: Number(parent), group: Number(group) }];
      } catch {
        return []; // it ended meanwhile
      }
    });
}

/** All that a group's processes were started with: their arguments, and their environments. */
export function startedWith(group) {
  return processes()
    .filter((process) => process.group === group && process.state !== "Z")
    .flatMap(({ pid }) => ["cmdline", "environ"].map((name) => ({ pid, name, text: readOf(pid, name) })));
}

/** Processes of a group that were started as this binary. By what everybody may read: the app's own memory is closed to others. */
export function processesOf(binary, group) {
  return processes()
    .filter((process) => process.group === group && commandOf(process.pid)[0] === binary)
    .map(({ pid }) => pid);
}

/** The processes that one started, and those they started, which run a program of this name. */
export function descendantsOf(pid, program) {
  const all = processes();
  const below = (of) => all.filter(({ parent }) => parent === of).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid)
    .filter((child) => path.basename(commandOf(child.pid)[0] ?? "") === program)
    .map((child) => child.pid);
}

/** The app's own environment is closed to other programs of its user; run as root, as in a container, it is read. */
function readOf(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return ""; // closed, or it ended meanwhile
  }
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return []; // it ended meanwhile
  }
}
