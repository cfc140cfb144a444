// The form's state: what a choice presets, what is said of a field and when, and where a secret is not.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeBackend } from "../../src/lib/backend.fake";
import type { DraftCheckView, FieldNoteView } from "../../src/lib/bindings";
import { providers } from "../../src/lib/fake/providers";
import { emptyDraft } from "../../src/lib/state/draft";
import { Form } from "../../src/lib/state/form.svelte";
import { callsOf } from "../stage";

const problem = (field: string, message: string): FieldNoteView => ({ field, message });
const checked = (rest: Partial<DraftCheckView>): DraftCheckView => ({
  authorization: null,
  request: null,
  problems: [],
  notes: [],
  asksSecretAgain: "",
  ...rest,
});
let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  stop();
  stop = () => {};
  vi.useRealTimers();
});

function opened(provider = "smart-bonding") {
  const fake = new FakeBackend();
  const chosen = providers.find((one) => one.id === provider);
  if (!chosen) throw new Error(`no provider ${provider}`);
  return { fake, form: new Form(fake, providers, emptyDraft(chosen)) };
}

/** What an effect does: asks again whenever the draft changed. */
function watch(form: Form) {
  stop = $effect.root(() => {
    $effect(() => form.watch());
  });
}

test.each(providers.map((provider) => [provider.id, provider] as const))(
  "choosing %s presets its first environment's address, origins and placement",
  (id, provider) => {
    const { form } = opened(id === "pivot" ? "custom" : "pivot");
    form.chooseProvider(id);
    const environment = provider.environments[0];
    expect(form.draft).toMatchObject({
      provider: id,
      environment: environment?.id,
      tokenEndpoint: environment?.tokenEndpoint,
      apiOrigins: environment?.apiOrigins,
      placement: provider.placements[0]?.id,
      subscriptionKey: { kind: "empty" },
    });
  },
);

test("what belongs to one provider does not go to the next", () => {
  const { form } = opened("pivot");
  form.draft.subscriptionKey = { kind: "shared", id: "k1" };
  form.draft.extraHeaders.push({ name: "X-Key", value: { kind: "held", handle: "h1" } });
  form.draft.proxy = "http://proxy.example:8080";
  form.chooseProvider("cx-cloud");
  expect(form.draft).toMatchObject({ subscriptionKey: { kind: "empty" }, extraHeaders: [], proxy: "" });
});

test("presets are copies: editing one does not change the provider", () => {
  const { form } = opened("cx-cloud");
  form.draft.apiOrigins.push("https://elsewhere.example");
  form.draft.apiOrigins[0] = "https://changed.example";
  expect(providers.find((one) => one.id === "cx-cloud")?.environments[0]?.apiOrigins).toEqual([
    "https://api-cx.cisco.com",
  ]);
});

