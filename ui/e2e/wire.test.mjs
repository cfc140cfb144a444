// What a token request looks like on the wire, against fixtures written by hand from the providers' documents.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { addAndGet, countdown } from "./harness/journeys.mjs";
import { listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";

const folder = new URL("fixtures/", import.meta.url);
/** The transport's own business, and who asks. */
const aside = new Set(["user-agent", "accept-encoding", "host", "connection"]);

let server;
const setting = openSetting({
  prepare: async ({ closing }) => {
    server = await listen(closing, tokenAnswer());
  },
});

const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

for (const file of files) {
  const { integration, request } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  const { tokenPath, ...fields } = integration;

  test(`${file.replace(".json", "")}: ${integration.provider}, ${integration.environment}`, async () => {
    const before = server.requests.length;
    const name = `Wire ${file}`;
    await addAndGet(setting.page, { ...fields, name, tokenAddress: server.origin + tokenPath });
    await countdown(setting.page);

    assert.equal(server.requests.length, before + 1, "one click, one request");
    const { method, path, query, headers, body } = server.requests.at(-1);
    assert.equal(new Set(headers.map(([header]) => header)).size, headers.length, "no header twice");
    const told = Object.fromEntries(headers.filter(([header]) => !aside.has(header)));
    assert.deepEqual({ method, path, query, headers: told, body }, request);
  });
}

test("every placement of every provider was there", () => {
  assert.equal(files.length, 9);
});
