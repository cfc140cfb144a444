// The window's side of large answers: how soon the first rows of one are painted once its last byte is here, and what holding
// one takes. It is driven by WebDriver: what is measured is as shipped, but that it lets a driver in.
import assert from "node:assert/strict";
import { launch } from "../e2e/harness/app.mjs";
import { addAndGet, countdown } from "../e2e/harness/journeys.mjs";
import { listen, tokenAnswer } from "../e2e/harness/server.mjs";
import { pause } from "../e2e/harness/until.mjs";
import { openWorld } from "../e2e/harness/world.mjs";
import { median, percentile } from "./figures.mjs";
import { driven } from "./programs.mjs";
import { memory, memoryOf } from "./tree.mjs";

const MB = 1024 * 1024;
const SIZES_MB = [1, 10, 100];
const [SMALL, , LARGE] = SIZES_MB;
const RUNS = process.env.BENCH_QUICK ? 3 : 7;
const MOST_MS = 150;
/** Memory that has not moved by a MiB for so long. */
const SETTLED_MS = 1_500;
const PAUSE_MS = 100;

export async function bodyRows() {
  const closers = [];
  try {
    return await measure((close) => closers.unshift(close));
  } finally {
    for (const close of closers) await close();
  }
}

async function measure(closing) {
  const token = tokenAnswer();
  const server = await listen(closing, ({ path }) => (path === "/token" ? token() : body(path)));
  const world = await openWorld(closing, {});
  const app = await launch(world, driven);
  closing(() => app.close());
  const { page } = app;
  await addAndGet(page, {
    provider: "Custom",
    environment: "Test",
    name: "Large answers",
    clientId: "bench",
    clientSecret: "a-secret-of-the-bench-0001",
    tokenAddress: `${server.origin}/token`,
    allowedOrigins: server.origin,
  });
  await countdown(page);
  await page.click("tab", "Requests");
  await page.session.manage().setTimeouts({ script: 120_000 });
  // Chosen once, the tab stays.
  await send(page, server.origin, 1, "first");
  await page.click("tab", "JSON");

  const took = Object.fromEntries(SIZES_MB.map((size) => [size, []]));
  const grown = { all: [], page: [] };
  const held = () => ({ all: memory(app.pids()[0]), page: memoryOf(app.pids()[0], "WebKitWebProces") });
  let before;
  for (let run = 0; run <= RUNS; run += 1) {
    for (const size of SIZES_MB) {
      const ms = await painted(page, server.origin, size, `${run}-${size}`);
      if (size === SMALL) before = await settled(held);
      // The first round loads what is loaded once.
      if (run === 0) continue;
      took[size].push(ms);
      if (size !== LARGE) continue;
      const now = held();
      grown.all.push(now.all - before.all);
      grown.page.push(now.page - before.page);
    }
  }
  return rows(took, grown);
}

/** One line, as services write it, whose beginning tells one answer from the next. */
function body(path) {
  const [size, mark] = path.split("/").slice(-2);
  const item = { bulletinNumber: 62787, bulletinTitle: "FN# 62787 - an invented notice of the bench", affected: true };
  const items = Array.from({ length: 200 }, () => JSON.stringify(item)).join();
  const times = Math.ceil((Number(size) * MB) / items.length);
  const text = `{"mark":"mark-${mark}","items":[${Array.from({ length: times }, () => items).join()}]}`;
  return { status: 200, headers: { "content-type": "application/json" }, body: text };
}

/** Milliseconds from the last byte, as the answer itself tells it, to the frame in which its first rows stand. */
async function painted(page, origin, size, mark) {
  await page.run(watch, `mark-${mark}`);
  await send(page, origin, size, mark);
  const { at, sentAtMs, totalMs, bytes } = await page.session.executeAsyncScript((done) => window.__painted.then(done));
  assert.ok(bytes > size * MB, "all of it came");
  return at - (sentAtMs + totalMs);
}

/** Once the answer before is let go of: that is a moment after the next one is shown. */
async function settled(held) {
  let now = held();
  for (let still = 0; still < SETTLED_MS; still += PAUSE_MS) {
    await pause(PAUSE_MS);
    const next = held();
    if (Math.abs(next.all - now.all) > 1) still = 0;
    now = next;
  }
  return now;
}

async function send(page, origin, size, mark) {
  await page.fill(/^(Path or a|A)ddress/, `${origin}/body/${size}/${mark}`);
  await page.click("button", /^Send/);
}

/** Runs in the page: waits for the answer that a call brings, and for the frame in which its rows stand. */
function watch(mark) {
  const original = window.fetch;
  const answered = new Promise((resolve) => {
    window.fetch = async (input, init) => {
      const answer = await original(input, init);
      if (decodeURIComponent(String(input?.url ?? input)).endsWith("/send_call")) {
        window.fetch = original;
        resolve(await answer.clone().json());
      }
      return answer;
    };
  });
  const stands = new Promise((resolve) => {
    const isThere = () => document.querySelector("[role=tree]")?.textContent.includes(mark);
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      // The second callback comes after the frame of the first was painted.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  window.__painted = Promise.all([answered, stands]).then(
    ([
      {
        called: { sentAtMs, times, bodyBytes },
      },
      at,
    ]) => ({
      at,
      sentAtMs,
      totalMs: times.totalMs,
      bytes: bodyBytes,
    }),
  );
}

function rows(took, grown) {
  const [small, middle, large] = SIZES_MB.map((size) => median(took[size]));
  const all = median(grown.all);
  return [
    {
      name: "body_first_screen page",
      value: large,
      p95: percentile(took[LARGE], 0.95),
      unit: "ms",
      reference: "1 MB",
      reference_value: small,
      ratio: large / small,
      goal: `≤ 1.5 × and ≤ ${MOST_MS} ms`,
      holds: large / small <= 1.5 && large <= MOST_MS,
      text: `last byte to the frame with the first rows, 100 MB in one line; 10 MB ${middle.toFixed(0)} ms`,
    },
    {
      name: "body_memory page",
      value: all,
      p95: percentile(grown.all, 0.95),
      unit: "MiB",
      reference: "the body",
      reference_value: LARGE,
      ratio: all / LARGE,
      goal: "≤ 1.3 ×, the page ≤ 30",
      holds: all / LARGE <= 1.3 && median(grown.page) <= 30,
      text: `PSS of the tree, beside the answer of 1 MB before it; of the page’s process ${median(grown.page).toFixed(1)} MiB`,
    },
  ];
}
