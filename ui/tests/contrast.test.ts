// WCAG contrast of the colour tokens in both schemes, computed from app.css: 4.5:1 for text, 3:1 for what is not text.
import { describe, expect, test } from "vitest";
import css from "../src/app.css?raw";

type Scheme = "light" | "dark";
const tokens = new Map<string, Record<Scheme, string>>();
for (const [, name, light, dark] of css.matchAll(/--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)) {
  if (name && light && dark) tokens.set(name, { light, dark });
}

function colour(name: string, scheme: Scheme): string {
  const found = tokens.get(name)?.[scheme];
  if (!found) throw new Error(`app.css has no colour --${name}`);
  return found;
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Each with the grounds it stands on. */
const grounds = ["background", "surface", "raised", "hover", "chosen"];
const texts = ["text", "muted", "accent", "fresh", "soon", "expired", "sandbox"];
const onCards = ["name", "string", "number"];
const shapes = ["edge", "accent", "fresh", "soon", "expired", "sandbox"];

describe.each<Scheme>(["light", "dark"])("%s", (scheme) => {
  const ratio = (a: string, b: string) => contrast(colour(a, scheme), colour(b, scheme));

  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    "text %s on %s",
    (text, ground) => expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5),
  );
  test.each(onCards)("text %s on a card", (text) => expect(ratio(text, "raised")).toBeGreaterThanOrEqual(4.5));
  test("text of a primary button", () => expect(ratio("on-accent", "accent")).toBeGreaterThanOrEqual(4.5));
  test("the filled badge", () => expect(ratio("background", "text")).toBeGreaterThanOrEqual(4.5));
  test("letters on a quiet tile", () => expect(ratio("muted", "line")).toBeGreaterThanOrEqual(4.5));
  test.each(shapes.flatMap((shape) => ["background", "surface", "raised"].map((ground) => [shape, ground] as const)))(
    "shape %s on %s",
    (shape, ground) => expect(ratio(shape, ground)).toBeGreaterThanOrEqual(3),
  );
});

test("the computation itself: black on white is 21", () => expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5));
