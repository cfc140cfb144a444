// Two bodies side by side by their members' paths, as Rust compares them, in small.
import type { ComparisonView, DifferenceKindView, DifferenceView } from "../../bindings";

interface Member {
  types: Set<string>;
  values: Set<string>;
  /** There with something else than nothing. */
  filled: boolean;
}

function membersOf(value: unknown): Map<string, Member> {
  const found = new Map<string, Member>();
  const look = (at: unknown, path: string) => {
    const type = at === null ? "null" : Array.isArray(at) ? "list" : typeof at === "string" ? "text" : typeof at;
    const member = found.get(path) ?? { types: new Set(), values: new Set(), filled: false };
    found.set(path, member);
    member.types.add(type);
    if (typeof at !== "object" || at === null) {
      member.values.add(JSON.stringify(at));
      member.filled ||= at !== null && at !== "" && at !== "null" && at !== "NA";
      return;
    }
    member.filled = true;
    if (Array.isArray(at)) for (const item of at) look(item, `${path}[]`);
    else for (const [key, inner] of Object.entries(at)) look(inner, path ? `${path}.${key}` : key);
  };
  look(value, "");
  return found;
}

const words = (member: Member | undefined) => [...(member?.types ?? [])].sort().join(" or ");

function kindOf(left: Member | undefined, right: Member | undefined): DifferenceKindView | null {
  if (!left || !right) return left ? "missing" : "new";
  if (left.filled !== right.filled) return "empty";
  if (words(left) !== words(right)) return "retyped";
  const single = left.values.size === 1 && right.values.size === 1;
  return single && [...left.values][0] !== [...right.values][0] ? "value" : null;
}

export function comparisonOf(left: unknown, right: unknown): ComparisonView {
  if (left === undefined || right === undefined) {
    return { summary: "", same: false, differences: [], problem: "Only JSON answers can be compared." };
  }
  const [one, other] = [membersOf(left), membersOf(right)];
  const differences = [...new Set([...one.keys(), ...other.keys()])].flatMap((path): DifferenceView[] => {
    const [from, to] = [one.get(path), other.get(path)];
    const kind = kindOf(from, to);
    const values = (member: Member | undefined) => [...(member?.values ?? [])].slice(0, 3).map((v) => v.slice(0, 200));
    if (!kind) return [];
    return [{ path, kind, left: words(from), right: words(to), leftValues: values(from), rightValues: values(to) }];
  });
  const shape = differences.filter(({ kind }) => kind !== "value").length;
  const summary = shape
    ? `${shape} of ${new Set([...one.keys(), ...other.keys()]).size} members differ.`
    : "Every member is there with its type.";
  return { summary, same: shape === 0, differences, problem: "" };
}
