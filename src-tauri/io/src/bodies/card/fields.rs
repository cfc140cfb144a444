//! Reads an object's members into fields: only so deep and so many, for an object may be as large as the body.
use gatepass_core::telling;

use super::text::{self, Said};
use super::{CardField, FieldKind};
use crate::bodies::json::path::ValuePath;
use crate::bodies::json::walk::{Step, Walker};
use crate::bodies::row::Kind;
use crate::bodies::table::value::{pass, says_something, text as decoded};

/// Fields of a card, those in its lists and objects counted.
const MOST_FIELDS: usize = 1_000;

/// Items of a list.
const MOST_ITEMS: usize = 100;

/// How deep lists and objects in one another are told; what lies deeper is shown as it is written.
const LEVELS: u32 = 6;

/// How much of what is shown as it is written, in bytes.
const WRITTEN: usize = 2_000;

pub(super) struct Reader<'a> {
    walker: Walker<'a>,
    fields: usize,
    /// There was more than the card tells.
    pub(super) cut: bool,
}

impl<'a> Reader<'a> {
    /// From inside an object on.
    pub(super) fn new(walker: Walker<'a>) -> Self {
        Self {
            walker,
            fields: 0,
            cut: false,
        }
    }

    /// The members of the object that `opening` opened.
    pub(super) fn members(
        &mut self,
        opening: &Step,
        path: &ValuePath,
        level: u32,
    ) -> Vec<CardField> {
        let mut fields = vec![];
        if !opening.opens {
            return fields;
        }
        while let Some(step) = self.walker.next().filter(|step| step.depth > opening.depth) {
            if self.fields == MOST_FIELDS {
                self.cut = true;
                // Nothing more is told of this object; the one around it goes on behind it.
                pass(&mut self.walker, opening.depth);
                break;
            }
            let name = step
                .name
                .clone()
                .map(|name| decoded(&self.walker.bytes[name]));
            let name = name.unwrap_or_default().into_owned();
            let mut here = path.clone();
            here.member(&name);
            fields.push(self.field(&step, telling::label(&name), here, level));
        }
        fields
    }

    fn field(&mut self, step: &Step, label: String, path: ValuePath, level: u32) -> CardField {
        self.fields += 1;
        let field = CardField {
            label,
            path,
            kind: FieldKind::Absent,
            text: String::new(),
            cut: false,
            links: vec![],
            items: vec![],
            total: 0,
        };
        match step.kind {
            _ if !step.opens => self.scalar(step, field),
            _ if level == LEVELS => self.written(step, field),
            Kind::Object => {
                let items = self.members(step, &field.path, level + 1);
                unwrapped(CardField {
                    kind: FieldKind::Record,
                    items,
                    ..field
                })
            }
            _ => self.list(step, field, level),
        }
    }

    fn list(&mut self, opening: &Step, mut field: CardField, level: u32) -> CardField {
        field.kind = FieldKind::List;
        while let Some(step) = self.walker.next().filter(|step| step.depth > opening.depth) {
            let mut path = field.path.clone();
            path.item(field.total);
            field.total += 1;
            if field.items.len() == MOST_ITEMS || self.fields == MOST_FIELDS {
                self.cut |= self.fields == MOST_FIELDS;
                if step.opens {
                    pass(&mut self.walker, step.depth);
                }
                continue;
            }
            let item = self.field(&step, String::new(), path, level + 1);
            field.items.push(item);
        }
        if field.total as usize == field.items.len()
            && field
                .items
                .iter()
                .all(|item| item.kind == FieldKind::Absent)
        {
            field.kind = FieldKind::Absent;
        }
        field
    }

    fn scalar(&self, step: &Step, field: CardField) -> CardField {
        let written = &self.walker.bytes[step.value.clone()];
        if !says_something(step.kind, written) {
            return field;
        }
        if step.kind == Kind::String {
            let Said {
                kind,
                text,
                cut,
                links,
            } = text::said(written);
            return CardField {
                kind,
                text,
                cut,
                links,
                ..field
            };
        }
        let kind = match step.kind {
            Kind::Number => FieldKind::Number,
            _ => FieldKind::Flag,
        };
        CardField {
            kind,
            text: String::from_utf8_lossy(written).into_owned(),
            ..field
        }
    }

    /// What lies too deep.
    fn written(&mut self, step: &Step, field: CardField) -> CardField {
        let start = step.value.start;
        let passed = pass(&mut self.walker, step.depth);
        let end = passed.map_or(self.walker.bytes.len(), |(end, _)| end);
        let all = &self.walker.bytes[start..end];
        let shown = &all[..all.len().min(WRITTEN)];
        CardField {
            kind: FieldKind::Text,
            text: String::from_utf8_lossy(shown).into_owned(),
            cut: shown.len() < all.len(),
            ..field
        }
    }
}

/// EoX wraps each date into an object with the form of the date beside it: that is one field and not two.
fn unwrapped(record: CardField) -> CardField {
    let is_wrapper = record.items.len() == 2
        && record.items[0].path.pointer.ends_with("/value")
        && record.items[1].path.pointer.ends_with("/dateFormat");
    if !is_wrapper {
        return match record.items.is_empty() {
            true => CardField {
                kind: FieldKind::Absent,
                ..record
            },
            false => record,
        };
    }
    let CardField {
        label, mut items, ..
    } = record;
    CardField {
        label,
        ..items.swap_remove(0)
    }
}
