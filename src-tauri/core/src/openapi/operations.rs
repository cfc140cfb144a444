//! The operations of a document, each as an endpoint that can be added.
use oas3::spec::Operation;
use serde_json::Value;

use super::document::{Document, piece};
use super::text::{count, plain, verbatim};
use super::{ImportedEndpoint, body, parameters, servers};
use crate::endpoint::Place;
use crate::method::Method;
use crate::own_endpoints::{EndpointDraft, MOST_OWN_ENDPOINTS, names_in, problem_of_path};

/// Characters of a title and of what is said about it.
const TITLE_LIMIT: usize = 120;
const SUMMARY_LIMIT: usize = 300;

/// Bytes of all that is kept of a document: an example that many operations share is kept with each.
const KEPT_LIMIT: usize = 16 * 1024 * 1024;

/// The members of an operation that are read by the model.
const MEMBERS: [&str; 5] = [
    "tags",
    "summary",
    "description",
    "operationId",
    "deprecated",
];

/// Every operation that can be called from here, in the document's order. `notes` takes what was left out.
pub(super) fn read(
    document: &Document,
    title: &str,
    notes: &mut Vec<String>,
) -> Vec<ImportedEndpoint> {
    let root = document.root();
    let left_out = servers::addresses(&root["servers"]);
    if !left_out.is_empty() {
        let some = left_out
            .iter()
            .take(3)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ");
        notes.push(format!(
            "Calls go to this integration’s own host. The document’s servers were left out: {some}."
        ));
    }
    let mut reader = Reader {
        document,
        title,
        endpoints: Vec::new(),
        left: KEPT_LIMIT,
        beyond: 0,
        prefix_notes: Vec::new(),
        notes,
    };
    for (path, item) in root["paths"].as_object().into_iter().flatten() {
        if !path.starts_with("x-") {
            reader.path(path, item);
        }
    }
    if reader.beyond > 0 {
        let kept = count(reader.endpoints.len(), "endpoint");
        let beyond = count(reader.beyond, "operation");
        let note = format!("It describes more than fits: the first {kept} are here, {beyond} not.");
        reader.notes.push(note);
    }
    reader.endpoints
}

struct Reader<'a, 'n> {
    document: &'a Document,
    title: &'a str,
    endpoints: Vec<ImportedEndpoint>,
    /// Bytes that may still be kept.
    left: usize,
    /// Operations that came after there was no more room.
    beyond: usize,
    /// Said once, however many paths it is about.
    prefix_notes: Vec<String>,
    notes: &'n mut Vec<String>,
}

