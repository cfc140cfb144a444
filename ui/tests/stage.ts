// Sets the stage for component tests: the fake backend, the shared state, and ways to look at what was rendered.
import { render } from "@testing-library/svelte";
import type { Component } from "svelte";
import { expect, vi } from "vitest";
import { FakeBackend } from "../src/lib/backend.fake";
import { Gatepass } from "../src/lib/state/gatepass.svelte";
import Provide from "./Provide.svelte";

export async function opened(change: (fake: FakeBackend) => void = () => {}) {
  const fake = new FakeBackend();
  change(fake);
  const gatepass = new Gatepass(fake);
  await gatepass.start();
  return { fake, gatepass };
}

// biome-ignore lint/suspicious/noExplicitAny: a component of any props
export function show(gatepass: Gatepass, component: Component<any>, props: Record<string, unknown> = {}) {
  return render(Provide, { props: { gatepass, component, props } });
}

/** The calls of one name, each as its arguments. */
export const callsOf = (fake: FakeBackend, name: string) =>
  fake.calls.filter((call) => call[0] === name).map((call) => call.slice(1));

/** The texts that describe an element to a screen reader. */
export function described(element: Element): string {
  const ids = (element.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  return ids.map((id) => document.getElementById(id)?.textContent ?? `no #${id}`).join(" ");
}

/** Until an expectation holds: state is passed on in microtasks and the form waits a moment. */
export const eventually = (expectation: () => void) => vi.waitFor(expectation, { timeout: 2000, interval: 10 });

export { expect };
