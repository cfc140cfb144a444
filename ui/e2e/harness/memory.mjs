// Reads what lies in a process's memory, as root may, and counts texts in it.
import { closeSync, openSync, readFileSync, readSync } from "node:fs";

const PAGE = 4096;
/** Of the pagemap: the page is in memory, or swapped out. */
const THERE = 0xc0;
const CHUNK_PAGES = 4096;

/**
 * How often each of these texts lies in the writable memory of a process, in UTF-8 or UTF-16. Undefined if it ended meanwhile.
 * @param {number} pid
 * @param {string[]} texts
 * @returns {Map<string, number> | undefined}
 */
export function inMemory(pid, texts) {
  const needles = texts.flatMap((text) => [
    { text, bytes: Buffer.from(text, "utf8") },
    { text, bytes: Buffer.from(text, "utf16le") },
  ]);
  const found = new Map(texts.map((text) => [text, 0]));
  let memory;
  let pagemap;
  try {
    memory = openSync(`/proc/${pid}/mem`, "r");
    pagemap = openSync(`/proc/${pid}/pagemap`, "r");
    for (const [start, end] of writable(pid)) {
      for (const { bytes, known } of runs(memory, pagemap, start, end)) {
        for (const { text, bytes: needle } of needles) found.set(text, found.get(text) + count(bytes, needle, known));
      }
    }
    return found;
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes(error.code)) return undefined;
    throw error;
  } finally {
    for (const file of [memory, pagemap]) if (file !== undefined) closeSync(file);
  }
}

/** Ranges of pages, each with a permission to write. */
function writable(pid) {
  const lines = readFileSync(`/proc/${pid}/maps`, "utf8").split("\n");
  return lines
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)$/.exec(line))
    .filter((parts) => parts?.[3].startsWith("rw") && !/^\[vv|^\/dev\//.test(parts[4]))
    .map(([, start, end]) => [Number.parseInt(start, 16), Number.parseInt(end, 16)]);
}

/** What is there of a range, piece by piece: of the gigabytes that WebKit reserves nearly nothing is. */
function* runs(memory, pagemap, start, end) {
  let rest = Buffer.alloc(0);
  for (let at = start; at < end; at += CHUNK_PAGES * PAGE) {
    const pages = Math.min(CHUNK_PAGES, (end - at) / PAGE);
    const entries = Buffer.alloc(pages * 8);
    readSync(pagemap, entries, 0, entries.length, (at / PAGE) * 8);
    if (entries.equals(EMPTY.subarray(0, entries.length))) {
      rest = Buffer.alloc(0);
      continue;
    }
    for (let page = 0; page < pages; ) {
      let last = page;
      while (last < pages && entries[last * 8 + 7] & THERE) last += 1;
      if (last === page) {
        rest = Buffer.alloc(0);
        page += 1;
        continue;
      }
      const bytes = Buffer.alloc((last - page) * PAGE);
      readFully(memory, bytes, at + page * PAGE);
      // What is cut between two pieces is whole in their sum.
      yield { bytes: Buffer.concat([rest, bytes]), known: rest.length };
      rest = last === pages ? Buffer.from(bytes.subarray(-OVERLAP)) : Buffer.alloc(0);
      page = last;
    }
  }
}

const EMPTY = Buffer.alloc(CHUNK_PAGES * 8);
/** Longer than any text that is looked for. */
const OVERLAP = 512;

function readFully(memory, bytes, at) {
  for (let read = 0; read < bytes.length; ) {
    try {
      const got = readSync(memory, bytes, read, bytes.length - read, at + read);
      if (!got) return;
      read += got;
    } catch (error) {
      if (error.code !== "EIO" && error.code !== "EFAULT") throw error;
      read += PAGE - (read % PAGE); // given back to the system meanwhile
    }
  }
}

/** Those that end behind what is known from the piece before. */
function count(bytes, needle, known) {
  let found = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
    if (at + needle.length > known) found += 1;
  }
  return found;
}
