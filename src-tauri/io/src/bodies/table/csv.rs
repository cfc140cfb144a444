//! A table as a file for spreadsheets (RFC 4180): UTF-8, CR LF, a header of the columns' keys.
use std::borrow::Cow;
use std::sync::atomic::AtomicBool;

use ::csv::{Terminator, WriterBuilder};

use super::query::heed;
use super::{Table, TableError, TableQuery, cells};
use crate::bodies::row::Kind;

/// The rows of a query with these columns.
pub(super) fn csv(
    table: &Table,
    query: &TableQuery,
    columns: &[u32],
    cancel: &AtomicBool,
) -> Result<Vec<u8>, TableError> {
    let order = table.last.of(table, query, cancel)?;
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(vec![]);
    // What goes into a buffer in memory cannot fail, and each record has as many fields as the header.
    let failed = |_| TableError::NotWritten;
    let keys: Result<Vec<_>, TableError> = columns
        .iter()
        .map(|&column| Ok(guarded(Cow::Borrowed(&table.column(column)?.key))))
        .collect();
    writer
        .write_record(keys?.iter().map(|key| key.as_bytes()))
        .map_err(failed)?;
    let mut reading = table.reading(columns)?;
    for (written, record) in order.from(0).enumerate() {
        if written % 1_024 == 0 {
            heed(cancel)?;
        }
        for value in reading.read(record) {
            let field = value.as_ref().map_or(Cow::Borrowed(""), |value| {
                let whole = cells::whole(value, table.bytes());
                match value.kind {
                    Kind::Number => whole,
                    _ => guarded(whole),
                }
            });
            writer.write_field(field.as_bytes()).map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    writer.into_inner().map_err(|_| TableError::NotWritten)
}

/// A spreadsheet takes a cell that begins like this for a formula, and runs it. An apostrophe before it makes it a text
/// again, in every spreadsheet. A text that is a number is none.
fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins && !is_number(&text) {
        return Cow::Owned(format!("'{text}"));
    }
    text
}

/// A number as JSON writes it, without exponent: a minus, digits, a point, digits.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_a_text_with_an_apostrophe() {
        let rows = [
            ("=1+1", "'=1+1"),
            ("+441130000000", "'+441130000000"),
            ("-x", "'-x"),
            ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("-5", "-5"),
            ("-0.25", "-0.25"),
            ("8.6", "8.6"),
            ("a=1", "a=1"),
            ("'=1", "'=1"),
            ("", ""),
        ];
        for (text, cell) in rows {
            assert_eq!(guarded(Cow::Borrowed(text)), cell);
        }
    }
}
