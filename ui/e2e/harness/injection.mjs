// Text that is made to run or to fetch where it is taken for markup, and what notices if it does.

/** A text for a field: told by its name, and with every way in that is known. `leak` is the origin that it would fetch from. */
function payload(field, leak) {
  const run = "window.__ran=1";
  return [
    `${tag(field)}"'>`,
    `<img src=x onerror=${run}><img src=${leak}/${field}>`,
    `<script>${run}</script><svg onload=${run}></svg><iframe srcdoc='<script>parent.__ran=1</script>'></iframe>`,
    `<a href="javascript:${run}">link</a>[link](javascript:${run})`,
    `{{constructor.constructor('${run}')()}}\${${run}}`,
    `<style>*{background:url(${leak}/style)}</style><b style="background:url(${leak}/${field})">b</b>`,
    "\u202Etxt.exe\u202C",
  ].join("");
}

/** What a field's text begins with. */
export const tag = (field) => `inj-${field}-`;

/** The texts of a test file, and which of them have to be seen on the page. */
export class Payloads {
  #fields = new Set();
  #leak;

  /** @param {() => string} leak the origin, once it is there */
  constructor(leak) {
    this.#leak = leak;
  }

  inject = (field) => {
    this.#fields.add(field);
    return payload(field, this.#leak());
  };

  /** Where only a short line is taken. */
  short = (field) => {
    this.#fields.add(field);
    return `${tag(field)}<img src=x onerror=window.__ran=1><b>`;
  };

  /** Where the window leaves it out today. */
  unseen = (field) => payload(field, this.#leak());

  notSeenIn(text) {
    return [...this.#fields].filter((field) => !text.includes(tag(field)));
  }
}

/** Begins to notice on a page: scripts that run, elements that a text became, errors, and what the policy of the page stops. */
export const notice = (page) =>
  page.run(() => {
    const seen = { made: [], noted: [] };
    window.__noticed = seen;
    window.__ran = 0;
    addEventListener("error", (event) => seen.noted.push(`error: ${event.message}`), true);
    addEventListener("unhandledrejection", (event) => seen.noted.push(`rejected: ${event.reason?.message}`));
    addEventListener("securitypolicyviolation", (event) => seen.noted.push(`policy: ${event.violatedDirective}`));
    const foreign =
      "iframe, object, embed, base, [onerror], [onload], [onclick], a[href^='javascript:' i], img:not([src^='data:'])";
    const look = (root) => {
      const elements = root.nodeType === Node.ELEMENT_NODE ? [root, ...root.querySelectorAll("*")] : [];
      for (const element of elements) {
        const written = ["STYLE", "SCRIPT"].includes(element.tagName) && /__ran|url\(/.test(element.textContent);
        if (element.matches(foreign) || written) seen.made.push(element.outerHTML.slice(0, 80));
      }
    };
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) look(node);
    }).observe(document, { subtree: true, childList: true });
  });

/** What was noticed: `ran` is not 0 if a script of a payload ran. */
export const noticed = (page) => page.run(() => ({ ran: window.__ran, ...window.__noticed }));

/** The payload taken for markup, on purpose: scripts put in so do not run by the standard, so they are made anew. */
export const asMarkup = (page, text) =>
  page.run((html) => {
    const place = document.body.appendChild(document.createElement("div"));
    place.innerHTML = html;
    for (const dead of place.querySelectorAll("script")) {
      const script = document.createElement("script");
      script.textContent = dead.textContent;
      dead.replaceWith(script);
    }
  }, text);
