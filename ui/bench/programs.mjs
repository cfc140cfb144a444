// What the bench has built: the examples that measure by themselves, and the windows.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { target } from "../e2e/harness/app.mjs";

const built = path.join(path.resolve(process.env.CARGO_TARGET_DIR ?? target), "release");

export const gatepass = path.join(built, "gatepass");
/** The same, but that it lets WebDriver in. */
export const driven = path.join(built, "gatepass-driven");
export const blank = path.join(built, "blank-window");
export const seed = path.join(built, "examples/seed");

/** Runs one, and returns the rows among what it prints. The rest is for whoever looks on. */
export async function example(name, args = []) {
  const child = spawn(path.join(built, "examples", name), args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  const rows = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("{")) rows.push(JSON.parse(line));
    else console.log(line);
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return rows;
}
