// Another page in the window, or in a frame of it, could ask Rust as ours does: none can be opened.
import assert from "node:assert/strict";
import { test } from "node:test";
import { realBrowser } from "./harness/browser.mjs";
import { listen } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

let server;
const setting = openSetting({
  prepare: async ({ closing }) => {
    const page = "<!doctype html><script>window.__TAURI_INTERNALS__?.invoke('desk')</script>stranger";
    server = await listen(closing, () => ({ status: 200, headers: { "content-type": "text/html" }, body: page }));
  },
});

const ways = {
  "the window led there": (address) => location.assign(address),
  "a link that is clicked": (address) => {
    const link = document.body.appendChild(Object.assign(document.createElement("a"), { href: address }));
    link.click();
    link.remove();
  },
  "a form that is sent": (address) => {
    const form = document.body.appendChild(Object.assign(document.createElement("form"), { action: address }));
    form.submit();
    form.remove();
  },
  "a frame": (address) => {
    document.body.append(Object.assign(document.createElement("iframe"), { src: address, hidden: true }));
  },
};

for (const [name, way] of Object.entries(ways)) {
  test(`${name}: nothing is asked for, and our page stays`, async () => {
    const { page } = setting;
    await page.run(way, `${server.origin}/${encodeURIComponent(name)}`);
    // Nothing tells of what does not happen: this is long for a request on loopback.
    await page.session.executeAsyncScript((done) => setTimeout(done, 1_000));
    assert.equal(server.requests.length, 0);
    await page.get("heading", "Tokens, when you need them");
  });
}

test("the control: in a browser, which forbids nothing of it, each way leads there", async () => {
  const browser = await realBrowser(setting.world);
  try {
    for (const [name, way] of Object.entries(ways)) {
      await browser.session.get(`${server.origin}/home`);
      await browser.page.run(way, `${server.origin}/${encodeURIComponent(name)}`);
      await until(name, () => server.requests.some(({ path }) => path === `/${encodeURIComponent(name)}`));
    }
  } finally {
    await browser.close();
  }
});
