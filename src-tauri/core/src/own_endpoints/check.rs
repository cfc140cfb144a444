//! Reads the form of an own endpoint: cleaned, its path and parameters made to fit each other, each problem at its field.
use std::collections::BTreeSet;

use super::draft::{EndpointDraft, is_set_by};
use super::path::{is_same, names_in, problem_of_path};
use super::stored::OwnEndpoint;
use crate::clean::clean;
use crate::draft::FieldNote;
use crate::endpoint::{Endpoint, Limit, Paging, Parameter, Place, Quality};
use crate::integration::Integration;
use crate::method::Method;
use crate::read_draft::is_token;

/// Bytes of a body to start from.
pub(crate) const BODY_LIMIT: usize = 256 * 1024;
/// Characters of a title, an API's name, a parameter's name.
const NAME_LIMIT: usize = 200;
/// Characters of a description or note.
const TEXT_LIMIT: usize = 2_000;
/// Parameters of one endpoint.
const MOST_PARAMETERS: usize = 200;

/// The endpoint that a form describes, under the given id; or everything that keeps it from being saved. Fields are named
/// `title`, `api`, `path`, `method`, `contentType`, `body`, `effect`, `parameters`, `parameters.0.name`, `parameters.0.example`.
pub fn check_endpoint(
    draft: &EndpointDraft,
    integration: &Integration,
    others: &[OwnEndpoint],
    id: String,
) -> Result<OwnEndpoint, Vec<FieldNote>> {
    let mut reader = Reader(Vec::new());
    let path = clean(&draft.path).text;
    let parameters = reader.parameters(draft, &path, integration);
    if let Some(problem) = problem_of_path(&path) {
        reader.problem("path", problem);
    }
    let twin = others.iter().find(|own| {
        own.id() != id && own.endpoint.method == draft.method && is_same(&own.endpoint.path, &path)
    });
    if let Some(twin) = twin {
        let (line, title) = (
            format!("{} {path}", draft.method.name()),
            &twin.endpoint.title,
        );
        reader.problem("path", format!("{line} is there already, as “{title}”."));
    }
    let content_type = reader.content_type(draft, &parameters);
    let line = format!("{} {path}", draft.method.name());
    let endpoint = Endpoint {
        id,
        provider: integration.provider.clone(),
        api: reader.name("api", &draft.api, "Own"),
        title: reader.name("title", &draft.title, &line),
        summary: reader.text("summary", &draft.summary),
        method: draft.method,
        path,
        parameters,
        content_type,
        body_templates: vec![],
        paging: Paging::None,
        effect: draft.effect.as_ref().map(|effect| {
            let effect = reader.text("effect", effect);
            if effect.is_empty() {
                usual_effect(draft.method)
            } else {
                effect
            }
        }),
        personal_data: draft.personal_data,
        quality: Quality::Documented,
        docs: None,
        sample: None,
        other_samples: vec![],
        notes: draft
            .notes
            .iter()
            .map(|note| reader.text("notes", note))
            .collect(),
    };
    let body = draft.body.clone();
    match reader.0.as_slice() {
        [] => Ok(OwnEndpoint { endpoint, body }),
        _ => Err(reader.0),
    }
}

/// What a method is for, where nobody said what the call does.
fn usual_effect(method: Method) -> String {
    match method {
        Method::Delete => "DELETE may remove something at the service.".to_owned(),
        _ => format!("{} may change something at the service.", method.name()),
    }
}

/// Collects what is wrong.
struct Reader(Vec<FieldNote>);

