//! Paths with placeholders: `/pets/{petId}/photos`.

/// The names between braces, in order; one may come again. None where the braces do not pair.
pub(crate) fn names_in(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    loop {
        let Some((before, after)) = rest.split_once('{') else {
            return (!rest.contains('}')).then_some(names);
        };
        let (name, after) = after.split_once('}')?;
        if before.contains('}') || name.contains(['{', '/']) || name.trim().is_empty() {
            return None;
        }
        names.push(name);
        rest = after;
    }
}

/// Why a path cannot be called, as a sentence.
pub(crate) fn problem_of_path(path: &str) -> Option<String> {
    let sentence = if !path.starts_with('/') {
        "A path begins with /, as /pets/{id}."
    } else if path.chars().any(|c| c.is_control() || c == '\\') {
        "A path has no line breaks, controls or backslashes."
    } else if path.contains(['?', '#']) {
        "A path ends before ? and #. Add what follows as query parameters."
    } else if path.split('/').any(is_dots) {
        "A part of the path cannot be dots alone: they mean another path."
    } else if path.chars().count() > 500 {
        "A path has 500 characters at most."
    } else if names_in(path).is_none() {
        "Write each part to fill in as {name}, with both braces."
    } else {
        return None;
    };
    Some(sentence.to_owned())
}

/// Whether two paths lead to the same place, whatever their placeholders are called.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    fixed_parts(one).eq(fixed_parts(other))
}

/// What stands around the placeholders.
fn fixed_parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .map(|part| part.split_once('}').map_or(part, |(_, behind)| behind))
}

/// Dots as an address may write them: `%2e` is one (WHATWG URL, "single-dot URL path segment").
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    matches!(plain.as_str(), "." | "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_by_row() {
        let rows = [
            ("/pets/{id}", true),
            ("/pets/{id}/{id}", true),
            ("/pets/{id}.{format}", true),
            ("pets", false),
            ("/pets/{id", false),
            ("/pets/id}", false),
            ("/pets/}{", false),
            ("/pets/{}", false),
            ("/pets/{a/b}", false),
            ("/a?b=c", false),
            ("/a#b", false),
            ("/a/../b", false),
            ("/a/%2E%2e/b", false),
            ("/a\\b", false),
            ("/a\nb", false),
            ("/", true),
        ];
        for (path, is_fine) in rows {
            assert_eq!(
                problem_of_path(path).is_none(),
                is_fine,
                "{path:?}: {:?}",
                problem_of_path(path)
            );
        }
        assert!(is_same("/pets/{id}/x", "/pets/{petId}/x"));
        assert!(!is_same("/pets/{id}", "/pets/id"));
    }
}
