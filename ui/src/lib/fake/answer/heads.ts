// The heads of invented answers: one for each way that a call can end.
import type { CalledView, OutcomeView, RequestView, TableView } from "../../bindings";
import type { Body } from "./body";

const plain = (name: string, value: string) => ({ name, value, masked: "" });

export const request: RequestView = {
  method: "GET",
  address: "https://api-uat.pivotts.com/oem-cisco/cisco-product-alerts/field-notice-bulletins",
  query: [plain("customerId", "108432271")],
  headers: [
    { name: "Authorization", value: "Bearer ••••••••", masked: "access token" },
    { name: "Ocp-Apim-Subscription-Key", value: "••••••••", masked: "subscription key" },
    plain("Accept", "application/json"),
  ],
  body: { kind: "none" },
};

export const success: OutcomeView = {
  kind: "success",
  code: "ok",
  title: "As asked for",
  sentence: "128 field notices.",
  nextStep: "",
  fault: null,
};

export const refused: OutcomeView = {
  kind: "refused",
  code: "eox_refused",
  title: "EoX refused the request",
  sentence:
    "The answer is a 200, but it holds an error for each serial: “Some input values have a wrong format” (SSA_GENERIC_ERR).",
  nextStep: "Compare the serial numbers with the ones of the devices; blanks and dashes do not belong to them.",
  fault: "you",
};

/** No answer at all. */
export const unanswered: Partial<CalledView> = {
  outcome: {
    kind: "failed",
    code: "no_answer",
    title: "api-uat.pivotts.com did not answer",
    sentence: "No connection within 10 seconds.",
    nextStep: "Check the proxy and the address in Setup, then send again.",
    fault: "network",
  },
  status: 0,
  reason: "",
  times: { dnsMs: 12, connectMs: null, tlsMs: null, waitMs: null, downloadMs: null, totalMs: 10_012 },
  wireBytes: 0,
  bodyBytes: 0,
  headers: [],
  lifted: [],
  body: { kind: "none" },
  rows: 0,
  lines: 0,
  tables: [],
};

/** A live answer with this body. */
export function calledOf(id: string, body: Body, tables: TableView[]): CalledView {
  return {
    id,
    source: { kind: "live" },
    integration: "i1",
    endpoint: "pivot.field-notice-bulletins",
    title: "Field notice bulletins",
    outcome: success,
    request,
    sentAtMs: Date.now() - 4000,
    status: 200,
    reason: "OK",
    times: { dnsMs: 4, connectMs: 18, tlsMs: 31, waitMs: 133, downloadMs: 28, totalMs: 214 },
    wireBytes: Math.round(body.bytes / 7),
    bodyBytes: body.bytes,
    headers: [
      plain("content-type", "application/json; charset=utf-8"),
      plain("content-encoding", "gzip"),
      plain("x-request-id", "5f1c2a77-90d4-4b0e-8a51-3f1f2e6c9d10"),
      plain("x-ratelimit-remaining", "98"),
      { name: "set-cookie", value: "••••••••", masked: "cookie" },
    ],
    lifted: [plain("x-request-id", "5f1c2a77-90d4-4b0e-8a51-3f1f2e6c9d10"), plain("x-ratelimit-remaining", "98")],
    body: { kind: "json" },
    rows: body.rows(0, 0).total,
    lines: body.lines(0, 0).total,
    tables,
    renewed: false,
    redirect: "",
    nextPage: null,
    canSaveSample: true,
  };
}
