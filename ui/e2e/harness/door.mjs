// The door between the page and Rust, with all that crosses it written down; and all that is ever shown on the page.

/** Begins to write down. A page that is loaded anew forgets it. */
export const recordTheDoor = (page) => page.run(record);

/**
 * What was written down since the last time: calls as `{ command, body, asked, answer }` (`asked` is all of a call, its body
 * too), events and what was shown as text, in their order; and all that stands on
 * the page now.
 */
export async function takeFromTheDoor(page) {
  return { ...(await page.run(take)), rest: await allOnThePage(page) };
}

/** The same calls and events, without taking them. */
export const throughTheDoor = (page) => page.run(() => ({ calls: window.__door.calls, events: window.__door.events }));

/** The page's elements, what stands in its fields, its storage and its address, as text. */
export const allOnThePage = (page) => page.run(stands);

/** Runs in the page. */
function take() {
  const { calls, events, shown } = window.__door;
  const taken = { calls: calls.splice(0), events: events.splice(0), shown: [...shown] };
  shown.clear();
  return taken;
}

/** Runs in the page. */
function stands() {
  const fields = [...document.querySelectorAll("input, textarea")].map((field) => field.value);
  const stores = [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, location.href];
  return [document.documentElement.outerHTML, fields, ...stores].map((part) => JSON.stringify(part)).join("\n");
}

/** Runs in the page: Tauri's calls are fetches, its events are functions called by name. */
function record() {
  const calls = [];
  const events = [];
  const shown = new Set();
  window.__door = { calls, events, shown };
  const text = (body) => (typeof body === "string" ? body : body ? new TextDecoder().decode(body) : "");
  const original = window.fetch;
  window.fetch = async (input, init) => {
    const url = String(input?.url ?? input);
    const command = decodeURIComponent(new URL(url).pathname.slice(1));
    const body = text(init?.body);
    const call = {
      command,
      body,
      asked: `${url} ${body} ${JSON.stringify([...new Headers(init?.headers)])}`,
      answer: "",
    };
    calls.push(call);
    const answer = await original(input, init);
    call.answer = await answer.clone().text();
    return answer;
  };
  const internals = window.__TAURI_INTERNALS__;
  const handler = internals.transformCallback((event) => events.push(JSON.stringify(event)));
  internals.invoke("plugin:event|listen", { event: "change", target: { kind: "Any" }, handler });
  // What comes and goes between two looks.
  const write = (node) => shown.add(node.nodeType === Node.ELEMENT_NODE ? node.outerHTML : node.textContent);
  const everything = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === "childList") for (const node of addedNodes) write(node);
      else if (type === "attributes") shown.add(target.getAttribute(attributeName) ?? "");
      else write(target);
    }
  }).observe(document, everything);
}
