//! Arrays of objects in an answer as tables, and one record of them as a card.
use gatepass_io::{
    Card, CardField, CellKind, ColumnKind, ColumnSummary, FieldKind, TableRow, TableRows,
    TableSummary,
};
use serde::{Deserialize, Serialize};

/// An array of objects somewhere in the answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableView {
    /// `$.bugs`, or `$` for a single object shown as a card.
    pub(crate) path: String,
    /// "bugs", "Answer".
    pub(crate) label: String,
    pub(crate) rows: u32,
    pub(crate) columns: Vec<ColumnView>,
    /// A single object: there is a card and no table.
    pub(crate) single: bool,
    /// What was left out, as a sentence, or empty.
    pub(crate) note: String,
}

/// A column of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ColumnView {
    /// `EndOfSaleDate.value`.
    pub(crate) key: String,
    /// The name in words: "End of sale date".
    pub(crate) label: String,
    /// `text`, `number`, `date`, `flag`, `list` or `mixed`.
    pub(crate) kind: String,
    /// Shown unless the user chooses otherwise.
    pub(crate) shown: bool,
}

/// Which rows of a table, in which order.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableQueryView {
    /// Index into `tables`.
    pub(crate) table: u32,
    /// Every word has to occur in a row; may be empty.
    pub(crate) filter: String,
    /// A column's key, or empty for the answer's own order.
    pub(crate) sort: String,
    pub(crate) descending: bool,
    /// The keys of the columns to give, in their order.
    pub(crate) columns: Vec<String>,
}

/// Some rows of a table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableRowsView {
    /// How many rows pass the filter.
    pub(crate) total: u32,
    pub(crate) rows: Vec<TableRowView>,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableRowView {
    /// Names the record to `card`.
    pub(crate) record: u32,
    /// In the order of the columns asked for; None where the record has no value there (also `null`, "null", "NA").
    pub(crate) cells: Vec<Option<String>>,
}

/// A record to be read by a person.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CardView {
    pub(crate) title: String,
    pub(crate) fields: Vec<CardFieldView>,
}

/// A field of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CardFieldView {
    pub(crate) label: String,
    /// `text`, `number`, `date`, `flag`, `absent`, `list` or `record`.
    pub(crate) kind: String,
    /// Plain text with its line breaks; HTML is stripped.
    pub(crate) text: String,
    /// https addresses found in it: offered, not followed.
    pub(crate) links: Vec<String>,
    /// Of a list or record: its own fields.
    pub(crate) fields: Vec<CardFieldView>,
    /// Items of a long list that are not shown.
    pub(crate) more: u32,
}

impl TableView {
    /// The answer's own object, shown as a card.
    pub(crate) fn of_object() -> Self {
        Self {
            path: "$".to_owned(),
            label: "Answer".to_owned(),
            rows: 1,
            columns: vec![],
            single: true,
            note: String::new(),
        }
    }
}

impl From<&TableSummary> for TableView {
    fn from(summary: &TableSummary) -> Self {
        let mut notes = Vec::new();
        if summary.left_out > 0 {
            notes.push(format!(
                "{} more records are under JSON only.",
                summary.left_out
            ));
        }
        if summary.more_columns {
            notes.push("Some members are under JSON only: a table has 500 columns.".to_owned());
        }
        Self {
            path: summary.path.clone(),
            label: summary.label.clone(),
            rows: summary.rows,
            columns: summary.columns.iter().map(ColumnView::from).collect(),
            single: false,
            note: notes.join(" "),
        }
    }
}

impl From<&ColumnSummary> for ColumnView {
    fn from(column: &ColumnSummary) -> Self {
        let kind = match column.kind {
            ColumnKind::Text => "text",
            ColumnKind::Number => "number",
            ColumnKind::Date => "date",
            ColumnKind::Flag => "flag",
            ColumnKind::List => "list",
            ColumnKind::Mixed => "mixed",
        };
        Self {
            key: column.key.clone(),
            label: column.label.clone(),
            kind: kind.to_owned(),
            shown: column.shown,
        }
    }
}

impl From<TableRows> for TableRowsView {
    fn from(rows: TableRows) -> Self {
        Self {
            total: rows.total,
            rows: rows.rows.into_iter().map(TableRowView::from).collect(),
        }
    }
}

impl From<TableRow> for TableRowView {
    fn from(row: TableRow) -> Self {
        let cells = row.cells.into_iter();
        Self {
            record: row.record,
            cells: cells
                .map(|cell| (cell.kind != CellKind::Absent).then_some(cell.text))
                .collect(),
        }
    }
}

impl From<Card> for CardView {
    fn from(card: Card) -> Self {
        Self {
            title: card.title,
            fields: card.fields.into_iter().map(CardFieldView::from).collect(),
        }
    }
}

impl From<CardField> for CardFieldView {
    fn from(field: CardField) -> Self {
        let kind = match field.kind {
            FieldKind::Absent => "absent",
            FieldKind::Text | FieldKind::StrippedText | FieldKind::Link => "text",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::Flag => "flag",
            FieldKind::List => "list",
            FieldKind::Record => "record",
        };
        let shown = u32::try_from(field.items.len()).unwrap_or(u32::MAX);
        Self {
            label: field.label,
            kind: kind.to_owned(),
            text: if field.cut {
                field.text + " …"
            } else {
                field.text
            },
            links: field.links.into_iter().map(|link| link.url).collect(),
            more: if field.kind == FieldKind::List {
                field.total.saturating_sub(shown)
            } else {
                0
            },
            fields: field.items.into_iter().map(Self::from).collect(),
        }
    }
}
