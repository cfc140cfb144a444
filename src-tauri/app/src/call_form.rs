//! A call as the page's form holds it, read into the one that core composes.
use gatepass_core::{
    Call, CallBody, Endpoint, FreeMember, Given, Handle, Integration, Kept, Method, Secret, Target,
    Values, find_endpoint,
};

use crate::desk::Desk;
use crate::view::{CallBodyView, CallView, ErrorView, FreeMemberView, GivenView};

/// A form, read. It owns what a [`Call`] borrows.
pub(crate) struct CallForm {
    pub(crate) integration: Integration,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) values: Values,
    method: Method,
    address: String,
    query: Vec<FreeMember>,
    headers: Vec<FreeMember>,
    body: CallBody,
}

impl CallForm {
    /// Reads the form. A secret that is no longer held is as good as not typed: the field says so.
    pub(crate) fn read(desk: &Desk, view: &CallView) -> Result<Self, ErrorView> {
        let integration = desk.integration(&view.integration)?;
        let endpoint = view.endpoint.as_ref();
        let endpoint = endpoint.map(|endpoint| known(desk, &integration, endpoint));
        let given = |given: &GivenView| given_of(desk, &integration, given);
        let members = |members: &[FreeMemberView]| -> Vec<FreeMember> {
            let member = |member: &FreeMemberView| FreeMember {
                name: member.name.clone(),
                value: given(&member.value),
            };
            members.iter().map(member).collect()
        };
        let typed = |(key, text): (&String, &String)| (key.clone(), Given::Public(text.clone()));
        Ok(Self {
            endpoint: endpoint.transpose()?,
            values: view.values.iter().map(typed).collect(),
            method: Method::from_name(&view.method).unwrap_or_default(),
            address: view.address.clone(),
            query: members(&view.query),
            headers: members(&view.headers),
            body: match &view.body {
                CallBodyView::FromParameters => CallBody::FromParameters,
                CallBodyView::Text { content_type, text } => CallBody::Text {
                    content_type: content_type.clone(),
                    text: given(text),
                },
                CallBodyView::Form { members: list } => CallBody::Form(members(list)),
            },
            integration,
        })
    }

    /// For core.
    pub(crate) fn call(&self) -> Call<'_> {
        Call {
            target: match &self.endpoint {
                Some(endpoint) => Target::Endpoint(endpoint, self.values.clone()),
                None => Target::Free {
                    method: self.method,
                    address: self.address.clone(),
                },
            },
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
        }
    }
}

fn known(desk: &Desk, integration: &Integration, id: &str) -> Result<Endpoint, ErrorView> {
    let found = find_endpoint(&*desk.ports.store, integration, id)
        .map_err(|error| ErrorView::from(&error))?;
    found.ok_or_else(ErrorView::no_endpoint)
}

/// Bound to where this integration's token may go: a typed value goes nowhere else.
fn given_of(desk: &Desk, integration: &Integration, given: &GivenView) -> Given {
    match given {
        GivenView::Public { text } => Given::Public(text.clone()),
        GivenView::Secret { handle, .. } => match desk.held_values.get(&Handle(handle.clone())) {
            Some(held) => Given::Secret(Kept::new(held.secret, integration.api_origins.clone())),
            // Not typed yet, or no longer held: the line says so.
            None => Given::Secret(Kept::new(Secret::new(""), vec![])),
        },
    }
}
