// Other clients to be measured beside: newman is one of the page's packages; hurl is built from the crates' registry, if that
// can be done with what is here. One that cannot be had is named and left out.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { repository } from "../e2e/harness/app.mjs";

const HURL = "7.0.0";
const PATIENCE_MS = 10 * 60_000;

/** The arguments that name them. */
export function references(folder, note) {
  const newman = path.join(repository, "ui/node_modules/newman/bin/newman.js");
  const args = ["--newman", newman];
  const hurl = path.join(folder, "tools/bin/hurl");
  if (existsSync(hurl) || buildHurl(path.join(folder, "tools"), note)) args.push("--hurl", hurl);
  return args;
}

function buildHurl(root, note) {
  const missing = [
    ["libxml2-dev", () => succeeds("pkg-config", "--exists", "libxml-2.0")],
    ["libclang-dev", hasLibclang],
  ]
    .filter(([, isThere]) => !isThere())
    .map(([name]) => name);
  if (missing.length) {
    note(`hurl is left out, so its goal was not looked at: to build it, ${missing.join(" and ")} would be needed`);
    return false;
  }
  console.log(`Building hurl ${HURL} into ${root}`);
  try {
    const args = ["install", "hurl", "--version", HURL, "--locked", "--quiet", "--root", root];
    execFileSync("cargo", args, { stdio: "inherit", timeout: PATIENCE_MS });
    return true;
  } catch (error) {
    note(`hurl is left out, so its goal was not looked at: ${error.message}`);
    return false;
  }
}

/** Where its users say, or where the system looks. */
const hasLibclang = () =>
  Boolean(process.env.LIBCLANG_PATH) ||
  succeeds("sh", "-c", "ldconfig -p | grep -q libclang.so || ls /usr/lib/llvm-*/lib/libclang.so*");

function succeeds(command, ...args) {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
