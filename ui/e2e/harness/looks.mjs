// Looks at the window as a designer and as axe would: a picture of it under target/screens, and no accessibility rule broken.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { target } from "./app.mjs";
import { until } from "./until.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = path.join(target, "screens");
export const large = [1180, 760];
export const small = [880, 560];

/**
 * Both themes at these sizes. Leaves the window large and light.
 * @param {import("./page.mjs").Page} page
 * @param {string} name of the pictures: `<name>-<theme>-<width>.png`
 * @param {{ sizes?: number[][], facing?: () => Promise<import("selenium-webdriver").WebElement>,
 *   taken?: (picture: { theme: string, size: number[], png: string }) => void }} [options]
 *   `facing`: what is scrolled to, where the page is longer than the window
 */
export async function everyLook(page, name, { sizes = [large, small], facing, taken } = {}) {
  for (const theme of ["light", "dark"]) {
    await wear(page, theme);
    for (const size of sizes) {
      await resize(page, size);
      if (facing) await page.run((it) => it.scrollIntoView({ block: "center" }), await facing());
      const png = await look(page, `${name}-${theme}-${size[0]}`);
      taken?.({ theme, size, png });
    }
  }
  await wear(page, "light");
  await resize(page, large);
}

/** The window as it is. */
export async function look(page, name) {
  const png = await page.picture();
  mkdirSync(pictures, { recursive: true });
  writeFileSync(path.join(pictures, `${name}.png`), png, "base64");
  if (!(await page.run(() => Boolean(window.axe)))) await page.session.executeScript(axe);
  const violations = await page.session.executeAsyncScript((done) => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    // Experimental, and wrong here: a row shows “59:12” and is read aloud as “59 minutes left”.
    const rules = { "label-content-name-mismatch": { enabled: false } };
    window.axe.run(document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] }).then(
      ({ violations }) =>
        done(
          violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`,
          ),
        ),
      (error) => done([String(error)]),
    );
  });
  assert.deepEqual(violations, [], name);
  const spill = await page.run(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(spill <= 0, `${name} is ${spill} px wider than its window`);
  const moved = await page.run(() => document.scrollingElement.scrollTop + document.body.scrollTop);
  assert.equal(moved, 0, `${name}: the window itself has scrolled, and not a pane in it`);
  return png;
}

/** As the setting does it, without leaving the page that is looked at. */
function wear(page, theme) {
  return page.run((to) => {
    document.documentElement.dataset.theme = to;
    // Where the pointer rests is no part of the picture.
    document.activeElement?.blur();
  }, theme);
}

async function resize(page, [width, height]) {
  const inner = () => page.run(() => [window.innerWidth, window.innerHeight].join());
  // WebKitWebDriver waits for a change, for ever if there is none.
  if ((await inner()) !== `${width},${height}`) await page.session.manage().window().setRect({ width, height });
  await until(`a page of ${width} × ${height}`, async () => (await inner()) === `${width},${height}`);
  await page.run(
    () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => painted(true)))),
  );
}
