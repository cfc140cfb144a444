// What the fake's providers can be called for: some of each, of every kind that the form has to show.
import type { EndpointView } from "../bindings";
import { body, endpoint, parameter, path, query } from "./endpoint";

const rows = query("rows", "Rows on a page, together with page", {
  example: "100",
  kind: "number",
  limit: "1 or more",
});
const page = query("page", "Page number from 1, together with rows", {
  example: "1",
  kind: "number",
  limit: "1 or more",
});
const customerId = query("customerId", "Whose data is asked for, as Pivot gave it", {
  required: true,
  example: "123456",
  remembered: ["108432271", "108432999"],
});
const inferred = ["Pivot has not printed this path; Cisco's Services API has it."];
const alerts = (title: string, path: string, rest: Partial<EndpointView> = {}) =>
  endpoint(rest.api ?? "End of life", `pivot.${path}`, title, {
    path: `/oem-cisco/cisco-product-alerts/${path}`,
    parameters: [customerId, page, rows],
    inferred: true,
    notes: inferred,
    ...rest,
  });

const pivot = (): EndpointView[] => [
  alerts("Field notice bulletins", "field-notice-bulletins", {
    api: "Field notices",
    summary: "The texts of the notices, without the devices they concern.",
    parameters: [
      customerId,
      query("bulletinFirstPublished", "Only notices first published on this day", {
        example: "2007-04-23",
        kind: "date",
        limit: "a day, 2026-11-02",
      }),
    ],
    inferred: false,
    personalData: false,
    docs: "https://developer.pivotts.com/cisco-auth",
    notes: ["The answer comes in one piece and gzipped."],
  }),
  alerts("Field notices by device", "field-notices", {
    api: "Field notices",
    summary: "Which devices a notice concerns, and how sure that is.",
    parameters: [
      customerId,
      query("vulnerabilityStatus", "VUL is affected, POTVUL may be affected", {
        example: "POTVUL",
        oneOf: ["VUL", "POTVUL"],
      }),
      page,
      rows,
    ],
  }),
  alerts("Hardware end of life by device", "hardware-eol"),
  alerts("Hardware end-of-life bulletins", "hardware-eol-bulletins", { personalData: false }),
  alerts("Software end of life by device", "software-eol"),
  endpoint("Yours", "own.case-lookup", "Case lookup", {
    path: "/bridge/cases/{number}",
    parameters: [path("number", "As in the mail", { example: "600000001" })],
    own: true,
    docs: "",
    samples: [{ id: "mine", title: "Solved case", own: true }],
  }),
];

const list = (name: string, example: string, most: number) =>
  path(name, "With commas between them", { example, kind: "list", limit: `up to ${most}` });

const support = (): EndpointView[] => [
  endpoint("Bug", "bug.by-ids", "Bugs by id", {
    path: "/bug/v2.0/bugs/bug_ids/{bug_ids}",
    parameters: [list("bug_ids", "CSCvc57217", 5)],
    personalData: false,
    samples: [
      { id: "usual", title: "Usual answer", own: false },
      { id: "none", title: "No such bug", own: false },
    ],
  }),
  endpoint("Bug", "bug.by-keyword", "Bugs by keyword", {
    path: "/bug/v2.0/bugs/keyword/{keyword}",
    parameters: [
      path("keyword", "Words that occur in the headline", { example: "denial of service" }),
      query("page_index", "Page number from 1", { example: "1", kind: "number", limit: "1 or more" }),
      query("status", "O is open, F fixed, T terminated", { example: "O", oneOf: ["O", "F", "T"] }),
      query("severity", "One severity from 1, the worst, to 6", { oneOf: ["1", "2", "3", "4", "5", "6"] }),
    ],
    personalData: false,
  }),
  endpoint("Case", "case.details", "Case details", {
    path: "/case/v3/cases/details/case_id/{case_id}",
    parameters: [path("case_id", "One case number", { example: "600000001", remembered: ["600123456"] })],
  }),
  endpoint("End of life", "eox.by-dates", "End of life between two days", {
    path: "/supporttools/eox/rest/5/EOXByDates/{pageIndex}/{startDate}/{endDate}",
    parameters: [
      path("pageIndex", "Page number from 1; it is a part of the path", { initial: "1", kind: "number" }),
      path("startDate", "First day", { example: "2022-01-01", kind: "date" }),
      path("endDate", "Last day", { example: "2022-01-31", kind: "date" }),
      query("responseencoding", "Form of the answer", { example: "json", oneOf: ["json", "xml"] }),
    ],
    personalData: false,
  }),
  endpoint("Software distribution", "asd.by-release", "Images by product id and release", {
    method: "POST",
    path: "/software/v4.0/metadata/pidrelease",
    contentType: "application/json",
    inferred: true,
    personalData: false,
    parameters: [
      body("pid", "One product id", { required: true, example: "C9300-48P-E" }),
      body("currentReleaseVersion", "The release that runs now", { required: true, example: "17.6.7" }),
      body("perPage", "Images on a page", { example: "25", kind: "number", limit: "1 to 25" }),
    ],
    notes: ["Cisco's page capitalises some of these names; clients that work write them as they stand here."],
  }),
];

