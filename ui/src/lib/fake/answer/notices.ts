// Field notice bulletins: the documented one, and as many invented ones as a real answer has.

const first = {
  bulletinFirstPublished: "2007-04-23",
  bulletinNumber: 62787,
  fieldNoticeType: "Other",
  bulletinTitle: "FN# 62787 - Safety Notice - Potential Manufacturing Issue on Switches and Redundant Power Supplies",
  bulletinLastUpdated: "2008-06-30",
  alertAutomationCaveat:
    "No automated matching was done for the RPS power supply, since this is not supported in inventory at this time.",
  url: "http://www.cisco.com/en/US/ts/fn/620/fn62787.html",
  bulletinSummary:
    "Although there has not been a reported safety incident, Cisco is aware of a potential safety issue that can be caused by a welded nut breaking free inside the switch and Redundant Power Supply (RPS).\r\n\r\nTightening the mounting screws used to secure the power supply or blower module to the switch or the RPS can lead to a welded nut on the interior to the switch or RPS breaking free from the chassis sheet metal. ",
};

const titles = [
  "Power Supply Units Might Fail to Report Input Status - Replace on Failure",
  "Self-Signed Certificate Expires - Software Upgrade Recommended",
  "Fan Trays Might Report a Wrong Speed After a Restart - Workaround Provided",
  "Memory Errors on Some Supervisor Modules - Replace on Failure",
  "Access Points Might Not Join After an Upgrade - Configuration Change Recommended",
];
const types = ["Hardware", "Software", "Other"];
const pick = <T>(from: T[], i: number) => from[i % from.length] as T;
const two = (n: number) => String(n).padStart(2, "0");
const day = (i: number, from: number) => `${from + (i % 9)}-${two(1 + (i % 12))}-${two(1 + ((i * 7) % 28))}`;

const invented = (i: number) => ({
  bulletinFirstPublished: day(i, 2012),
  bulletinNumber: 70000 + i * 13,
  fieldNoticeType: pick(types, i),
  bulletinTitle: `FN# ${70000 + i * 13} - ${pick(titles, i)}`,
  bulletinLastUpdated: i % 6 ? day(i, 2014) : "null",
  alertAutomationCaveat: i % 4 ? "NA" : "Only the product id is matched; serial numbers have to be compared by hand.",
  url: `https://www.example.com/field-notices/${70000 + i * 13}.html`,
  bulletinSummary: `Invented notice ${i}.\r\n\r\nSee https://www.example.com/field-notices/${70000 + i * 13}.html for what is affected.`,
  affectedProducts:
    i % 5
      ? []
      : [
          { pid: `SMPL-${i}-A`, revisions: ["A0", "B1"] },
          { pid: `SMPL-${i}-B`, revisions: null },
        ],
});

/** The answer that the documentation shows. */
export const noticesSample = { data: [first] };

/** What a service answers. */
export const notices = (count: number) => ({
  data: [first, ...Array.from({ length: count - 1 }, (_, i) => invented(i + 1))],
  pagination: { page: 1, pages: 2, rows: 100, total: 2 * count },
});
