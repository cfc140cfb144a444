// The system's browser: what the app opens in it is written down, and a test goes on from there as a person would.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openSession } from "./app.mjs";
import { Page } from "./page.mjs";
import { until } from "./until.mjs";

/** Gives a world a browser that only writes down what it is to open. To be called before the window opens. */
export function systemBrowser(world) {
  const folder = path.join(world.root, "bin");
  const list = path.join(world.root, "opened");
  mkdirSync(folder);
  writeFileSync(list, "");
  // The first that the app tries on Linux.
  writeFileSync(path.join(folder, "xdg-open"), `#!/bin/sh\nprintf '%s\\n' "$1" >>'${list}'\n`, { mode: 0o755 });
  world.env.PATH = `${folder}:${world.env.PATH}`;
  const opened = () => readFileSync(list, "utf8").split("\n").slice(0, -1);
  let read = 0;
  return {
    /** How many addresses the app has opened. */
    count: () => opened().length,
    /** The next address that the app opens. */
    async next() {
      const address = await until("the app to open the browser", () => opened()[read]);
      read += 1;
      return address;
    },
  };
}

/**
 * The question that the sandbox asks at an address, as a browser meets it. An answer resolves to the address that the
 * browser is sent to then, which nobody has opened yet.
 */
export async function consent(address) {
  const asked = await fetch(address, { redirect: "manual" });
  const page = await asked.text();
  const [, action] = /<form method="post" action="([^"]+)">/.exec(page) ?? [];
  const [, ticket] = /name="ticket" value="([^"]+)"/.exec(page) ?? [];
  if (!action || !ticket) throw new Error(`there is no question, but ${asked.status}: ${page}`);
  const answer = async (decision) => {
    const body = new URLSearchParams({ ticket, decision });
    const sent = await fetch(new URL(action, address), { method: "POST", redirect: "manual", body });
    return sent.headers.get("location");
  };
  return { allow: () => answer("allow"), deny: () => answer("deny") };
}

/** Opens an address and reads the page there. */
export async function visit(address) {
  const answer = await fetch(address, { redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
}

/** Copies an address, as from the address bar of a browser. */
export async function copyAddress(world, address) {
  // Without the line end that an argument of a shell would have; it serves the selection until something else is copied.
  const xclip = world.start("xclip", "xclip", ["-selection", "clipboard", "-in", "-quiet"], { stdin: address });
  await until("the address in the clipboard", async () => {
    xclip.check();
    return (await world.clipboard()) === address;
  });
}

/** WebKit's own browser, on the world's display, driven as the window is. */
export async function realBrowser(world) {
  const { session, end } = await openSession(world, { binary: miniBrowser(), args: ["--automation"] });
  return {
    page: new Page(session),
    session,
    async close() {
      await session.quit().catch(() => {});
      await end();
    },
  };
}

/** It comes with the library that the window is made of. */
function miniBrowser() {
  const folders = readdirSync("/usr/lib").map((name) => path.join("/usr/lib", name, "webkit2gtk-4.1/MiniBrowser"));
  const found = ["/usr/libexec/webkit2gtk-4.1/MiniBrowser", ...folders].find((file) => existsSync(file));
  if (!found) throw new Error("WebKit's MiniBrowser is not installed: it belongs to libwebkit2gtk-4.1");
  return found;
}