impl Reader {
    fn problem(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldNote::new(field, message));
    }

    fn name(&mut self, field: &str, typed: &str, otherwise: &str) -> String {
        let text = clean(typed).text;
        if text.chars().count() > NAME_LIMIT {
            self.problem(field, format!("{NAME_LIMIT} characters are the most."));
        }
        if text.is_empty() {
            otherwise.to_owned()
        } else {
            text
        }
    }

    fn text(&mut self, field: &str, typed: &str) -> String {
        let text = typed.trim();
        if text.chars().count() > TEXT_LIMIT {
            self.problem(field, format!("{TEXT_LIMIT} characters are the most."));
        }
        text.to_owned()
    }

    /// Those of the form, and one for each part of the path that has none yet.
    fn parameters(
        &mut self,
        draft: &EndpointDraft,
        path: &str,
        integration: &Integration,
    ) -> Vec<Parameter> {
        let in_path = names_in(path).unwrap_or_default();
        let mut read: Vec<Parameter> = Vec::new();
        let mut keys = BTreeSet::new();
        if draft.parameters.len() > MOST_PARAMETERS {
            self.problem("parameters", format!("{MOST_PARAMETERS} are the most."));
            return read;
        }
        for (index, typed) in draft.parameters.iter().enumerate() {
            let parameter = self.parameter(index, typed);
            let field = format!("parameters.{index}.name");
            let name = &parameter.name;
            if let Some(problem) = problem_of_name(&parameter, &in_path, integration) {
                self.problem(field, problem);
            } else if !keys.insert(match parameter.place {
                Place::Header => parameter.key().to_ascii_lowercase(),
                Place::Path | Place::Query | Place::Body => parameter.key(),
            }) {
                self.problem(field, format!("{name} is there twice."));
            }
            read.push(parameter);
        }
        for name in in_path {
            if keys.insert(format!("path.{name}")) {
                read.push(path_parameter(name));
            }
        }
        read
    }

    fn parameter(&mut self, index: usize, typed: &Parameter) -> Parameter {
        let parameter = Parameter {
            name: clean(&typed.name).text,
            required: typed.required || typed.place == Place::Path,
            example: typed.example.trim().to_owned(),
            initial: typed.initial.trim().to_owned(),
            description: self.text(
                &format!("parameters.{index}.description"),
                &typed.description,
            ),
            ..typed.clone()
        };
        for (field, value) in [
            ("example", &parameter.example),
            ("initial", &parameter.initial),
        ] {
            if !value.is_empty()
                && let Some(problem) = parameter.limit.problem(value)
            {
                self.problem(format!("parameters.{index}.{field}"), problem);
            }
        }
        parameter
    }

    fn content_type(&mut self, draft: &EndpointDraft, parameters: &[Parameter]) -> Option<String> {
        let typed = clean(&draft.content_type).text;
        let has_members = parameters.iter().any(|one| one.place == Place::Body);
        let has_body = has_members || !draft.body.trim().is_empty() || !typed.is_empty();
        if !has_body {
            return None;
        }
        if !draft.method.takes_a_body() {
            let name = draft.method.name();
            self.problem(
                "method",
                format!("A {name} request has no body. Choose POST, or empty it."),
            );
        }
        if draft.body.len() > BODY_LIMIT {
            self.problem("body", format!("{} KB are the most.", BODY_LIMIT / 1024));
        }
        let content_type = if typed.is_empty() {
            "application/json".to_owned()
        } else {
            typed
        };
        if !content_type.contains('/') || content_type.chars().any(char::is_control) {
            self.problem("contentType", "A media type looks like application/json.");
        } else if has_members && !is_json(&content_type) {
            self.problem(
                "contentType",
                "Parameters make a body of JSON only. Write this body out.",
            );
        }
        Some(content_type)
    }
}

/// Whether a media type is JSON's (RFC 6839 for `+json`).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

fn problem_of_name(
    parameter: &Parameter,
    in_path: &[&str],
    integration: &Integration,
) -> Option<String> {
    let name = &parameter.name;
    if name.is_empty() {
        return Some("Give it a name, or remove the line.".to_owned());
    }
    if name.chars().any(char::is_control) || name.chars().count() > NAME_LIMIT {
        return Some(format!(
            "A name is one line of {NAME_LIMIT} characters at most."
        ));
    }
    match parameter.place {
        Place::Path if !in_path.contains(&name.as_str()) => {
            Some(format!("The path has no {{{name}}}."))
        }
        Place::Header if !is_token(name) => {
            Some("A header name has letters, digits and hyphens.".to_owned())
        }
        Place::Header if is_set_by(integration, name) => {
            Some(format!("{name} is set by Gatepass itself."))
        }
        Place::Path | Place::Query | Place::Header | Place::Body => None,
    }
}

fn path_parameter(name: &str) -> Parameter {
    Parameter {
        name: name.to_owned(),
        place: Place::Path,
        required: true,
        example: String::new(),
        initial: String::new(),
        description: String::new(),
        limit: Limit::default(),
        needs: vec![],
    }
}
