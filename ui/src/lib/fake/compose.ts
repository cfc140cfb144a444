// What the fake says of a call before it is sent: a small part of what Rust checks.
import type {
  BodyView,
  CallCheckView,
  CallView,
  EndpointView,
  FieldNoteView,
  FreeMemberView,
  MemberView,
} from "../bindings";

const DOTS = "••••••••";
const plain = (name: string, value: string): MemberView => ({ name, value, masked: "" });

function shown({ name, value }: FreeMemberView): MemberView {
  return value.kind === "public" ? plain(name, value.text) : { name, value: DOTS, masked: name };
}

export function checkCall(call: CallView, endpoint: EndpointView | null, origin: string): CallCheckView {
  const problems = [...problemsOf(call, endpoint), ...freeProblems(call)];
  const method = endpoint?.method ?? call.method;
  const changes = !["GET", "HEAD", "OPTIONS"].includes(method);
  const effect = endpoint
    ? endpoint.effect
    : changes
      ? `A ${method} request usually changes something at the server.`
      : "";
  if (problems.length) return { request: null, problems, effect };
  const placed = (place: string) =>
    (endpoint?.parameters ?? [])
      .filter((one) => one.place === place && call.values[one.key])
      .map((one) => plain(one.name, call.values[one.key] ?? ""));
  const path = (endpoint?.path ?? call.address).replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(call.values[`path.${name}`] ?? ""),
  );
  const request = {
    method,
    address: /^https?:/.test(path) ? path : `${origin}${path}`,
    query: [...placed("query"), ...call.query.map(shown)],
    headers: [
      plain("Accept", "application/json"),
      { name: "Authorization", value: `Bearer ${DOTS}`, masked: "access token" },
      ...placed("header"),
      ...call.headers.map(shown),
    ],
    body: bodyOf(call, endpoint, placed("body")),
  };
  return { request, problems, effect };
}

function bodyOf({ body }: CallView, endpoint: EndpointView | null, members: MemberView[]): BodyView {
  if (body.kind === "form") return { kind: "form", members: body.members.map(shown) };
  if (body.kind === "text") {
    const isPublic = body.text.kind === "public";
    return { kind: "text", text: body.text.kind === "public" ? body.text.text : DOTS, masked: isPublic ? "" : "body" };
  }
  if (!endpoint?.contentType) return { kind: "none" };
  const object = Object.fromEntries(members.map(({ name, value }) => [name, value]));
  return { kind: "text", text: JSON.stringify(object), masked: "" };
}

function problemsOf(call: CallView, endpoint: EndpointView | null): FieldNoteView[] {
  if (!endpoint) {
    return call.address.trim() ? [] : [{ field: "address", message: "Type a path, or a whole address." }];
  }
  const asked = endpoint.parameters.filter((one) => one.place !== "body" || call.body.kind === "fromParameters");
  return asked.flatMap(({ key, name, required, kind }) => {
    const text = call.values[key]?.trim() ?? "";
    if (required && !text) return [{ field: key, message: `${name} is missing.` }];
    if (kind === "number" && text && !/^\d+$/.test(text))
      return [{ field: key, message: "This has to be a whole number." }];
    if (kind === "date" && text && !/^\d{4}-\d\d-\d\d$/.test(text)) {
      return [{ field: key, message: "A day is written like 2026-11-02." }];
    }
    return [];
  });
}

function freeProblems({ query, headers, body }: CallView): FieldNoteView[] {
  const lists: [string, FreeMemberView[]][] = [
    ["query", query],
    ["headers", headers],
    ["form", body.kind === "form" ? body.members : []],
  ];
  const problems = lists.flatMap(([list, members]) =>
    members.flatMap(({ name, value }, at) => {
      const isEmpty = value.kind === "public" ? !value.text : !value.handle;
      if (!name && !isEmpty) return [{ field: `${list}.${at}`, message: "Give it a name, or remove the line." }];
      if (list === "headers" && name.toLowerCase() === "authorization") {
        return [{ field: `${list}.${at}`, message: "Authorization is set by Gatepass itself." }];
      }
      return [];
    }),
  );
  if (body.kind === "text" && body.text.kind === "secret" && !body.text.handle) {
    problems.push({ field: "body", message: "Type the body, or take it from the fields." });
  }
  if (body.kind === "text" && !body.contentType.includes("/")) {
    problems.push({ field: "contentType", message: "A media type looks like application/json." });
  }
  return problems;
}
