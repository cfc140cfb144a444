// The door between the page and Rust, with all that crosses it written down; and all that stands on the page.

/** Begins to write down. A page that is loaded anew forgets it. */
export const recordTheDoor = (page) => page.run(record);

/** Calls as `{ command, body, asked, answer }` (`asked` is all of a call, its body too), and events as text, in their order. */
export const throughTheDoor = (page) => page.run(() => window.__door);

/** The page's elements, what stands in its fields, its storage and its address, as text. */
export const allOnThePage = (page) =>
  page.run(() => {
    const fields = [...document.querySelectorAll("input, textarea")].map((field) => field.value);
    return [
      document.documentElement.outerHTML,
      fields,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      location.href,
    ]
      .map((part) => JSON.stringify(part))
      .join("\n");
  });

/** Runs in the page: Tauri's calls are fetches, its events are functions called by name. */
function record() {
  const calls = [];
  const events = [];
  window.__door = { calls, events };
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
}
