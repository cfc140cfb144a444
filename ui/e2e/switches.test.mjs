// The sandbox's switches make a token request go wrong: each refusal as it is read in the window, and the way back from it.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import {
  addAndGet,
  countdown,
  isFault,
  open,
  refusal,
  sandbox,
  sandboxTokenRequests,
  switchFault,
} from "./harness/journeys.mjs";
import { everyLook, large, small } from "./harness/looks.mjs";
import { listen, tokenAnswer } from "./harness/server.mjs";
import { openSetting } from "./harness/setting.mjs";
import { until } from "./harness/until.mjs";

const setting = openSetting();
/** A story that failed leaves its switch on: the next must not pay for it. */
afterEach(async ({ passed }) => {
  const { page } = setting;
  if (passed) return;
  await page.click("button", "Sandbox");
  await page.get("region", "Faults");
  if (await page.has("button", "Turn all off")) await page.click("button", "Turn all off");
});
const ask = /^(Get token|Renew)$/;

/** Sentences are a part of what is read. `looks`: a picture is kept, in both themes. */
const stories = [
  {
    fault: "Unknown client id",
    mode: "Once",
    at: "CX Cloud",
    title: "CX Cloud does not know this client id",
    sentence: "The token endpoint looked for the client id and found none.",
    whose: "The credential",
    next: "Compare the client id with where it was issued. A new key works only once it is entered in your CX Cloud profile",
    looks: [large],
  },
  {
    fault: "Client secret refused",
    mode: "On",
    at: "Cisco Support",
    title: "Cisco Support refused the client secret",
    sentence: "The client id is known there, the secret does not belong to it.",
    whose: "The credential",
    next: "Enter the client secret again in Setup.",
  },
  {
    fault: "Grant not allowed",
    mode: "On",
    at: "API Console",
    title: "API Console does not allow client credentials for this client",
    sentence: "The grant was not ticked when the application was registered",
    whose: "The credential",
    next: "Register the application again with that grant ticked",
    looks: [large],
  },
  {
    fault: "Subscription key missing",
    mode: "On",
    at: "Pivot",
    title: "Pivot got no subscription key",
    sentence: "wants a subscription key on every request and saw none",
    whose: "The credential",
    next: "Enter the key from the mail that Pivot sent you.",
    offers: "Replace subscription key",
    looks: [large],
  },
  {
    fault: "Subscription key invalid",
    mode: "Once",
    at: "Pivot",
    title: "Pivot refused the subscription key",
    sentence: "Cisco has not seen your client id or secret",
    whose: "The credential",
    next: "Compare the key with the mail from Pivot.",
    offers: "Replace subscription key",
  },
  {
    fault: "Pivot's rate limit",
    mode: "On",
    at: "Pivot",
    title: "Pivot asks for a pause",
    sentence: "Too many requests arrived in too short a time.",
    whose: "Yours to fix",
    next: "Wait 12 s, then try again. A token can be used until its end",
    looks: [large, small],
  },
  {
    fault: "Service unavailable",
    mode: "On",
    at: "Smart Bonding",
    title: "Smart Bonding has trouble of its own",
    sentence: "The token endpoint answered 503. Your client is not at fault.",
    whose: "The service",
    next: "Try again in 30 s.",
    looks: [large],
  },
  {
    fault: "Blocked at the edge",
    mode: "On",
    at: "Custom",
    title: "A web page answered instead of a token",
    sentence: "The address answered 403 with a page titled “Access Denied”.",
    whose: "The network",
    next: "Open the token address's host in a browser to see who answers",
    looks: [large],
  },
  {
    fault: "JSON cut short",
    mode: "Once",
    at: "Custom",
    title: /^(127\.0\.0\.1|The sandbox) hung up$/,
    sentence: "The connection ended before the answer did.",
    whose: "The network",
    next: "Try again. If it happens every time, a filter on the way may be ending it.",
  },
  {
    fault: "Connection cut",
    mode: "On",
    at: "CX Cloud",
    title: /^(127\.0\.0\.1|The sandbox) hung up$/,
    sentence: "The connection ended before the answer did.",
    whose: "The network",
    next: "Try again. If it happens every time, a filter on the way may be ending it.",
  },
];

test("six integrations of the sandbox", async () => {
  await setting.page.click("button", "Try the sandbox");
  await until("six integrations", async () => (await setting.page.all("option")).length === 6);
});

