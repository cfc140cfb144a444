//! A member's place in the shape of a document: `bugs[].id`, and `[]` where the document itself is an array.

/// The place of a member in an object at `parent`. A name that could be taken for more than one stands in quotes.
pub(super) fn member(parent: &str, name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@' | ':');
    if name.is_empty() || !name.chars().all(plain) {
        return format!("{parent}[{name:?}]");
    }
    let dot = if parent.is_empty() { "" } else { "." };
    format!("{parent}{dot}{name}")
}

/// The place of the items of an array at `parent`.
pub(super) fn items(parent: &str) -> String {
    format!("{parent}[]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_places_are_written_differently() {
        assert_eq!(member("", "a"), "a");
        assert_eq!(member(&items(&member("", "bugs")), "id"), "bugs[].id");
        assert_eq!(member(&items(""), "id"), "[].id");
        assert_eq!(member("a", "b.c"), "a[\"b.c\"]");
        assert_eq!(member("a", "[]"), "a[\"[]\"]");
        assert_eq!(member("", ""), "[\"\"]");
    }
}
