//! A member's name as words.

/// Written in capitals although the names do not always.
const ACRONYMS: &[&str] = &[
    "cve", "cvss", "cwe", "eox", "hw", "id", "ip", "md5", "os", "pid", "rma", "sir", "sla", "sw",
    "tsp", "url",
];

/// `bulletinFirstPublished`, `product_list`, `EOXRecord` as "Bulletin first published", "Product list", "EOX record". Of a
/// path with dots, each name, but not the `value` that EoX wraps a date into. A name that has no letters stays as it is.
pub fn label(path: &str) -> String {
    let path = path.strip_suffix(".value").unwrap_or(path);
    let words: Vec<String> = path.split('.').map(name).collect();
    words.join(" › ")
}

fn name(name: &str) -> String {
    let words = split(name);
    let mut label = String::new();
    for word in words {
        let lower = word.to_lowercase();
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        let stem = word.strip_suffix('s').unwrap_or(&word);
        let capitals = stem.len() > 1 && !stem.contains(char::is_lowercase);
        if !label.is_empty() {
            label.push(' ');
        }
        if capitals {
            label.push_str(&word);
        } else if ACRONYMS.contains(&lower.as_str()) {
            label.push_str(&lower.to_uppercase());
        } else if ACRONYMS.contains(&singular) {
            label.push_str(&singular.to_uppercase());
            label.push('s');
        } else if label.is_empty() {
            let mut characters = lower.chars();
            label.extend(characters.next().into_iter().flat_map(char::to_uppercase));
            label.push_str(characters.as_str());
        } else {
            label.push_str(&lower);
        }
    }
    if label.is_empty() {
        return name.to_owned();
    }
    label
}

/// At underscores, blanks and hyphens, before a capital behind a small letter, and before the last of several capitals.
fn split(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (at, &c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| characters[before]);
        let small = |c: Option<&char>| c.is_some_and(|c| c.is_lowercase());
        // The plural of capitals, `IDs`, is one word.
        let plural = characters.get(at + 1) == Some(&'s') && !small(characters.get(at + 2));
        let ends_capitals =
            before.is_some_and(char::is_uppercase) && small(characters.get(at + 1)) && !plural;
        let begins = c.is_uppercase() && (small(before.as_ref()) || ends_capitals);
        let parts = matches!(c, '_' | '-' | ' ');
        if begins || parts {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| !parts) {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_words() {
        let rows = [
            ("bulletinFirstPublished", "Bulletin first published"),
            ("product_list", "Product list"),
            ("EOXRecord", "EOX record"),
            (
                "EOXExternalAnnouncementDate.value",
                "EOX external announcement date",
            ),
            ("LinkToProductBulletinURL", "Link to product bulletin URL"),
            ("cvssBaseScore", "CVSS base score"),
            ("bugIDs", "Bug IDs"),
            ("PIDsActive", "PIDs active"),
            ("isDeleted", "Is deleted"),
            ("relDispName", "Rel disp name"),
            ("cves", "CVEs"),
            ("sr_no", "Sr no"),
            ("shipToInfo.customerName", "Ship to info › Customer name"),
            ("straße", "Straße"),
            ("___", "___"),
            ("", ""),
        ];
        for (name, words) in rows {
            assert_eq!(label(name), words, "{name}");
        }
    }
}
