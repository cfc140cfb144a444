// All that is said on a world's session bus, as bytes, with who said it to whom.
import { until } from "./until.mjs";

const DESTINATION = 6;
const SENDER = 7;

/** Listens from now on. To be called before the app starts. */
export async function overhear(world) {
  const chunks = [];
  const monitor = world.start("bus-monitor", "dbus-monitor", ["--session", "--binary"], { keeps: false });
  monitor.child.stdout.on("data", (chunk) => chunks.push(chunk));
  const marker = "io.github.gatepass.Listening";
  await until("the monitor to hear", async () => {
    monitor.check();
    await signal(world, marker);
    return Buffer.concat(chunks).includes(marker);
  });
  return {
    /** Complete messages so far: `{ sender, destination, bytes }`. */
    messages: () => messagesIn(Buffer.concat(chunks)),
  };
}

/** Says something to everybody. */
export const signal = (world, text) =>
  world.run("dbus-send", ["--session", "--type=signal", "/test", "io.github.gatepass.Test.Said", `string:${text}`]);

/** The names that the world's keyring goes by: messages to it and from it may hold secrets. */
export async function keyringsNames(world) {
  const name = "org.freedesktop.secrets";
  const bus = "org.freedesktop.DBus";
  const ask = ["--session", "--print-reply=literal", `--dest=${bus}`, "/", `${bus}.GetNameOwner`, `string:${name}`];
  return [name, (await world.run("dbus-send", ask)).trim()];
}

/** D-Bus specification, "Message Format": a fixed head, an array of named fields, padding to 8, the body. */
function messagesIn(stream) {
  const found = [];
  let at = 0;
  while (at + 16 <= stream.length) {
    const little = stream[at] === 0x6c;
    const number = (offset) => (little ? stream.readUInt32LE(offset) : stream.readUInt32BE(offset));
    const head = 16 + number(at + 12);
    const end = at + align(head, 8) + number(at + 4);
    if (end > stream.length) break;
    const bytes = stream.subarray(at, end);
    const fields = fieldsOf(bytes, head, little);
    found.push({ sender: fields[SENDER] ?? "", destination: fields[DESTINATION] ?? "", bytes });
    at = end;
  }
  return found;
}

function fieldsOf(bytes, end, little) {
  const found = {};
  const number = (offset) => (little ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset));
  let at = 16;
  while (at < end) {
    at = align(at, 8);
    const code = bytes[at];
    const type = String.fromCharCode(bytes[at + 2]);
    at += 4; // the code, and the signature: its length, one letter, an end
    if (type === "g") {
      at += 1 + bytes[at] + 1;
      continue;
    }
    at = align(at, 4);
    const value = number(at);
    at += 4;
    if (type === "u") continue;
    found[code] = bytes.toString("utf8", at, at + value);
    at += value + 1;
  }
  return found;
}

const align = (at, to) => Math.ceil(at / to) * to;
