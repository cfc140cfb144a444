// A world of its own for a test file: a home, a display, a session bus, a keyring. Nothing of the real ones is touched.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { start } from "./processes.mjs";
import { until } from "./until.mjs";

const run = promisify(execFile);

/**
 * Opens a world, and closes it when the test file is done.
 * @param {(close: () => Promise<void>) => void} after node:test's `after`
 * @param {{ keyring?: boolean, framebuffer?: boolean }} [options] without a keyring nothing on the bus can start one either;
 *   with `framebuffer` the display's picture lies in a file, in the folder `world.framebuffer`
 */
export async function openWorld(after, { keyring = true, framebuffer = false } = {}) {
  const root = mkdtempSync(path.join(tmpdir(), "gatepass-e2e-"));
  const folder = (name, mode = 0o755) => {
    mkdirSync(path.join(root, name), { recursive: true, mode });
    return path.join(root, name);
  };
  const logs = folder("logs");
  // Set before the bus starts: what the bus activates inherits the environment of the bus.
  const env = {
    PATH: process.env.PATH ?? "/usr/bin:/bin",
    LANG: "C.UTF-8",
    TZ: "UTC",
    HOME: folder("home"),
    XDG_DATA_HOME: folder("data"),
    XDG_CONFIG_HOME: folder("config"),
    XDG_CACHE_HOME: folder("cache"),
    XDG_STATE_HOME: folder("state"),
    XDG_RUNTIME_DIR: folder("run", 0o700),
    GATEPASS_DATA_DIR: folder("gatepass"),
    // No graphics card here: without these the page can stay white.
    WEBKIT_DISABLE_COMPOSITING_MODE: "1",
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    LIBGL_ALWAYS_SOFTWARE: "1",
    GDK_BACKEND: "x11",
    NO_AT_BRIDGE: "1",
  };
  const started = [];
  const world = {
    root,
    logs,
    /** For what a test puts down itself, and what is known to hold secrets. */
    aside: folder("aside"),
    env,
    framebuffer: framebuffer ? folder("screen") : undefined,
    /** Starts a process that ends with the world. */
    start(name, command, args, options = {}) {
      const child = start(command, args, { env, cwd: env.HOME, log: path.join(logs, `${name}.log`), ...options });
      started.push(child);
      return child;
    },
    /** Runs a program to its end and returns what it printed. */
    async run(command, args, options = {}) {
      const { stdout } = await run(command, args, { env, timeout: 20_000, maxBuffer: 64 << 20, ...options });
      return stdout;
    },
    /** Starts a real keyring on the bus, and waits until it has a default collection. */
    async startKeyring() {
      const daemon = world.start(
        "keyring",
        "gnome-keyring-daemon",
        ["--foreground", "--unlock", "--components=secrets"],
        {
          stdin: "a password of the test",
        },
      );
      await until("the keyring's default collection", async () => {
        daemon.check();
        // Asking the keyring itself before it owns its name would make the bus start a second one.
        if (!(await nameHasOwner(world, "org.freedesktop.secrets"))) return false;
        return (await defaultCollection(world)).includes("/org/freedesktop/secrets/collection/login");
      });
    },
    /** What is in the X11 selection that Ctrl+V pastes; fails if nobody owns it. */
    clipboard: () => world.run("xclip", ["-selection", "clipboard", "-o"], { timeout: 5000 }),
    /** Puts text there, as another program does when a person copies in it. */
    async copy(text) {
      // In the foreground, so that it ends with the world; or when somebody else copies.
      world.start("xclip", "xclip", ["-quiet", "-selection", "clipboard", "-in"], { stdin: text });
      await until("the text to be in the clipboard", async () => (await world.clipboard()) === text);
    },
  };
  after(async () => {
    for (const child of started.reverse()) await child.end();
    if (!process.env.GATEPASS_KEEP_WORLD) rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });

  env.DISPLAY = await openDisplay(world);
  env.DBUS_SESSION_BUS_ADDRESS = await openBus(world, keyring);
  if (keyring) await world.startKeyring();
  return world;
}

async function openDisplay(world) {
  // Xvfb takes a free number itself and says which.
  const args = ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"];
  if (world.framebuffer) args.push("-fbdir", world.framebuffer);
  const xvfb = world.start("xvfb", "Xvfb", args, { pipe: true });
  return `:${await firstLine(xvfb, xvfb.child.stdio[3], "a display")}`;
}

async function openBus(world, activation) {
  const args = ["--nofork", "--nopidfile", "--print-address=1"];
  if (activation) {
    args.push("--session");
  } else {
    // A session bus that can start no service: nothing here knows how to start a keyring.
    const config = path.join(world.root, "bus.conf");
    writeFileSync(
      config,
      `<busconfig><type>session</type><listen>unix:dir=${world.env.XDG_RUNTIME_DIR}</listen><policy context="default">
        <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
    );
    args.push(`--config-file=${config}`);
  }
  const bus = world.start("bus", "dbus-daemon", args);
  return firstLine(bus, bus.child.stdout, "the bus's address");
}

async function firstLine(from, stream, what) {
  let text = "";
  stream.on("data", (chunk) => {
    text += chunk;
  });
  await until(what, () => {
    from.check();
    return text.includes("\n");
  });
  return text.split("\n")[0].trim();
}

async function nameHasOwner(world, name) {
  const answer = await call(world, "org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", `string:${name}`);
  return answer.includes("true");
}

const defaultCollection = (world) =>
  call(
    world,
    "org.freedesktop.secrets",
    "/org/freedesktop/secrets",
    "org.freedesktop.Secret.Service.ReadAlias",
    "string:default",
  );

const call = (world, service, object, method, argument) =>
  world.run("dbus-send", ["--session", "--print-reply", `--dest=${service}`, object, method, argument]);
