// What the fake's servers answer, in the shapes of the samples.
import type { CalledView, EndpointView, OutcomeView } from "../bindings";

const notice = (bulletinNumber: number, bulletinTitle: string, bulletinFirstPublished: string) => ({
  bulletinFirstPublished,
  bulletinNumber,
  fieldNoticeType: bulletinNumber === 62787 ? "Other" : "Software",
  bulletinTitle,
  bulletinLastUpdated: "2020-06-30",
  url: `http://www.cisco.com/en/US/ts/fn/${bulletinNumber}.html`,
  bulletinSummary: "A welded nut can break free inside the switch.\r\n\r\nA shock is possible if it is not grounded.",
});

const notices = {
  data: [
    notice(
      62787,
      "FN# 62787 - Safety Notice - Potential Manufacturing Issue on Switches and Redundant Power Supplies",
      "2007-04-23",
    ),
    notice(64190, "FN# 64190 - Quack Authentication Fails on Some Modules", "2019-11-26"),
    notice(70464, "FN# 70464 - Power Supply Units Might Fail to Report Input Status", "2020-01-14"),
    notice(72323, "FN# 72323 - Self-Signed Certificate Expiration on 01 January 2020", "2020-02-04"),
  ],
};
const bug = {
  bug_id: "CSCvc57217",
  headline: "Cisco IOS Software Network Address Translation Denial of Service Vulnerability",
  description: "\n\n<B>Symptom:</B>\nA crafted H.323 packet that crosses a NAT router can reload it.",
  severity: "2",
  status: "F",
  last_modified_date: "2023-05-19",
  known_fixed_releases: "15.6(3)M3 15.7(3)M",
};
const message = {
  Calls: { SDCallID: "SD0000001", CustCallID: "INC-EXAMPLE-1", Remarks: "CaseCreate successful!" },
  CallStates: { ShortName: "Ack" },
};
const customers = {
  data: [{ customerId: "abc123def", customerName: "Example Manufacturing Ltd", city: "null" }],
  pagination: { page: 1, pages: 1, rows: 100, total: 1 },
};

/** The body of an answer. */
export function bodyOf(endpoint: EndpointView | null, page = "1"): unknown {
  const id = endpoint?.id ?? "";
  if (id.startsWith("pivot.")) return notices;
  if (id === "bug.by-ids") return { bugs: [bug] };
  if (id === "bug.by-keyword") {
    return { pagination_response_record: { page_index: Number(page), last_index: 3 }, bugs: [{ ...bug, id: page }] };
  }
  if (id === "calls.pull") return message;
  if (id === "calls.push") return { message: "Success", status: "200" };
  if (id === "customers.details") return customers;
  return { helloResponse: { response: "Hello World!" } };
}

const success: OutcomeView = {
  kind: "success",
  code: "ok",
  title: "As asked for",
  sentence: "The answer is in the documented shape.",
  nextStep: "",
  fault: null,
};

/** What is known of it beside its body. */
export function headOf(
  integration: string,
  endpoint: EndpointView | null,
  rest: Partial<CalledView>,
): Partial<CalledView> {
  return {
    integration,
    endpoint: endpoint?.id ?? null,
    title: endpoint?.title ?? "Custom request",
    outcome: success,
    sentAtMs: Date.now(),
    canSaveSample: endpoint !== null,
    ...rest,
  };
}
