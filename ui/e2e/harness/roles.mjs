// Finds what is on screen by ARIA role and accessible name. Runs inside the page, so it may use nothing from outside.

export function byRole(role, pattern, exact, within) {
  const selectors = {
    button: "button, [role=button]",
    textbox: "input:not([type]), input[type=text], input[type=password], input[type=url], textarea",
    searchbox: "input[type=search]",
    checkbox: "input[type=checkbox]",
    combobox: "select, [role=combobox]",
    radio: "input[type=radio]",
    heading: "h1, h2, h3",
    dialog: "dialog[open]",
    group: "fieldset",
    listitem: "li",
    region: "section[aria-label], section[aria-labelledby]",
    complementary: "aside",
    contentinfo: "body footer[aria-label]",
    link: "a[href]",
  };
  const implicit = selectors[role] ?? "";
  const explicit = `[role=${role}]`;
  const root = within ?? document;

  const shown = (element) => {
    if (element.closest("[aria-hidden=true], [hidden], [inert]")) return false;
    const modal = document.querySelector("dialog:modal");
    if (modal && !modal.contains(element)) return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  const text = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true") return "";
    const label = node.getAttribute("aria-label");
    return label ?? [...node.childNodes].map(text).join(" ");
  };
  const nameOf = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (by)
      return by
        .split(/\s+/)
        .map((id) => text(document.getElementById(id) ?? document.createTextNode("")))
        .join(" ");
    const own = element.getAttribute("aria-label");
    if (own) return own;
    const labels = [...(element.labels ?? [])].map(text).join(" ").trim();
    if (labels) return labels;
    const legend = element.querySelector(":scope > legend");
    if (legend) return text(legend);
    const takesContent = [
      ...["button", "option", "menuitem", "tab", "heading", "link"],
      ...["row", "gridcell", "columnheader", "treeitem"],
    ].includes(role);
    const content = takesContent ? text(element) : "";
    return content.trim() || element.getAttribute("title") || "";
  };
  const fits = (element) => {
    if (pattern === null && exact === null) return true;
    const name = nameOf(element).replaceAll(/\s+/g, " ").trim();
    return pattern ? new RegExp(pattern.source, pattern.flags).test(name) : name === exact;
  };
  const own = (element) => !element.hasAttribute("role") || element.getAttribute("role") === role;

  return [...root.querySelectorAll(implicit ? `${implicit}, ${explicit}` : explicit)].filter(
    (element) => own(element) && shown(element) && fits(element),
  );
}
