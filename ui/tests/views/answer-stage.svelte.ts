// Sets the stage for the answer's pane: an answer in the fake, and the pane that shows it.
import { fireEvent, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import type { FakeBackend } from "../../src/lib/backend.fake";
import type { CalledView, CallView, EndpointView, TwinView } from "../../src/lib/bindings";
import { choices } from "../../src/lib/state/answer/choices";
import AnswerPane from "../../src/views/requests/answer/AnswerPane.svelte";
import { eventually, expect, opened, show } from "../stage";

export interface Given {
  called: CalledView;
  call: CallView | null;
  endpoint: EndpointView | null;
  twins: TwinView[];
  busy: boolean;
  onnextpage: () => void;
}

export const call: CallView = {
  integration: "i1",
  endpoint: "notices",
  values: { "query.customerId": "1" },
  method: "",
  address: "",
  query: [],
  headers: [],
  body: { kind: "fromParameters" },
};

export const endpointOf = (rest: Partial<EndpointView> = {}): EndpointView => ({
  id: "notices",
  api: "Product alerts",
  title: "Field notice bulletins",
  summary: "",
  method: "GET",
  path: "notices",
  parameters: [],
  contentType: "",
  bodyTemplates: [],
  effect: "",
  personalData: false,
  inferred: false,
  own: false,
  docs: "",
  notes: [],
  samples: [],
  ...rest,
});

/** Nothing is kept in Activity, unless a test says so. */
const nothing = { total: 0, rows: [], keptEntries: 0, keptBytes: 0 };

export async function answered(
  answer: (fake: FakeBackend) => CalledView,
  rest: Partial<Given> = {},
  change: (fake: FakeBackend) => void = () => {},
) {
  choices.forget();
  const { fake, gatepass } = await opened((fake) => {
    Object.assign(fake, { activity: async () => nothing });
    change(fake);
  });
  gatepass.clock.stop();
  let called = $state.raw(answer(fake));
  const given: Given = {
    ...{ call, endpoint: endpointOf(), twins: [], busy: false, onnextpage: () => {} },
    ...rest,
    get called() {
      return called;
    },
  };
  fake.calls = [];
  const { unmount } = show(gatepass, AnswerPane, given as unknown as Record<string, unknown>);
  /** Another answer comes. */
  const turn = async (next: CalledView) => {
    called = next;
    await tick();
  };
  return { fake, gatepass, called, turn, unmount };
}

export const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
export const tabs = () => screen.queryAllByRole("tab").map((tab) => tab.textContent);

export async function choose(tab: string): Promise<void> {
  await fireEvent.click(screen.getByRole("tab", { name: tab }));
  await eventually(() => expect(screen.getByRole("tab", { name: tab }).getAttribute("aria-selected")).toBe("true"));
}

export const headOf = () => screen.getByRole("region", { name: "What came of it" });
