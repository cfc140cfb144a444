//! Two letters on a quiet tile, in place of a logo.

/// Of a name: the first letters of its first two words, or the first two of its only one. Empty if it has neither letters nor
/// digits.
pub(crate) fn monogram(name: &str) -> String {
    let mut words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let letters: String = match words.next() {
        Some(second) => first
            .chars()
            .take(1)
            .chain(second.chars().take(1))
            .collect(),
        None => first.chars().take(2).collect(),
    };
    letters.to_uppercase().chars().take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::monogram;

    #[test]
    fn two_letters_tell_names_apart_and_none_are_made_up() {
        for (name, letters) in [
            ("Field notices, test", "FN"),
            ("  hello-app ", "HA"),
            ("Keycloak", "KE"),
            ("x", "X"),
            ("4 seasons", "4S"),
            ("Überwachung", "ÜB"),
            ("ключ от дома", "КО"),
            ("ßeta", "SS"),
            ("…", ""),
            ("", ""),
        ] {
            assert_eq!(monogram(name), letters, "{name}");
        }
    }
}
