// The package as users get it: installed, started, and used from the outside with a keyboard and the clipboard.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { openSession, target } from "../harness/app.mjs";
import { passesUnprivileged } from "../harness/unprivileged.mjs";
import { until } from "../harness/until.mjs";
import { openWorld } from "../harness/world.mjs";

const installed = "/usr/bin/gatepass";
const asRoot = process.getuid() === 0 ? [] : ["sudo"];
const closers = [];
let world;
let app;
let token;

before(async () => {
  world = await openWorld((close) => closers.unshift(close));
  // Set as WebDriver's own start sets it: the shipped app must not care.
  world.env.TAURI_WEBVIEW_AUTOMATION = "true";
});
after(async () => {
  for (const close of closers) await close();
});

/** Runs as root, with the real environment. */
const asRootRun = (...line) => {
  const [command, ...args] = [...asRoot, ...line];
  return world.run(command, args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout: 120_000 });
};

test("the deb installs", async () => {
  const folder = path.join(target, "release/bundle/deb");
  const packages = readdirSync(folder).filter((name) => name.endsWith(".deb"));
  assert.equal(packages.length, 1, `one deb in ${folder}`);
  const present = await world.run("dpkg-query", ["--show", "gatepass"]).catch(() => "");
  await asRootRun(
    "apt-get",
    "install",
    "--yes",
    "--quiet",
    "--reinstall",
    "--allow-downgrades",
    "--no-install-recommends",
    path.join(folder, packages[0]),
  );
  // The computer is left as it was found.
  if (!present) closers.push(() => asRootRun("dpkg", "--remove", "gatepass"));
  const status = await world.run("dpkg-query", ["--show", `--showformat=\${db:Status-Status} \${Depends}`, "gatepass"]);
  assert.match(status, /^installed .*libwebkit2gtk-4\.1-0/);
  const files = await world.run("dpkg-query", ["--listfiles", "gatepass"]);
  for (const file of [installed, "/usr/share/applications/Gatepass.desktop", "/usr/share/doc/gatepass/copyright"]) {
    assert.ok(files.split("\n").includes(file), `${file} is in it`);
  }
  assert.match(files, /\/usr\/share\/icons\/hicolor\/128x128\/apps\/gatepass\.png/);
});

test("first token by mouse: try the sandbox, get a token, copy it", async () => {
  app = world.start("installed", installed, []);
  const window = await until("the window", () => theWindow(), 30_000);
  assert.match(
    await world.run("xdotool", ["getwindowgeometry", window]),
    /1180x760/,
    "the size that the places below are for",
  );
  const click = (x, y) => world.run("xdotool", ["mousemove", "--window", window, `${x}`, `${y}`, "click", "1"]);

  // “Try the sandbox”; on the page that follows there is nothing to click at this place.
  await until("the sandbox's integrations in the database", async () => {
    await click(540, 470);
    return until("six integrations", () => inDatabase("smart-bonding"), 2000);
  });
  // “Get token” and, once there is one, “Copy token”: the first button of the page's head.
  token = await until("a token in the clipboard", async () => {
    await click(1090, 32);
    return until("the clipboard", () => world.clipboard(), 1000);
  });
  assert.match(token, /^[A-Za-z0-9._~+/-]{20,2000}$/, "it looks like a token");
});

test("another one with the keyboard alone", async () => {
  // There is no window manager here to give the window the focus.
  await world.run("xdotool", ["windowfocus", "--sync", await theWindow()]);
  const command = async (words) => {
    await world.run("xdotool", ["key", "--delay", "60", "ctrl+k"]);
    await world.run("xdotool", ["type", "--delay", "30", words]);
    await world.run("xdotool", ["key", "--delay", "60", "Return"]);
  };
  await until("another token in the clipboard", async () => {
    await command("get token for cx cloud");
    await command("copy token of cx cloud");
    return until("the clipboard", async () => (await world.clipboard()) !== token, 2000);
  });
  assert.match(await world.clipboard(), /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/, "a JWT");
  await app.end();
});

test("other programs of the same user can neither read its memory nor attach to it, and no core is dumped", () =>
  passesUnprivileged(new URL("../protected.test.mjs", import.meta.url), 3, { GATEPASS_PROTECTED: installed }));

test("WebDriver is not let in", async () => {
  const started = Date.now();
  await assert.rejects(openSession(world, { binary: installed }, 12_000));
  assert.ok(Date.now() - started < 20_000);
});

async function theWindow() {
  app.check();
  return (await world.run("xdotool", ["search", "--onlyvisible", "--class", "gatepass"])).trim().split("\n").at(-1);
}

const inDatabase = (text) => world.run("grep", ["-rqa", text, world.env.GATEPASS_DATA_DIR]).then(() => true);
