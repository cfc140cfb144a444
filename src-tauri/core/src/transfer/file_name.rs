//! What the file of an export is called: `gatepass-2026-01-31.age`.
use std::time::{Duration, UNIX_EPOCH};

/// By the day it was written on, in UTC.
pub fn transfer_file_name(wall_ms: i64) -> String {
    let since = Duration::from_millis(u64::try_from(wall_ms).unwrap_or_default());
    // `Sat, 31 Jan 2026 00:00:00 GMT`: the date is read from there, so that nothing here counts leap years.
    let written = httpdate::fmt_http_date(UNIX_EPOCH + since);
    let parts: Vec<&str> = written.split(' ').collect();
    let (day, month, year) = match parts.as_slice() {
        [_, day, month, year, ..] => (*day, *month, *year),
        _ => ("", "", ""),
    };
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = MONTHS
        .iter()
        .position(|name| *name == month)
        .unwrap_or_default()
        + 1;
    format!("gatepass-{year}-{month:02}-{day}.age")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_named_so_that_names_sort() {
        assert_eq!(
            transfer_file_name(1_709_164_800_000),
            "gatepass-2024-02-29.age"
        );
        assert_eq!(
            transfer_file_name(1_798_761_599_999),
            "gatepass-2026-12-31.age"
        );
    }
}
