//! Builds the members of a document while they are parsed, and stops when there are too many, too deep, or one twice.
use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Values in a document, its aliases unfolded. The largest published ones have a third of it.
pub(super) const MOST_NODES: usize = 1_000_000;
/// Objects and arrays within each other. Published documents stay below forty.
pub(super) const MOST_LEVELS: usize = 64;

/// What ended the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    TooDeep,
    TooMuch,
    /// A name that its object has already.
    Twice(String),
}

/// What is left of the limits, for all of a document.
pub(super) struct Limits {
    nodes: Cell<usize>,
    fault: RefCell<Option<Fault>>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            nodes: Cell::new(MOST_NODES),
            fault: RefCell::default(),
        }
    }
}

impl Limits {
    /// The root of a document.
    pub(super) fn root(&self) -> Node<'_> {
        Node {
            limits: self,
            levels: MOST_LEVELS,
        }
    }

    /// What ended the reading, if it was one of ours.
    pub(super) fn fault(&self) -> Option<Fault> {
        self.fault.borrow().clone()
    }

    fn stop<E: Error>(&self, fault: Fault) -> E {
        let stopped = E::custom("the document goes beyond a limit");
        self.fault.replace(Some(fault));
        stopped
    }
}

/// A value that is about to be parsed.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    limits: &'a Limits,
    levels: usize,
}

impl<'a> Node<'a> {
    fn inner<E: Error>(self) -> Result<Node<'a>, E> {
        match self.levels.checked_sub(1) {
            Some(levels) => Ok(Node { levels, ..self }),
            None => Err(self.limits.stop(Fault::TooDeep)),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.limits.nodes.get().checked_sub(1) {
            Some(left) => self.limits.nodes.set(left),
            None => return Err(self.limits.stop(Fault::TooMuch)),
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Value, E> {
        Ok(number.to_string().into())
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Value, E> {
        Ok(number.to_string().into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut all = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if all.contains_key(&name) {
                return Err(self.limits.stop(Fault::Twice(name)));
            }
            let value = members.next_value_seed(inner)?;
            all.insert(name, value);
        }
        Ok(Value::Object(all))
    }
}