const correlation = parameter("header", "x-correlation-id", "An id of yours to find the call by in both sides' logs", {
  example: "11111111-1111-4111-8111-111111111111",
});
export const update = `{
  "Calls": { "CustCallID": "INC-EXAMPLE-1", "Remarks": "Sample work note" },
  "CallStates": { "ShortName": "Update" }
}`;
const open = `{
  "Calls": {
    "CustCallID": "INC-EXAMPLE-1",
    "ShortDescription": "Sample: line card reload",
    "Description": "Sample long description"
  },
  "Contracts": { "ShortName": "EXAMPLE-CONTRACT" },
  "CallStates": { "ShortName": "New" },
  "Severities": { "ShortName": "3" }
}`;

const bonding = (): EndpointView[] => [
  endpoint("Calls", "calls.pull", "Pull the next message", {
    summary: "What Cisco has to say about your cases, one message at a time.",
    path: "/sb-partner-oauth-proxy-api/rest/v1/pull/call",
    effect: "The next message leaves the queue for good: no other program will get it.",
    parameters: [correlation],
    notes: [
      "Keep the answer: the message cannot be pulled again.",
      "An empty queue answers 200 with a sentence, older deployments 204.",
    ],
    samples: [
      { id: "usual", title: "A case update", own: false },
      { id: "empty", title: "Empty queue", own: false },
    ],
  }),
  endpoint("Calls", "calls.push", "Push a case or an update", {
    summary: "Opens a case, or adds to one, solves it or closes it.",
    method: "POST",
    path: "/sb-partner-oauth-proxy-api/rest/v1/push/call",
    contentType: "application/json",
    effect: "A case is opened or changed. In Production it is a real one, and Cisco's engineers act on it.",
    bodyTemplates: [
      { title: "Open a case", text: open },
      { title: "Add a note to a case", text: update },
    ],
    parameters: [
      body("Calls.CustCallID", "The case's number on your side", { required: true, example: "INC-EXAMPLE-1" }),
      body("CallStates.ShortName", "New opens a case, Update adds to it", { required: true, example: "New" }),
      body("Severities.ShortName", "From 1, the worst, to 4", { example: "3", oneOf: ["1", "2", "3", "4"] }),
      body("Calls.Remarks", "What an update adds", { example: "Sample work note" }),
      correlation,
    ],
    notes: ["Little comes back. What became of it is told by a later pull."],
  }),
  endpoint("Codes", "codes.tsp", "Technology and problem codes", {
    path: "/sb-partner-oauth-proxy-api/tsp/api/v1/xylem/tspcodes",
    inferred: true,
    personalData: false,
    parameters: [query("since_id", "Starts after this id", { example: "0", kind: "number" })],
    notes: ["They change rarely: once a day is enough."],
  }),
];

const cloud = (): EndpointView[] => [
  endpoint("Customers", "customers.details", "Customers", {
    summary: "The customers this key can see, with the ids that every other call asks for.",
    path: "/cs/api/v2/customer-info/customer-details",
    parameters: [query("customerName", "Only the customer of this name"), page, rows],
    notes: ["Call this one first.", "A value that is missing is the text “null”."],
  }),
];

const hello = (): EndpointView[] => [
  endpoint("Hello", "hello.hello", "Hello", {
    summary: "Greets whoever has a good token: the harmless way to test one.",
    path: "/hello",
    inferred: true,
    personalData: false,
  }),
];

const all: Record<string, () => EndpointView[]> = {
  pivot,
  "cisco-support": support,
  "smart-bonding": bonding,
  "cx-cloud": cloud,
  "api-console": hello,
};

/** Those of a provider; a custom one has none. */
export const endpointsOf = (provider: string): EndpointView[] => all[provider]?.() ?? [];
