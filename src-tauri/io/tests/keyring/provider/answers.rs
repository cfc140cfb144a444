//! What the provider answers to each question of the Secret Service, by its mood.
//!
//! Its public key is 1, so every session comes to the same key, which it need not know: what it was given sealed it gives
//! back as it came.
use std::collections::HashMap;

use zbus::Connection;
use zbus::message::{Header, Message};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use super::{Mood, Prompted};

pub(super) const PROMPT: &str = "/org/freedesktop/secrets/prompt/p1";
pub(super) const PROMPT_INTERFACE: &str = "org.freedesktop.Secret.Prompt";

const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";
const SESSION: &str = "/org/freedesktop/secrets/session/s1";
const ATTRIBUTES: &str = "org.freedesktop.Secret.Item.Attributes";
const FAILED: &str = "org.freedesktop.DBus.Error.Failed";
const NOT_THERE: &str = "org.freedesktop.DBus.Error.UnknownObject";

type Attributes = HashMap<String, String>;

/// Session, parameters, value and content type.
type Sealed = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

/// The items of its keyring.
#[derive(Default)]
pub(crate) struct Drawer {
    pub(super) locked: bool,
    items: HashMap<OwnedObjectPath, (Attributes, Sealed)>,
    made: usize,
}

pub(super) enum Answer {
    Value(Body),
    Error(&'static str),
    /// The prompt is on the screen now.
    Prompted,
    Death,
}

/// What can be answered.
pub(super) enum Body {
    Nothing,
    Number(u32),
    Path(OwnedObjectPath),
    Variant(Value<'static>),
    Session(Value<'static>, OwnedObjectPath),
    Found(Vec<OwnedObjectPath>, Vec<OwnedObjectPath>),
    Unlocked(Vec<OwnedObjectPath>, OwnedObjectPath),
    Made(OwnedObjectPath, OwnedObjectPath),
    Secret((Sealed,)),
}

impl Body {
    pub(super) async fn send(self, bus: &Connection, to: &Header<'_>) {
        let sent = match self {
            Self::Nothing => bus.reply(to, &()).await,
            Self::Number(number) => bus.reply(to, &number).await,
            Self::Path(path) => bus.reply(to, &path).await,
            Self::Variant(value) => bus.reply(to, &value).await,
            Self::Session(output, path) => bus.reply(to, &(output, path)).await,
            Self::Found(open, locked) => bus.reply(to, &(open, locked)).await,
            Self::Unlocked(paths, prompt) => bus.reply(to, &(paths, prompt)).await,
            Self::Made(item, prompt) => bus.reply(to, &(item, prompt)).await,
            Self::Secret(sealed) => bus.reply(to, &sealed).await,
        };
        sent.unwrap();
    }
}

pub(super) fn answer(question: &Message, mood: Mood, drawer: &mut Drawer) -> Answer {
    let header = question.header();
    let member = header.member().unwrap().to_string();
    let item = path(header.path().unwrap());
    if mood == Mood::RefusesAll {
        return Answer::Error(FAILED);
    }
    match member.as_str() {
        "ReadAlias" => Answer::Value(match mood {
            Mood::NoCollection => Body::Path(path("/")),
            Mood::CollectionIsANumber => Body::Number(7),
            _ => Body::Path(path(COLLECTION)),
        }),
        "Get" => Answer::Value(Body::Variant(match mood {
            Mood::LockIsText => Value::from("half"),
            _ => Value::from(drawer.locked),
        })),
        "OpenSession" => {
            let output = match mood {
                Mood::SessionIsText => Value::from("a key"),
                _ => Value::from(vec![1_u8]),
            };
            Answer::Value(Body::Session(output, path(SESSION)))
        }
        "Unlock" => Answer::Value(if drawer.locked {
            Body::Unlocked(vec![], path(PROMPT))
        } else {
            Body::Unlocked(vec![path(COLLECTION)], path("/"))
        }),
        "Prompt" => Answer::Prompted,
        _ => of_items(&member, question, &item, mood, drawer),
    }
}

fn of_items(
    member: &str,
    question: &Message,
    item: &OwnedObjectPath,
    mood: Mood,
    drawer: &mut Drawer,
) -> Answer {
    let body = question.body();
    let writes = matches!(member, "CreateItem" | "SetSecret");
    match mood {
        Mood::RefusesItems => return Answer::Error(FAILED),
        Mood::DiesWriting if writes => return Answer::Death,
        // Whoever comes here has not looked whether it is locked.
        Mood::Locked(Prompted::Dismisses | Prompted::Never) => return Answer::Error(FAILED),
        _ => {}
    }
    match member {
        "SearchItems" => {
            let wanted: Attributes = body.deserialize().unwrap();
            let mut found = drawer.find(&wanted);
            if mood == Mood::FindsNothingReal {
                found = vec![path("/org/freedesktop/secrets/collection/login/gone")];
            }
            Answer::Value(Body::Found(found, vec![]))
        }
        "CreateItem" => {
            let (mut properties, sealed, _): (HashMap<String, OwnedValue>, Sealed, bool) =
                body.deserialize().unwrap();
            let attributes = properties.remove(ATTRIBUTES).unwrap();
            let made = drawer.add(attributes.try_into().unwrap(), sealed);
            Answer::Value(Body::Made(made, path("/")))
        }
        "SetSecret" => match drawer.items.get_mut(item) {
            Some((_, kept)) => {
                *kept = body.deserialize().unwrap();
                Answer::Value(Body::Nothing)
            }
            None => Answer::Error(NOT_THERE),
        },
        "GetSecret" => match drawer.items.get(item) {
            Some((_, (session, parameters, _, kind))) if mood == Mood::SecretIsNoise => {
                let noise = vec![7; 31];
                let sealed = (session.clone(), parameters.clone(), noise, kind.clone());
                Answer::Value(Body::Secret((sealed,)))
            }
            Some((_, sealed)) => Answer::Value(Body::Secret((sealed.clone(),))),
            None => Answer::Error(NOT_THERE),
        },
        "Delete" => match drawer.items.remove(item) {
            Some(_) => Answer::Value(Body::Path(path("/"))),
            None => Answer::Error(NOT_THERE),
        },
        _ => Answer::Error("org.freedesktop.DBus.Error.UnknownMethod"),
    }
}

impl Drawer {
    fn find(&self, wanted: &Attributes) -> Vec<OwnedObjectPath> {
        let has = |attributes: &Attributes| {
            wanted
                .iter()
                .all(|(name, value)| attributes.get(name) == Some(value))
        };
        let fit = self
            .items
            .iter()
            .filter(|(_, (attributes, _))| has(attributes));
        fit.map(|(path, _)| path.clone()).collect()
    }

    fn add(&mut self, attributes: Attributes, sealed: Sealed) -> OwnedObjectPath {
        self.made += 1;
        let made = path(&format!("{COLLECTION}/{}", self.made));
        self.items.insert(made.clone(), (attributes, sealed));
        made
    }
}

fn path(text: &str) -> OwnedObjectPath {
    text.try_into().unwrap()
}
