//! Public keys as typed, a line each.
use gatepass_io::age_file::Recipient;

use crate::view::{RecipientsView, count};

/// Far more than anybody shares with.
const MOST: usize = 100;

/// The keys, or what is wrong with the first line that is none.
pub(crate) fn recipients(text: &str) -> Result<Vec<Recipient>, String> {
    let mut keys = Vec::new();
    for (index, line) in text.lines().map(str::trim).enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let key = line.parse().map_err(|_| problem(index + 1, line))?;
        if keys.len() == MOST {
            return Err(format!("{MOST} public keys are the most."));
        }
        keys.push(key);
    }
    Ok(keys)
}

impl RecipientsView {
    /// As they are typed.
    pub(crate) fn of(text: &str) -> Self {
        match recipients(text) {
            Ok(keys) => Self {
                count: count(keys.len()),
                problem: String::new(),
            },
            Err(problem) => Self { count: 0, problem },
        }
    }
}

fn problem(number: usize, line: &str) -> String {
    if line.starts_with("AGE-SECRET-KEY-") {
        return format!(
            "Line {number} is a private key. Take it out: only its owner may have it. The public key begins with age1."
        );
    }
    if line.starts_with("ssh-") {
        return format!("Line {number} is a key of SSH. A public key of age begins with age1.");
    }
    format!("Line {number} is no public key of age: it begins with age1 and has 62 characters.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use gatepass_io::age_file::Identity;

    #[test]
    fn lines_are_keys_and_what_is_none_is_told_by_its_number() {
        let key = || Identity::generate().recipient().to_string();
        let two = format!("# Ada\n {} \n\n{}\n", key(), key());
        assert_eq!(RecipientsView::of(&two).count, 2);
        assert_eq!(RecipientsView::of("").count, 0);
        let problem = |text: &str| RecipientsView::of(text).problem;
        assert!(problem(&format!("{}\nage1x", key())).starts_with("Line 2 is no public key"));
        assert!(problem("AGE-SECRET-KEY-1ABC").contains("private key"));
        assert!(!problem("AGE-SECRET-KEY-1ABC").contains("1ABC"));
        assert!(problem("ssh-ed25519 AAAA").contains("SSH"));
    }
}
