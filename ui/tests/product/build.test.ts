// The product as it is built: the real door is in it, the fake one is not, and it fetches nothing.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const UI = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(UI, path), "utf8");
const out = mkdtempSync(join(tmpdir(), "gatepass-ui-"));
let files: string[] = [];
let built = "";

beforeAll(async () => {
  const vite = join(UI, "node_modules/vite/bin/vite.js");
  // What the test runner sets would make another build of it.
  const { NODE_ENV: _node, MODE: _mode, DEV: _dev, PROD: _prod, VITEST: _vitest, ...env } = process.env;
  await promisify(execFile)(process.execPath, [vite, "build", "--outDir", out, "--emptyOutDir"], { cwd: UI, env });
  files = readdirSync(out, { recursive: true, encoding: "utf8" });
  const texts = files.filter((file) => /\.(html|js|css)$/.test(file));
  built = texts.map((file) => readFileSync(join(out, file), "utf8")).join("\n");
}, 60_000);

afterAll(() => rmSync(out, { recursive: true, force: true }));

test("the real door is in it", () => {
  expect(built).toContain("hold_secret");
  expect(built).toContain("Add an integration");
});

test.each([
  ["src/lib/backend.fake.ts", "pasted-secret-0123456789"],
  ["src/lib/fake/integrations.ts", "Pivot advisories for the northern region"],
  ["src/lib/fake/providers.ts", "127.0.0.1:40213"],
  ["src/lib/fake/demo.ts", "no-keyring"],
])("nothing of %s is in it", (path, marker) => {
  expect(read(path), "the marker is still in the source").toContain(marker);
  expect(built).not.toContain(marker);
});

test("it carries its fonts, and no source maps", () => {
  expect(files.filter((file) => file.endsWith(".woff2"))).toHaveLength(4);
  expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
});

test("nothing is inlined that the content security policy forbids", () => {
  const html = readFileSync(join(out, "index.html"), "utf8");
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/<style|\son\w+=/);
  expect(built).not.toMatch(/url\(["']?data:/);
  expect(built).not.toMatch(/\beval\(|new Function\(/);
});

test("it loads nothing from elsewhere", () => {
  const html = readFileSync(join(out, "index.html"), "utf8");
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(built).not.toMatch(/url\(["']?(https?:)?\/\/|@import/);
});
