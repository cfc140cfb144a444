// Waits for something to become true, and says what it waited for when it does not.

const PAUSE_MS = 40;

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks again until `probe` returns something truthy, and returns that. A probe that throws counts as "not yet".
 * @template T
 * @param {string} what in words, for the failure
 * @param {() => T | Promise<T>} probe
 * @param {number} [deadlineMs]
 * @returns {Promise<NonNullable<Awaited<T>>>}
 */
export async function until(what, probe, deadlineMs = 12_000) {
  const end = Date.now() + deadlineMs;
  let reason;
  for (;;) {
    try {
      const found = await probe();
      if (found) return found;
      reason = undefined;
    } catch (error) {
      reason = error;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${deadlineMs} ms for: ${what}${reason ? ` (${reason.message ?? reason})` : ""}`);
    }
    await pause(PAUSE_MS);
  }
}
