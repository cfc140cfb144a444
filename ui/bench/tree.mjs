// What a process and all that it started take: memory, and time of a core.
import { readdirSync, readFileSync } from "node:fs";

/** The clock that /proc counts a process's time in (USER_HZ): the same on every Linux that this runs on. */
const TICKS_PER_S = 100;

/** Megabytes (MiB) that it would free: its own pages, and its part of those that are shared (PSS). */
export const memory = (root) => sum(tree(root));

/** The same of those of one name. */
export const memoryOf = (root, name) => sum(tree(root).filter((one) => one.name === name));

function sum(processes) {
  const kilobytes = processes.map(({ pid }) => {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+) kB$/m.exec(text)[1]);
  });
  return kilobytes.reduce((all, one) => all + one, 0) / 1024;
}

/** Seconds of a core, since each of them started. */
export const coreTime = (root) => tree(root).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_S;

function tree(root) {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const program = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
        return [
          {
            pid: Number(name),
            name: program,
            parent: Number(fields[1]),
            ticks: Number(fields[11]) + Number(fields[12]),
          },
        ];
      } catch {
        return []; // it ended meanwhile
      }
    });
  const found = all.filter(({ pid }) => pid === root);
  for (const one of found) found.push(...all.filter(({ parent }) => parent === one.pid));
  return found;
}
