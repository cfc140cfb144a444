// The keys of the window: how they are shown, and how a press is recognised.

export const isMac = /Mac/.test(navigator.platform);

/** `Ctrl K`, on a Mac `⌘K`. */
export const withCommand = (key: string): string => (isMac ? `⌘${key}` : `Ctrl ${key}`);

/** Whether the press is Ctrl (on a Mac Command) with this key and nothing else. */
export function isCommand(event: KeyboardEvent, key: string): boolean {
  const held = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return held && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key.toLowerCase();
}

/** Every key, in the order the settings list them. */
export const shortcuts: { keys: string; does: string }[] = [
  { keys: withCommand("K"), does: "Search, jump, or run an action" },
  { keys: withCommand("N"), does: "Add an integration" },
  { keys: withCommand(","), does: "Settings" },
  { keys: withCommand("V"), does: "On the page that adds, outside a field: paste to set up" },
  { keys: withCommand("⏎"), does: "In a form: save and get a token" },
  { keys: withCommand("⏎"), does: "In Requests: send" },
  { keys: withCommand("F"), does: "In the list of endpoints: find" },
  { keys: "Esc", does: "Back, or close what is open" },
  { keys: "↑ ↓", does: "In the list: choose" },
  { keys: "⏎", does: "In the list: open" },
  { keys: "C", does: "In the list: copy the token" },
  { keys: "R", does: "In the list: renew or get the token, or sign in" },
  { keys: "N", does: "In the list: add an integration" },
];
