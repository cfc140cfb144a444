// A secret of some age, invented.
import type { SecretAgeView } from "../bindings";

const DAY_MS = 86_400_000;

export function secretAge(which: string, name: string, days: number, rest: Partial<SecretAgeView> = {}): SecretAgeView {
  const setAtMs = Date.now() - days * DAY_MS;
  return { which, name, lastFour: "9xQ2", setAtMs, days, reminds: false, beside: null, sharedWith: [], ...rest };
}