for (const { fault, mode, at, title, sentence, whose, next, offers, looks } of stories) {
  test(`${fault}, ${mode.toLowerCase()}, at ${at}: what it means, who can mend it, what to do; then a token`, async () => {
    const { page } = setting;
    await switchFault(page, fault, mode);
    await page.reads(`1 fault is on: ${fault}${mode === "Once" ? ", once" : ""}`);
    await open(page, at);
    await page.click("button", ask);
    const text = await refusal(page, title);
    for (const part of [sentence, whose, next]) assert.ok(text.includes(part), `“${part}” is read in: ${text}`);
    if (offers) await page.get("button", offers);
    assert.doesNotMatch(await page.text(), /<\/?\w+>/, "no markup is shown");
    if (looks) await everyLook(page, `fault-${fault.toLowerCase().replaceAll(/\W+/g, "-")}`, { sizes: looks });

    if (mode === "On") {
      const before = await sandboxTokenRequests(page);
      await page.click("button", "Try again");
      await until("another refusal", async () => (await sandboxTokenRequests(page)) > before);
      await refusal(page, title);
      await switchFault(page, fault, "Off");
    } else {
      await page.click("button", "Sandbox");
      assert.ok(await isFault(page, fault, "Off"), "once is once");
    }
    await open(page, at);
    await page.click("button", "Try again");
    await until("the refusal to go", async () => !(await page.has("region", title)));
    await countdown(page);
  });
}

test("a good client that is refused for a moment gets its token all the same", async () => {
  const { page } = setting;
  const fault = "Good client refused for a moment";
  await switchFault(page, fault, "On");
  await open(page, "Cisco Support");
  const before = (await sandbox(page)).requests.length;
  const fingerprint = () => page.run(() => document.body.textContent.match(/fingerprint ([\da-f:]{8})/)?.[1]);
  const old = await fingerprint();
  await page.click("button", ask);
  await until("another token", async () => old !== (await fingerprint()));
  assert.ok(!(await page.has("button", "Try again")), "no refusal is shown");

  await page.click("button", "Sandbox");
  const seen = await page.all("listitem", undefined, await page.get("region", "Last requests it saw"));
  const [last, first] = await Promise.all(seen.slice(0, 2).map((line) => page.run((it) => it.textContent, line)));
  assert.match(first ?? "", /\/cisco-support\/.*401 invalid_client/, "refused at first");
  assert.match(last ?? "", /\/cisco-support\/.*200 token/, "and taken when it was asked again");
  assert.equal((await sandbox(page)).requests.length, before + 2);
  await page.choose(fault, "Off");
});

test("a token without a lifetime: an hour is assumed, and the window says so", async () => {
  const { page } = setting;
  await switchFault(page, "No lifetime", "Once");
  await open(page, "Custom");
  await page.click("button", ask);
  await page.reads("assumed: the server named no lifetime");
  const { seconds } = await countdown(page);
  assert.ok(seconds > 3500 && seconds <= 3600, `${seconds} s`);
  await page.click("button", ask);
  await page.reads("as answered by the server");
});

test("a server whose clock is behind: the frame says by how much, until an answer is on time again", async () => {
  const { page } = setting;
  const notice = "This computer’s clock is 60 minutes ahead of 127.0.0.1’s.";
  await switchFault(page, "Clock an hour behind", "Once");
  await open(page, "CX Cloud");
  await page.click("button", ask);
  await page.reads(notice);
  await page.click("button", "Settings");
  await page.reads(notice);
  await open(page, "CX Cloud");
  await page.click("button", ask);
  await until("the notice to go", async () => !(await page.text()).includes(notice));
});

test("a gateway that gave up waiting, which no switch puts before a token endpoint", async () => {
  const { page, closing } = setting;
  const page504 = { status: 504, headers: { "content-type": "text/xml" }, body: "<h1>Gateway Timeout</h1>" };
  const gateway = await listen(closing, () => page504);
  await addAndGet(page, {
    provider: "Pivot",
    environment: "UAT",
    name: "Behind a gateway",
    clientId: "0oa4pivotnotices",
    clientSecret: "pivot-secret-0123456789",
    subscriptionKey: "c4f1e7a90b2d4d6e8f5a3b1c7d9e0f22",
    tokenAddress: `${gateway.origin}/oem-cisco/cisco-identity/`,
  });
  const text = await refusal(page, "Pivot took too long");
  for (const part of ["answered 504", "Your client is not at fault", "The service", "Try again in a minute"])
    assert.ok(text.includes(part), `“${part}” is read in: ${text}`);
  assert.doesNotMatch(await page.text(), /<\/?\w+>/, "no markup is shown");
  gateway.answer = tokenAnswer();
  await page.click("button", "Try again");
  await countdown(page);
});

test("several at once are turned off with one click", async () => {
  const { page } = setting;
  await switchFault(page, "Server error", "On");
  await switchFault(page, "Slow answer", "Once");
  await page.reads("2 faults are on: Server error · Slow answer, once");
  await page.click("button", "Turn all off");
  await until("both to be off", async () => {
    return (await isFault(page, "Server error", "Off")) && (await isFault(page, "Slow answer", "Off"));
  });
  await open(page, "Pivot");
  await page.click("button", ask);
  await countdown(page);
});
