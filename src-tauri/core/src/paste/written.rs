//! A request as it was written, whatever it was written in.
use super::text::{Pair, Text, text};

/// What a reader found. Nothing in it has been judged yet.
pub(super) struct Written {
    /// `POST`; empty where none was given.
    pub(super) method: String,
    /// An address, a path, or nothing.
    pub(super) target: Text,
    /// Parameters of the query that are not part of `target`.
    pub(super) query: Vec<Pair>,
    pub(super) headers: Vec<Pair>,
    pub(super) body: Body,
    /// Id and secret as `curl --user` takes them.
    pub(super) user: Option<Text>,
    /// Values with a name and no place in a request: `CLIENT_ID=…`, a variable, a member of a credential file.
    pub(super) named: Vec<Pair>,
}

/// A body as it was written.
pub(super) enum Body {
    None,
    Form(Vec<Pair>),
    Json(Vec<Pair>),
    /// Something else, which is not kept.
    Other,
}

impl Default for Written {
    fn default() -> Self {
        Self {
            method: String::new(),
            target: text(""),
            query: Vec::new(),
            headers: Vec::new(),
            body: Body::None,
            user: None,
            named: Vec::new(),
        }
    }
}

impl Written {
    pub(super) fn is_empty(&self) -> bool {
        self.target.is_empty()
            && self.query.is_empty()
            && self.headers.is_empty()
            && matches!(self.body, Body::None)
            && self.user.is_none()
            && self.named.is_empty()
    }

    /// The last header of that name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let named = |pair: &&Pair| pair.name.eq_ignore_ascii_case(name);
        let found = self.headers.iter().rev().find(named)?;
        Some(found.value.as_str())
    }

    /// Adds a parameter of a form body.
    pub(super) fn push_form(&mut self, pair: Pair) {
        match &mut self.body {
            Body::Form(pairs) | Body::Json(pairs) => pairs.push(pair),
            Body::None | Body::Other => self.body = Body::Form(vec![pair]),
        }
    }

    /// The parameters of the body.
    pub(super) fn body_pairs(&self) -> &[Pair] {
        match &self.body {
            Body::Form(pairs) | Body::Json(pairs) => pairs,
            Body::None | Body::Other => &[],
        }
    }
}
