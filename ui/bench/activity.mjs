// The window's side of Activity: what opening it, searching it and scrolling to its end take among 10,000 exchanges, beside the
// same among 100. Both windows are open at once and take turns; each in a world of its own.
import { launch } from "../e2e/harness/app.mjs";
import { open } from "../e2e/harness/journeys.mjs";
import { openWorld } from "../e2e/harness/world.mjs";
import { median, percentile } from "./figures.mjs";
import { driven, seed } from "./programs.mjs";

const RUNS = process.env.BENCH_QUICK ? 5 : 9;
const FEW = 100;
const MANY = 10_000;
/** Two frames at 60 Hz. */
const MOST_MORE_MS = 33.3;

/**
 * What is done, and what says that it is done; `of` is how many exchanges there are. A search begins at the whole list, and
 * comes to as many rows on the screen in both.
 */
const STEPS = [
  { name: "opening Activity", act: "open", shows: () => 1 },
  { name: "scrolling to the end", act: "end", shows: (of) => of },
  { name: "searching a word in all", act: "search", text: "example", found: (of) => of },
  { act: "search", text: "", shows: () => 1 },
  { name: "searching for one", act: "search", text: "CSCab00042", found: () => 1 },
  { act: "search", text: "", shows: () => 1 },
  { name: "searching a word in none", act: "search", text: "giraffe", found: () => 0 },
];

export async function activityRows() {
  const closers = [];
  try {
    const pages = {};
    for (const count of [FEW, MANY]) pages[count] = await opened((close) => closers.unshift(close), count);
    return [row(await measure(pages))];
  } finally {
    for (const close of closers) await close();
  }
}

async function opened(closing, count) {
  const world = await openWorld(closing, {});
  await world.run(seed, [world.env.GATEPASS_DATA_DIR, "1", String(count)], { timeout: 300_000 });
  const app = await launch(world, driven);
  closing(() => app.close());
  return app.page;
}

async function measure(pages) {
  const took = STEPS.map(({ name }) => ({ name, few: [], many: [] }));
  for (let run = 0; run <= RUNS; run += 1) {
    for (const [count, page] of Object.entries(pages).map(([count, page]) => [Number(count), page])) {
      // What was read is kept as long as the page.
      await page.session.navigate().refresh();
      await page.waitForDesk();
      await open(page, "Support of customer 0");
      for (const [index, { act, text, shows, found }] of STEPS.entries()) {
        const wanted = { act, text, shows: shows?.(count), found: found?.(count) };
        const ms = await page.session.executeAsyncScript(`(${timed}).apply(null, arguments)`, wanted);
        // The first round reads files into memory.
        if (run) took[index][count === FEW ? "few" : "many"].push(ms);
      }
    }
  }
  return took;
}

/** Runs in the page: does it, and tells the milliseconds until the frame that shows it was painted. */
function timed({ act, text, shows, found }, tell) {
  const list = () => document.querySelector("[role=listbox][aria-label^='Exchanges']");
  const tab = [...document.querySelectorAll("[role=tab]")].find((one) => one.textContent.trim() === "Activity");
  const acts = {
    open: () => tab.click(),
    end: () => {
      list().scrollTop = list().scrollHeight;
    },
    search: () => {
      const field = document.querySelector("[role=search][aria-label=Exchanges] input");
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
  };
  const isShown = () => {
    const told = document.querySelector("[role=search][aria-label=Exchanges] [role=status]")?.textContent;
    if (shows) return !told && Boolean(list()?.querySelector(`[role=option][aria-posinset="${shows}"]`));
    if (told !== `${found.toLocaleString("en")} found`) return false;
    return !found || list()?.querySelector("[role=option]")?.getAttribute("aria-setsize") === String(found);
  };
  const began = performance.now();
  const look = () => {
    if (!isShown()) return requestAnimationFrame(look);
    // The second callback comes after the frame of the first was painted.
    return requestAnimationFrame(() => requestAnimationFrame(() => tell(performance.now() - began)));
  };
  acts[act]();
  look();
}

function row(steps) {
  const grown = ({ few, many }) => median(many) - median(few);
  const measured = steps.filter(({ name }) => name);
  const worst = measured.toSorted((one, other) => grown(other) - grown(one))[0];
  for (const step of measured) {
    const [few, many] = [median(step.few), median(step.many)].map((ms) => `${ms.toFixed(1)} ms`);
    console.log(`${step.name}, in the window: ${few}, ${many}: ${grown(step).toFixed(1)} more`);
  }
  const [value, reference] = [median(worst.many), median(worst.few)];
  return {
    name: "activity_scale page",
    value,
    p95: percentile(worst.many, 0.95),
    unit: "ms",
    reference: `${FEW} exchanges`,
    reference_value: reference,
    ratio: value / reference,
    goal: `≤ ${MOST_MORE_MS} ms more`,
    holds: value - reference <= MOST_MORE_MS,
    text: `of opening, searching and scrolling the step that grows most: ${worst.name}; to the painted frame, ${MANY} exchanges`,
  };
}