test("a few keystrokes make one question, a moment after the last", async () => {
  const { fake, form } = opened();
  watch(form);
  for (const label of ["C", "Co", "Con"]) {
    form.draft.label = label;
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(callsOf(fake, "checkDraft")).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(callsOf(fake, "checkDraft")).toHaveLength(1);
  expect(callsOf(fake, "checkDraft")[0]?.[0]).toMatchObject({ label: "Con" });
});

test("an answer about an older draft does not replace that about a newer one", async () => {
  const { fake, form } = opened();
  const answers: ((check: DraftCheckView) => void)[] = [];
  fake.checkDraft = () => new Promise((resolve) => answers.push(resolve));
  watch(form);
  await vi.advanceTimersByTimeAsync(200);
  form.draft.label = "Contoso";
  await vi.advanceTimersByTimeAsync(200);
  answers[1]?.(checked({}));
  answers[0]?.(checked({ problems: [problem("label", "Give it a name.")] }));
  await vi.advanceTimersByTimeAsync(0);
  form.visit("label");
  expect(form.problem("label")).toBe("");
});

test("a problem shows once, though the check and the refusal both name it", async () => {
  const { form } = opened();
  watch(form);
  await vi.advanceTimersByTimeAsync(200);
  await form.save();
  expect(form.problem("label")).toBe("Give it a name.");
});

test("a problem of one member shows under its list", async () => {
  const { fake, form } = opened();
  fake.checkDraft = async () => checked({ problems: [problem("apiOrigins.1", "This is no origin.")] });
  watch(form);
  await vi.advanceTimersByTimeAsync(200);
  form.visit("apiOrigins");
  expect(form.problem("apiOrigins")).toBe("This is no origin.");
  expect(form.problem("apiOrigins.1")).toBe("");
  form.visit("apiOrigins.1");
  expect(form.problem("apiOrigins.1")).toBe("This is no origin.");
});

test("what a refused save said of a field goes when the field is corrected", async () => {
  const { form } = opened();
  watch(form);
  await form.save();
  expect(form.problem("label")).toBe("Give it a name.");
  form.draft.label = "Contoso";
  await vi.advanceTimersByTimeAsync(200);
  expect(form.problem("label")).toBe("");
  expect(form.problem("clientId")).toBe("The client id is missing.");
});

test("saving takes the secrets first, and sends a draft that holds handles only", async () => {
  const { fake, form } = opened();
  Object.assign(form.draft, { label: "Contoso", clientId: "abc" });
  let text = "typed-secret";
  form.register({
    hasText: () => text !== "",
    flush: async () => {
      const asked = fake.holdSecret(text, "form");
      text = "";
      form.draft.clientSecret = { kind: "held", handle: form.take(await asked) };
    },
  });
  expect(form.isDirty).toBe(true);
  const saved = await form.save();
  expect(saved?.label).toBe("Contoso");
  expect(fake.calls.map((call) => call[0])).toEqual(["holdSecret", "saveIntegration"]);
  expect(JSON.stringify(callsOf(fake, "saveIntegration"))).not.toContain("typed-secret");
  expect(JSON.stringify([form.draft, form.check, form.original])).not.toContain("typed-secret");
});

test("saving twice at once saves once", async () => {
  const { fake, form } = opened();
  Object.assign(form.draft, { label: "Contoso", clientId: "abc", clientSecret: { kind: "held", handle: "h" } });
  const [first, second] = await Promise.all([form.save(), form.save()]);
  expect(first).not.toBeNull();
  expect(second).toBeNull();
  expect(callsOf(fake, "saveIntegration")).toHaveLength(1);
});

test("a save that failed altogether keeps what was typed and can be tried again", async () => {
  const { fake, form } = opened();
  Object.assign(form.draft, { label: "Contoso", clientId: "abc", clientSecret: { kind: "held", handle: "h" } });
  const before = JSON.stringify(form.draft);
  fake.failures.set("saveIntegration", { code: "x", sentence: "The disk is full.", nextStep: "", fields: [] });
  expect(await form.save()).toBeNull();
  expect(form.error?.sentence).toBe("The disk is full.");
  expect(JSON.stringify(form.draft)).toBe(before);
  expect(form.saving).toBe(false);
  expect(await form.save()).not.toBeNull();
  expect(form.error).toBeNull();
});

test("a sandbox client that could not be made changes nothing", async () => {
  const { fake, form } = opened();
  form.draft.clientId = "mine";
  fake.failures.set("sandboxClient", { code: "x", sentence: "It does not run.", nextStep: "", fields: [] });
  await form.useSandboxClient();
  expect(form.draft.clientId).toBe("mine");
  expect(form.draft.clientSecret.kind).toBe("empty");
  expect(form.error?.sentence).toBe("It does not run.");
});

test("starting over from what is stored makes it clean and forgets what was blamed", async () => {
  const fake = new FakeBackend();
  const form = new Form(fake, providers, await fake.draft("i2"));
  form.draft.label = "";
  expect(form.isDirty).toBe(true);
  await form.save();
  expect(form.tried).toBe(true);
  form.rebase(form.original);
  expect(form.isDirty).toBe(false);
  expect(form.tried).toBe(false);
  expect(form.error).toBeNull();
  expect(form.draft.label).toBe("Support APIs");
});
