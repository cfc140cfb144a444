//! The servers of a document give no permission to send anywhere. The path that they have in common is part of each address.
use oas3::spec::Server;
use serde_json::Value;

use super::document::piece;
use super::text::verbatim;

/// What stands in front of the paths below these servers, without a slash at its end; or why that cannot be told.
pub(super) fn prefix(servers: &Value) -> Result<String, String> {
    let Some(servers) = servers.as_array().filter(|all| !all.is_empty()) else {
        return Ok(String::new());
    };
    let paths: Vec<String> = servers
        .iter()
        .filter_map(address)
        .map(|url| path_of(&url))
        .collect();
    match paths.split_first() {
        None => Ok(String::new()),
        Some((first, rest)) if rest.iter().all(|other| other == first) => {
            if crate::own_endpoints::problem_of_path(&format!("{first}/")).is_some()
                || first.contains(['{', '}'])
            {
                return Err(format!("The servers’ path {} cannot be used.", verbatim(first, 80)));
            }
            Ok(first.clone())
        }
        Some(_) => Err(
            "The document’s servers have different paths, so none was put in front of these. Add yours to an endpoint’s path."
                .to_owned(),
        ),
    }
}

/// The addresses, for a note on what was left out.
pub(super) fn addresses(servers: &Value) -> Vec<String> {
    let servers = servers.as_array().into_iter().flatten();
    let addresses = servers
        .filter_map(address)
        .filter(|url| url.contains("://"));
    addresses.map(|url| verbatim(&url, 100)).collect()
}

/// With its variables at their defaults. None for one that the model does not take.
fn address(server: &Value) -> Option<String> {
    let server: Server = piece(server, &["url", "variables"])
        .or_else(|_| piece(server, &["url"]))
        .ok()?;
    let mut url = server.url.trim().to_owned();
    for (name, variable) in &server.variables {
        url = url.replace(&format!("{{{name}}}"), &variable.default);
        if url.len() > 2_000 {
            return None;
        }
    }
    Some(url)
}

/// Of `https://api.example/v2/` and of `/v2`, that is `/v2`.
fn path_of(url: &str) -> String {
    let behind_host = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url,
    };
    let path = behind_host.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_end_matches('/');
    match path {
        "" | "." => String::new(),
        _ if path.starts_with('/') => path.to_owned(),
        _ => format!("/{}", path.trim_start_matches("./")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn row_by_row() {
        let rows = [
            (json!(null), Ok("")),
            (json!([]), Ok("")),
            (json!([{"url": "https://api.example"}]), Ok("")),
            (json!([{"url": "https://api.example/v2/"}]), Ok("/v2")),
            (json!([{"url": "/v2"}]), Ok("/v2")),
            (json!([{"url": "v2"}]), Ok("/v2")),
            (
                json!([{"url": "https://a.example/v2"}, {"url": "http://b.example/v2"}]),
                Ok("/v2"),
            ),
            (
                json!([{"url": "https://a.example/v1"}, {"url": "http://a.example/v2"}]),
                Err("The document"),
            ),
            (
                json!([{"url": "https://a.example/{base}", "variables": {"base": {"default": "v3"}}}]),
                Ok("/v3"),
            ),
            (json!([{"url": "https://{host}.example/v3"}]), Ok("/v3")),
            (
                json!([{"url": "https://a.example/{base}"}]),
                Err("The servers"),
            ),
            (
                json!([{"url": "https://a.example/../x"}]),
                Err("The servers"),
            ),
            (json!([{"url": 5}]), Ok("")),
        ];
        for (servers, expected) in rows {
            match (prefix(&servers), expected) {
                (Ok(path), Ok(expected)) => assert_eq!(path, expected, "{servers}"),
                (Err(why), Err(expected)) => assert!(why.starts_with(expected), "{servers}: {why}"),
                (read, expected) => panic!("{servers}: {read:?}, not {expected:?}"),
            }
        }
    }
}
