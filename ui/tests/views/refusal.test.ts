// A refusal says who can mend it, and whether another documented way works.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { FaultView, IntegrationView, RefusalView } from "../../src/lib/bindings";
import { integration, keyRefused } from "../../src/lib/fake/integrations";
import TokenTab from "../../src/views/integration/TokenTab.svelte";
import { callsOf, eventually, opened, show } from "../stage";

const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

async function staged(refusal: Partial<RefusalView>, rest: Partial<IntegrationView> = {}, provider = "custom") {
  const { fake, gatepass } = await opened((fake) => {
    const refused = {
      refusal: { ...keyRefused, remedy: "setup", placementMayHelp: true, title: "Refused", ...refusal },
    };
    fake.view.integrations = [integration(provider, "Mine", "production", { id: "one", ...refused, ...rest })];
  });
  gatepass.clock.stop();
  const props = {
    get integration() {
      return gatepass.desk.find("one");
    },
  };
  show(gatepass, TokenTab, props);
  fake.calls = [];
  return { fake, gatepass };
}

test.each<[FaultView, string]>([
  ["you", "Yours to fix"],
  ["key", "The credential"],
  ["service", "The service"],
  ["network", "The network"],
  ["here", "This computer"],
])("the fault %s is called “%s”, beside an icon", async (fault, word) => {
  await staged({ fault });
  const shown = within(screen.getByRole("region", { name: "Refused" })).getByText(word);
  expect(shown.querySelector("svg")).not.toBeNull();
});

test("one that a sign-in cures offers that and no blind repeat", async () => {
  const { fake } = await staged({ remedy: "signIn" }, { needsSignIn: true });
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  await fireEvent.click(button("Sign in"));
  await eventually(() => expect(callsOf(fake, "beginSignIn")).toEqual([["one"]]));
  expect(callsOf(fake, "getToken")).toEqual([]);
});

test("a sign-in is offered even while a refresh token is thought to be held", async () => {
  const { fake } = await staged({ remedy: "signIn" }, { needsSignIn: false });
  await fireEvent.click(button("Sign in"));
  await eventually(() => expect(callsOf(fake, "beginSignIn")).toEqual([["one"]]));
});

test("alternatives are offered only where there are some and another placement may help", async () => {
  await staged({ remedy: "setup", placementMayHelp: false });
  expect(screen.queryByRole("button", { name: "Open setup" })).not.toBeNull();
  expect(screen.queryByRole("button", { name: "Try the documented alternatives" })).toBeNull();
});

test("each alternative is listed with what came of it, its exchange folded", async () => {
  const { fake } = await staged({});
  await fireEvent.click(button("Try the documented alternatives"));
  const list = await screen.findByRole("region", { name: "Documented alternatives" });
  expect(callsOf(fake, "tryAlternatives")).toEqual([["one"]]);
  const rows = within(list).getAllByRole("listitem");
  expect(rows.map((row) => row.querySelector("strong")?.textContent)).toEqual([
    "Basic header",
    "URL, empty body",
    "JSON body",
  ]);
  expect(rows.map((row) => /Works|Refused/.exec(row.textContent ?? "")?.[0])).toEqual(["Refused", "Refused", "Works"]);
  expect(within(list).getAllByRole("button", { name: /^Use/ })).toHaveLength(1);
  expect(list.textContent).not.toContain("grant_type");
  await fireEvent.click(within(rows[0] as HTMLElement).getByRole("button", { name: "What was sent and answered" }));
  expect(rows[0]?.textContent).toContain("invalid_client");
});

test("using the one that works changes the placement, then gets a token", async () => {
  const { fake } = await staged({});
  await fireEvent.click(button("Try the documented alternatives"));
  await fireEvent.click(await screen.findByRole("button", { name: "Use this: JSON body" }));
  await eventually(() => expect(callsOf(fake, "getToken")).toEqual([["one", false]]));
  expect(callsOf(fake, "usePlacement")).toEqual([["one", "json"]]);
  await eventually(() => expect(screen.getByRole("timer")).toBeTruthy());
});

test("when none works that is said, and what to compare instead", async () => {
  const { fake } = await staged({});
  fake.tryAlternatives = async () => ({
    tried: [{ placement: "basic", name: "Basic header", works: false, sentence: "Refused too.", exchange: null }],
  });
  await fireEvent.click(button("Try the documented alternatives"));
  const list = await screen.findByRole("region", { name: "Documented alternatives" });
  expect(list.textContent).toContain("None works");
  expect(within(list).queryByRole("button")).toBeNull();
});

test("a try that failed altogether says so and can be repeated", async () => {
  const { fake, gatepass } = await staged({});
  fake.failures.set("tryAlternatives", { code: "x", sentence: "No network.", nextStep: "", fields: [] });
  await fireEvent.click(button("Try the documented alternatives"));
  await eventually(() => expect(gatepass.desk.error?.sentence).toBe("No network."));
  await eventually(() => expect(button("Try the documented alternatives").disabled).toBe(false));
});
