// The rows as one table, for people.

const COLUMNS = [
  ["row", (row) => row.name],
  ["measured", (row) => `${figure(row.value)} ${row.unit}`, "right"],
  ["p95", (row) => (row.p95 === null ? "" : figure(row.p95)), "right"],
  ["beside", (row) => row.reference],
  ["that", (row) => (row.reference_value === null ? "" : figure(row.reference_value)), "right"],
  ["ratio", (row) => (row.ratio === null ? "" : row.ratio.toFixed(2)), "right"],
  ["goal", (row) => row.goal, "right"],
  ["", (row) => (row.holds ? "holds" : "MISSED")],
  ["", (row) => row.text],
];

/** A line for each, under one of headings. */
export function table(rows) {
  const lines = [COLUMNS.map(([heading]) => heading), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))];
  const widths = COLUMNS.map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  const padded = (text, at) => (COLUMNS[at][2] ? text.padStart(widths[at]) : text.padEnd(widths[at]));
  return lines.map((line) => line.map(padded).join("  ").trimEnd()).join("\n");
}

/** Three digits that mean something. */
function figure(value) {
  if (value >= 100) return String(Math.round(value));
  return value.toPrecision(3);
}
