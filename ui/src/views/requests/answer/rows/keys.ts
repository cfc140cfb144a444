// The keys that move along rows: where they lead.

/** The position that a key leads to, or null for a key that does not move. */
export function moveOf(key: string, at: number, total: number, page: number): number | null {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: total - 1 }[
    key
  ];
  return to === undefined ? null : Math.max(0, Math.min(to, total - 1));
}

/** Whether the key comes with one that makes it mean something else. */
export const isPlain = (event: KeyboardEvent): boolean => !(event.ctrlKey || event.metaKey || event.altKey);
