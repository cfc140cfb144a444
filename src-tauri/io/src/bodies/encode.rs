//! Rows as bytes for the page: one answer for a screenful, no JSON.
//!
//! All numbers are little-endian. The answer begins with the view's total of rows (u32) and the number of rows that follow
//! (u32). Each row is a head of 36 bytes, then its name, then its text:
//!
//! | at | type | |
//! |---|---|---|
//! | 0 | u32 | number |
//! | 4 | u32 | line |
//! | 8 | u32 | depth |
//! | 12 | u32 | items |
//! | 16 | u32 | rows that folding hides |
//! | 20 | u32 | length of the name that follows, 0xFFFFFFFF if there is none |
//! | 24 | u32 | length of the text that follows |
//! | 28 | u32 | length of the value, more than the text's if that was cut |
//! | 32 | u8 | kind, as [`Kind`](super::Kind) numbers them |
//! | 33 | u8 | flags: 1 comma, 2 opens, 4 folded, 8 unclosed, 16 continues, 32 name cut |
//! | 34 | u16 | 0 |
use super::row::Row;

/// The rows as the page reads them; `total` is how many rows the view has.
pub fn encode(total: u32, rows: &[Row<'_>]) -> Vec<u8> {
    let texts: usize = rows
        .iter()
        .map(|row| HEAD + row.name.map_or(0, <[u8]>::len) + row.text.len())
        .sum();
    let mut bytes = Vec::with_capacity(8 + texts);
    put(&mut bytes, total);
    put(&mut bytes, length(rows.len()));
    for row in rows {
        for number in [
            row.number,
            row.line,
            row.depth,
            row.items,
            row.holds,
            row.name.map_or(u32::MAX, |name| length(name.len())),
            length(row.text.len()),
            row.text_length,
        ] {
            put(&mut bytes, number);
        }
        bytes.extend_from_slice(&[row.kind as u8, flags(row), 0, 0]);
        bytes.extend_from_slice(row.name.unwrap_or_default());
        bytes.extend_from_slice(row.text);
    }
    bytes
}

const HEAD: usize = 36;

fn flags(row: &Row<'_>) -> u8 {
    [
        row.comma,
        row.opens,
        row.folded,
        row.unclosed,
        row.continues,
        row.name_cut,
    ]
    .into_iter()
    .enumerate()
    .fold(0, |flags, (bit, set)| flags | u8::from(set) << bit)
}

fn put(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

/// Nothing in a body is longer than 4 GiB, for the body is not.
fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    #[test]
    fn a_row_stands_where_the_table_says() {
        let row = Row {
            number: 1,
            line: 2,
            depth: 3,
            kind: Kind::Number,
            name: Some(b"\"n\""),
            text: b"10",
            text_length: 5,
            name_cut: true,
            comma: true,
            opens: false,
            folded: false,
            unclosed: true,
            continues: false,
            items: 4,
            holds: 6,
        };
        let unnamed = Row {
            name: None,
            ..row.clone()
        };
        let bytes = encode(99, &[row, unnamed]);
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!((number(0), number(4)), (99, 2));
        let head: Vec<u32> = (0..8).map(|n| number(8 + 4 * n)).collect();
        assert_eq!(head, [1, 2, 3, 4, 6, 3, 2, 5]);
        assert_eq!(bytes[40..44], [3, 1 | 8 | 32, 0, 0]);
        assert_eq!(&bytes[44..49], b"\"n\"10");
        assert_eq!(number(49 + 20), u32::MAX, "no name is not an empty one");
        assert_eq!(bytes.len(), 49 + HEAD + 2);
    }
}
