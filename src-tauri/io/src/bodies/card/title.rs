//! What a card is called.
use gatepass_core::telling::{Role, role};

use super::{CardField, FieldKind};
use crate::bodies::table::one_line;

/// The most telling title among the members; else in the objects among them, as `caseDetail` holds a case; else what
/// identifies it.
pub(super) fn title(fields: &[CardField]) -> Option<String> {
    let inner = || {
        fields
            .iter()
            .filter(|field| field.kind == FieldKind::Record)
    };
    let found = best(fields, Role::Title)
        .or_else(|| inner().find_map(|record| best(&record.items, Role::Title)))
        .or_else(|| best(fields, Role::Identifier))
        .or_else(|| inner().find_map(|record| best(&record.items, Role::Identifier)))?;
    Some(one_line(&found.text, found.cut))
}

fn best(fields: &[CardField], wanted: Role) -> Option<&CardField> {
    let says = |field: &&CardField| !field.text.is_empty();
    let place = |field: &&CardField| {
        let name = field.path.pointer.rsplit('/').next().unwrap_or_default();
        role(name)
            .filter(|(role, _)| *role == wanted)
            .map(|(_, place)| place)
    };
    let known = fields
        .iter()
        .filter(says)
        .filter(|field| place(field).is_some());
    known.min_by_key(place)
}
