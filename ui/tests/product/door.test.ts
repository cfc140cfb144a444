// The door to the backend: one file speaks to Tauri, and it has one command for each method.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";

const { invoke, listen } = vi.hoisted(() => ({ invoke: vi.fn(async () => {}), listen: vi.fn() }));
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen }));

import { backend } from "../../src/lib/backend.tauri";

const SRC = join(import.meta.dirname, "../../src");
const read = (path: string) => readFileSync(join(SRC, path), "utf8");
const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((path) => /\.(ts|svelte)$/.test(path));
/** Each method of the interface with the names of its parameters. */
const methods = [...read("lib/backend.ts").matchAll(/^ {2}(\w+)\((.*)\): Promise</gm)].map(
  ([, name = "", parameters = ""]) => ({
    name,
    parameters: parameters.startsWith("listener") ? [] : [...parameters.matchAll(/(\w+):/g)].map(([, one = ""]) => one),
  }),
);
const commands = methods.filter(({ name }) => name !== "onChange");

beforeEach(() => {
  invoke.mockClear();
  listen.mockReset();
});

test("every method of the backend has one entry, and there is no other", () => {
  expect(methods.length).toBeGreaterThan(25);
  expect(Object.keys(backend).sort()).toEqual(methods.map(({ name }) => name).sort());
});

test.each(commands.map(({ name, parameters }) => [name, parameters] as const))(
  "%s invokes the command of its name with its arguments by name",
  async (name, parameters) => {
    const values = parameters.map((parameter) => `a ${parameter}`);
    await (backend as unknown as Record<string, (...all: string[]) => Promise<unknown>>)[name]?.(...values);
    const command = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    // A file crosses as its bytes, not as an argument.
    if (name === "holdImport") return expect(invoke.mock.calls).toEqual([[command, values[0]]]);
    const named = Object.fromEntries(parameters.map((parameter, i) => [parameter, values[i]]));
    expect(invoke.mock.calls).toEqual([parameters.length ? [command, named] : [command]]);
  },
);

test("changes come as one event, unwrapped, and can be stopped", async () => {
  const unlisten = () => {};
  listen.mockResolvedValue(unlisten);
  const heard = vi.fn();
  expect(await backend.onChange(heard)).toBe(unlisten);
  const [event, handler] = listen.mock.calls[0] as [string, (event: { payload: unknown }) => void];
  expect(event).toBe("change");
  handler({ payload: { kind: "desk" } });
  expect(heard).toHaveBeenCalledWith({ kind: "desk" });
});

test("no other file imports Tauri", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.filter((path) => /["']@tauri-apps\//.test(read(path)))).toEqual(["lib/backend.tauri.ts"]);
});

test("nothing in the page reaches the network, the clipboard, the disk of the browser or the console", () => {
  const ways = /\bfetch\(|XMLHttpRequest|WebSocket\(|EventSource\(|sendBeacon|navigator\.clipboard/;
  const kept = /localStorage|sessionStorage|indexedDB|document\.cookie|\bconsole\.\w+\(/;
  expect(sources.filter((path) => ways.test(read(path)) || kept.test(read(path)))).toEqual([]);
});
