//! Names of folders and files: each once, and such as every file system takes.
use super::PostmanSource;

/// Characters of a label that go into a file's name.
const LONGEST: usize = 60;

/// The integrations' labels, with a number where one is there already.
pub(super) fn unique_labels(sources: &[PostmanSource<'_>]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for source in sources {
        let label = numbered(&source.integration.label, " ", |label| {
            labels.iter().any(|taken| taken == label)
        });
        labels.push(label);
    }
    labels
}

/// The names given so far.
#[derive(Default)]
pub(super) struct FileNames(Vec<String>);

impl FileNames {
    /// `gatepass-pivot-uat.postman_environment.json`. The word before it keeps a label `con` from being a device of Windows.
    pub(super) fn of(&mut self, label: &str, kind: &str) -> String {
        let plain: String = label
            .to_ascii_lowercase()
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() {
                    letter
                } else {
                    ' '
                }
            })
            .take(LONGEST)
            .collect();
        let words: Vec<&str> = plain
            .split_whitespace()
            .filter(|word| *word != "gatepass")
            .collect();
        let stem = ["gatepass"]
            .into_iter()
            .chain(words)
            .collect::<Vec<_>>()
            .join("-");
        let whole = |stem: &str| format!("{stem}.{kind}.json");
        let stem = numbered(&stem, "-", |stem| self.0.contains(&whole(stem)));
        self.0.push(whole(&stem));
        whole(&stem)
    }
}

fn numbered(name: &str, between: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut unused = name.to_owned();
    let mut number = 2;
    while is_taken(&unused) {
        unused = format!("{name}{between}{number}");
        number += 1;
    }
    unused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_by_row() {
        let mut names = FileNames::default();
        for (label, name) in [
            ("Pivot – UAT", "gatepass-pivot-uat.postman_environment.json"),
            ("pivot uat", "gatepass-pivot-uat-2.postman_environment.json"),
            (
                "../../etc/passwd",
                "gatepass-etc-passwd.postman_environment.json",
            ),
            ("CON", "gatepass-con.postman_environment.json"),
            ("ключ", "gatepass.postman_environment.json"),
            ("", "gatepass-2.postman_environment.json"),
            ("a\0b\nc:d", "gatepass-a-b-c-d.postman_environment.json"),
        ] {
            assert_eq!(names.of(label, "postman_environment"), name, "{label}");
        }
        assert!(names.of(&"long".repeat(100), "x").len() < 80);
        assert_eq!(
            names.of("Gatepass", "postman_collection"),
            "gatepass.postman_collection.json"
        );
    }
}
