// The keys that work in the whole window, and what a web page would do that a desktop app does not.
import { isCommand } from "../../lib/format/keys";
import { focusList, type Gatepass } from "../../lib/state/gatepass.svelte";

export function keysOf(gatepass: Gatepass): (event: KeyboardEvent) => void {
  const { navigation } = gatepass;
  return (event) => {
    // Reloading would throw away a form and gains nothing.
    if (event.key === "F5" || isCommand(event, "r")) event.preventDefault();
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (isCommand(event, "k")) gatepass.paletteOpen = true;
    else if (isCommand(event, "n")) navigation.go({ kind: "add" });
    else if (isCommand(event, ",")) navigation.go({ kind: "settings" });
    else if (event.key === "Escape") back(gatepass);
    else return;
    event.preventDefault();
  };
}

function back({ navigation }: Gatepass): void {
  if (navigation.place.kind === "integration") focusList();
  else navigation.back();
}

/** The web view's menu offers reloading and the like; in a text field it is useful. */
export function noContextMenu(event: Event): void {
  const field = (event.target as Element | null)?.closest("input, textarea");
  if (!field) event.preventDefault();
}
