//! Opens a kept exchange: its answer through the same views as a live one, and its call to fill a form with.
use gatepass_core::{
    ActivityEntry, ActivityError, CallBody, Endpoint, ExchangeId, FreeMember, Given, Handle,
    KeptBody, RestoredCall, RestoredTarget, Values, find_endpoint,
};
use gatepass_io::BodyWriter;
use tauri::{AppHandle, Manager as _};

use crate::answers::{Answer, Answers};
use crate::desk::Desk;
use crate::view::{
    AnswerSourceView, BodyFormView, CallBodyView, CallView, CalledView, ErrorView, FreeMemberView,
    GivenView, KeptExchangeView,
};

/// Opens it. What the user would send again is None where the integration or its endpoint is gone.
pub(crate) async fn open(
    app: &AppHandle,
    desk: &Desk,
    id: ExchangeId,
) -> Result<KeptExchangeView, ErrorView> {
    let entry = desk.activity.entry(&id);
    let entry = entry
        .map_err(|error| ErrorView::from(&error))?
        .ok_or_else(gone)?;
    let body = desk.activity.body(&id);
    let body = body.map_err(|error| ErrorView::from(&error))?;
    let endpoint = endpoint_of(desk, &entry)?;
    let restored = match desk.activity.restore(&id).await {
        Ok(restored) => restored,
        // Its secrets cannot be filled in again now; the exchange can be read all the same.
        Err(ActivityError::Vault(error)) => {
            tracing::warn!("a kept call was opened without its secrets: {error}");
            None
        }
        Err(ActivityError::Store(error)) => return Err(ErrorView::from(&error)),
    };
    let values = restored.as_ref().map(|restored| match &restored.target {
        RestoredTarget::Endpoint { values, .. } => values.clone(),
        RestoredTarget::Free { .. } => Values::new(),
    });
    let sent = endpoint.as_ref().zip(values.as_ref());
    Ok(KeptExchangeView {
        called: called(app, desk, &entry, body.as_deref(), sent)?,
        call: restored.and_then(|restored| call(desk, &entry, endpoint.as_ref(), restored)),
    })
}

fn called(
    app: &AppHandle,
    desk: &Desk,
    entry: &ActivityEntry,
    body: Option<&[u8]>,
    sent: Option<(&Endpoint, &Values)>,
) -> Result<CalledView, ErrorView> {
    let mut writer = BodyWriter::new(usize::MAX);
    writer
        .push(body.unwrap_or_default())
        .map_err(|error| ErrorView::new("body_too_large", &error.to_string(), ""))?;
    let head = entry.exchange.answer.as_ref();
    let answer = Answer::new(
        entry.integration.clone(),
        entry.endpoint.clone(),
        entry.title.clone(),
        writer.finish(),
    );
    let answer = match head {
        Some(head) => answer.headed(head.status, head.content_type()),
        None => answer,
    };
    // A name of its own: the live answer of the same exchange may be on screen too, and is let go of apart.
    let id = desk.ports.chance.id();
    let answer = app.state::<Answers>().put(id.clone(), answer);
    let view = CalledView {
        id,
        ..CalledView::of(&entry.exchange, AnswerSourceView::Kept, &answer, sent)
    };
    Ok(match (&entry.body, body) {
        (KeptBody::None(why), _) if head.is_some() => CalledView {
            body: BodyFormView::NotKept {
                why: why.sentence().to_owned(),
            },
            ..view
        },
        (KeptBody::Kept { .. } | KeptBody::None(_), _) => view,
    })
}

fn endpoint_of(desk: &Desk, entry: &ActivityEntry) -> Result<Option<Endpoint>, ErrorView> {
    let Some(id) = &entry.endpoint else {
        return Ok(None);
    };
    let integration = desk.integration(&entry.integration.0)?;
    find_endpoint(&*desk.ports.store, &integration, id).map_err(|error| ErrorView::from(&error))
}

/// The form's own words for it. Its secrets wait behind new handles; one that is gone has to be typed again.
fn call(
    desk: &Desk,
    entry: &ActivityEntry,
    endpoint: Option<&Endpoint>,
    restored: RestoredCall,
) -> Option<CallView> {
    let given = |given: &Given| match given {
        Given::Public(text) => GivenView::Public { text: text.clone() },
        // Gone from the vault: to be typed again.
        Given::Secret(kept) if kept.secret.is_empty() => GivenView::Secret {
            handle: String::new(),
            length: 0,
        },
        Given::Secret(kept) => {
            let handle = Handle(desk.ports.chance.id());
            let held = desk
                .held_values
                .hold_as_typed(handle.clone(), kept.secret.clone());
            GivenView::Secret {
                handle: handle.0,
                length: u32::try_from(held.secret.length()).unwrap_or(u32::MAX),
            }
        }
    };
    let members = |members: &[FreeMember]| -> Vec<FreeMemberView> {
        let member = |member: &FreeMember| FreeMemberView {
            name: member.name.clone(),
            value: given(&member.value),
        };
        members.iter().map(member).collect()
    };
    let (method, address, values) = match &restored.target {
        RestoredTarget::Endpoint { values, .. } => {
            endpoint?;
            (String::new(), String::new(), values.clone())
        }
        RestoredTarget::Free { method, address } => {
            (method.name().to_owned(), address.clone(), Values::new())
        }
    };
    let public = |(key, given): (String, Given)| match given {
        Given::Public(text) => Some((key, text)),
        Given::Secret(_) => None,
    };
    Some(CallView {
        integration: entry.integration.0.clone(),
        endpoint: entry.endpoint.clone(),
        values: values.into_iter().filter_map(public).collect(),
        method,
        address,
        query: members(&restored.query),
        headers: members(&restored.headers),
        body: match &restored.body {
            CallBody::FromParameters => CallBodyView::FromParameters,
            CallBody::Text { content_type, text } => CallBodyView::Text {
                content_type: content_type.clone(),
                text: given(text),
            },
            CallBody::Form(list) => CallBodyView::Form {
                members: members(list),
            },
        },
    })
}

fn gone() -> ErrorView {
    ErrorView::new(
        "no_exchange",
        "This exchange is no longer kept.",
        "Choose another one from the list.",
    )
}