impl<'a> Reader<'a, '_> {
    fn path(&mut self, path: &str, item: &'a Value) {
        let shown = verbatim(path, 100);
        let Some(item) = self.document.resolve(item) else {
            self.notes.push(format!(
                "{shown} was left out: its reference leads to nothing here."
            ));
            return;
        };
        let Some(members) = item.as_object() else {
            self.notes
                .push(format!("{shown} was left out: it is no object."));
            return;
        };
        for (name, operation) in members {
            let Some(method) = Method::from_name(name) else {
                if matches!(name.as_str(), "trace" | "query" | "additionalOperations") {
                    self.notes.push(format!(
                        "{name} {shown} was left out: Gatepass does not send this method."
                    ));
                }
                continue;
            };
            if self.beyond > 0 || self.endpoints.len() == MOST_OWN_ENDPOINTS {
                self.beyond += 1;
                continue;
            }
            match self.operation(method, path, item, operation) {
                Ok(endpoint) => self.keep(endpoint),
                Err(why) => self
                    .notes
                    .push(format!("{} {shown} was left out: {why}", method.name())),
            }
        }
    }

    fn keep(&mut self, endpoint: ImportedEndpoint) {
        match self.left.checked_sub(size(&endpoint)) {
            Some(left) => {
                self.left = left;
                self.endpoints.push(endpoint);
            }
            None => self.beyond += 1,
        }
    }

    fn operation(
        &mut self,
        method: Method,
        path: &str,
        item: &'a Value,
        operation: &'a Value,
    ) -> Result<ImportedEndpoint, String> {
        if !operation.is_object() {
            return Err("it is no object.".to_owned());
        }
        if let Some(problem) = problem_of_path(path) {
            return Err(problem);
        }
        let mut left_out = Vec::new();
        let described: Operation = piece(operation, &MEMBERS).unwrap_or_else(|why| {
            left_out.push(format!(
                "Its description was left out: {}.",
                plain(&why, 120)
            ));
            Operation::default()
        });
        let path = self.placed(path, item, operation)?;
        let mut draft = EndpointDraft::new(method, &path);
        let mut notes = Vec::new();
        draft.parameters = parameters::read(
            self.document,
            &item["parameters"],
            &operation["parameters"],
            &mut left_out,
            &mut notes,
        );
        let in_path = names_in(&path).unwrap_or_default();
        draft.parameters.retain(|parameter| {
            let is_nowhere =
                parameter.place == Place::Path && !in_path.contains(&parameter.name.as_str());
            if is_nowhere {
                let name = verbatim(&parameter.name, 80);
                left_out.push(format!(
                    "The parameter “{name}” was left out: the path has no {{{name}}}."
                ));
            }
            !is_nowhere
        });
        (draft.title, draft.summary) = titles(&described, item);
        draft.api = described
            .tags
            .first()
            .map(|tag| plain(tag, 80))
            .filter(|tag| !tag.is_empty())
            .unwrap_or_else(|| plain(self.title, 80));
        if method.takes_a_body() {
            (draft.content_type, draft.body) =
                body::request_body(self.document, &operation["requestBody"], &mut left_out);
        } else if !operation["requestBody"].is_null() {
            left_out.push(format!(
                "Its body was left out: a {} request has none.",
                method.name()
            ));
        }
        if operation["callbacks"]
            .as_object()
            .is_some_and(|all| !all.is_empty())
        {
            left_out.push("Its callbacks were left out: the service calls those.".to_owned());
        }
        if described.deprecated == Some(true) {
            notes.insert(0, "The document calls it deprecated.".to_owned());
        }
        draft.notes = notes;
        Ok(ImportedEndpoint {
            draft,
            sample: body::sample(self.document, &operation["responses"]),
            notes: left_out,
        })
    }

    /// Below the path of the servers that count for it: the operation's, the path's, or the document's.
    fn placed(&mut self, path: &str, item: &Value, operation: &Value) -> Result<String, String> {
        let own = [&operation["servers"], &item["servers"]];
        let own = own
            .into_iter()
            .find(|servers| servers.as_array().is_some_and(|all| !all.is_empty()));
        let servers = own.unwrap_or(&self.document.root()["servers"]);
        let prefix = servers::prefix(servers).unwrap_or_else(|why| {
            if !self.prefix_notes.contains(&why) {
                self.prefix_notes.push(why.clone());
                self.notes.push(why);
            }
            String::new()
        });
        let placed = format!("{prefix}{path}");
        problem_of_path(&placed).map_or(Ok(placed), Err)
    }
}

/// Its title, and what more there is to say.
fn titles(described: &Operation, item: &Value) -> (String, String) {
    let title = [
        described.summary.as_deref(),
        item["summary"].as_str(),
        described.operation_id.as_deref(),
    ];
    let mut titles = title
        .into_iter()
        .flatten()
        .map(|text| plain(text, TITLE_LIMIT));
    let title = titles.find(|text| !text.is_empty()).unwrap_or_default();
    let more = described
        .description
        .as_deref()
        .or_else(|| item["description"].as_str());
    let more = plain(more.unwrap_or_default(), SUMMARY_LIMIT);
    let says_more = more.trim_end_matches('.') != title.trim_end_matches('.');
    (
        title.trim_end_matches('.').to_owned(),
        if says_more { more } else { String::new() },
    )
}

/// Bytes of its texts, roughly.
fn size(endpoint: &ImportedEndpoint) -> usize {
    let draft = &endpoint.draft;
    let parameters = draft.parameters.iter().map(|one| {
        let choices: usize = one.limit.one_of.iter().map(String::len).sum();
        200 + one.name.len() + one.example.len() + one.description.len() + choices
    });
    let sample = endpoint
        .sample
        .as_ref()
        .map_or(0, |sample| sample.body.len());
    500 + draft.path.len() + draft.body.len() + sample + parameters.sum::<usize>()
}
