// Searches for a secret in whatever spelling it may have taken on the way.
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The ways in which a text can be written down and still be read back. */
export function spellings(secret) {
  const bytes = Buffer.from(secret, "utf8");
  const found = {
    "UTF-8": bytes,
    "UTF-16": Buffer.from(secret, "utf16le"),
    hex: Buffer.from(bytes.toString("hex")),
    "hex, capitals": Buffer.from(bytes.toString("hex").toUpperCase()),
    "URL component": Buffer.from(encodeURIComponent(secret)),
    "URL form": Buffer.from(new URLSearchParams({ v: secret }).toString().slice(2)),
    JSON: Buffer.from(JSON.stringify(secret).slice(1, -1)),
    "JSON in JSON": Buffer.from(JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)),
    "JSON, ASCII only": Buffer.from(
      JSON.stringify(secret)
        .slice(1, -1)
        .replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`),
    ),
    HTML: Buffer.from(secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")),
  };
  // In base64 a text looks different after 0, 1 or 2 bytes; its first and last letters depend on the neighbours.
  for (const before of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replaceAll("=", "");
    const inside = whole.slice(before === 0 ? 0 : before + 1, -1);
    found[`base64 after ${before}`] = Buffer.from(inside);
    found[`base64url after ${before}`] = Buffer.from(inside.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return found;
}

/** Which spellings of these secrets the bytes hold, in words. */
export function held(bytes, secrets) {
  const hay = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes, "utf8");
  return secrets.flatMap((secret) =>
    Object.entries(spellings(secret))
      .filter(([, needle]) => hay.includes(needle))
      .map(([spelling]) => `${secret.slice(0, 6)}… as ${spelling}`),
  );
}

/** Files below a folder that hold one of these secrets: `path: what`. */
export function filesThatHold(folder, secrets, besides = () => false) {
  return filesBelow(folder)
    .filter((file) => !besides(file))
    .flatMap((file) => held(readFileSync(file), secrets).map((what) => `${path.relative(folder, file)}: ${what}`));
}

export function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    const kind = lstatSync(file);
    if (kind.isDirectory()) return filesBelow(file);
    return kind.isFile() ? [file] : [];
  });
}
