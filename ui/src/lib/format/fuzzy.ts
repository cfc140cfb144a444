// Finds what someone means from a few letters: whole words first, then starts of words, then letters in order.

/** Higher is better; null when the text does not match. */
export function score(query: string, text: string): number | null {
  const wanted = query.trim().toLowerCase();
  const hay = text.toLowerCase();
  if (!wanted) return 0;
  let total = 0;
  for (const word of wanted.split(/\s+/)) {
    const at = hay.indexOf(word);
    if (at >= 0) {
      const startsWord = at === 0 || /[\s(“"./-]/.test(hay[at - 1] ?? "");
      total += (startsWord ? 100 : 50) - Math.min(40, at);
      continue;
    }
    const spread = lettersInOrder(word, hay);
    if (spread === null) return null;
    total += Math.max(1, 20 - spread);
  }
  return total;
}

/** How far the letters lie apart; null when they are not all there, too far apart to be meant, or too few to mean anything. */
function lettersInOrder(word: string, hay: string): number | null {
  if (word.length < 4) return null;
  let from = -1;
  let first = -1;
  for (const letter of word) {
    from = hay.indexOf(letter, from + 1);
    if (from < 0) return null;
    if (first < 0) first = from;
  }
  const spread = from - first + 1 - word.length;
  return spread <= word.length * 3 ? spread : null;
}

export function best<T>(items: T[], query: string, text: (item: T) => string): T[] {
  return items
    .map((item, place) => ({ item, place, score: score(query, text(item)) }))
    .filter((found) => found.score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || a.place - b.place)
    .map((found) => found.item);
}
