// A call without its form: what a form begins with, and whether a method takes a body.
import type { CallBodyView, CallView, EndpointView, FreeMemberView, GivenView } from "../bindings";

/** What a free call can be sent with. */
export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

export const takesBody = (method: string): boolean => method !== "GET" && method !== "HEAD";

/** Nothing typed yet. A value may be a key: it is a secret until somebody says that it is not. */
export const nothing = (): GivenView => ({ kind: "secret", handle: "", length: 0 });

/** Whether nothing can be sent of it. */
export const isEmpty = (value: GivenView): boolean => (value.kind === "public" ? !value.text : !value.handle);

export const newMember = (): FreeMemberView => ({ name: "", value: nothing() });

/** The body as the form holds it: what was typed in one way stays there when another is looked at. */
export interface BodyDraft {
  kind: CallBodyView["kind"];
  contentType: string;
  /** What stands in the text area. */
  text: string;
  secret: boolean;
  /** Where the secret text waits, and what it was when it was taken in; null before. */
  held: { handle: string; length: number; text: string } | null;
  members: FreeMemberView[];
}

export function bodyOf(endpoint: EndpointView | null, from?: CallBodyView): BodyDraft {
  const contentType = endpoint?.contentType || "application/json";
  // Nothing could be filled in for a body that has no parameters.
  const own = endpoint?.contentType && !endpoint.parameters.some(({ place }) => place === "body");
  const body: BodyDraft = {
    kind: own ? "text" : "fromParameters",
    contentType,
    text: "",
    secret: true,
    held: null,
    members: [],
  };
  if (!from) return body;
  body.kind = from.kind;
  if (from.kind === "form") body.members = structuredClone(from.members);
  if (from.kind !== "text") return body;
  body.contentType = from.contentType;
  body.secret = from.text.kind === "secret";
  if (from.text.kind === "public") body.text = from.text.text;
  else if (from.text.handle) body.held = { handle: from.text.handle, length: from.text.length, text: "" };
  return body;
}

/** What the form of an endpoint starts with. */
export function initialValues(endpoint: EndpointView | null): Record<string, string> {
  const given = (endpoint?.parameters ?? []).filter(({ initial }) => initial);
  return Object.fromEntries(given.map(({ key, initial }) => [key, initial]));
}

/** The same call, whatever the order of its members. */
export function sameCall(a: CallView | null, b: CallView | null): boolean {
  const sorted = (call: CallView | null) =>
    call && JSON.stringify({ ...call, values: Object.entries(call.values).sort(([x], [y]) => (x < y ? -1 : 1)) });
  return sorted(a) === sorted(b);
}
