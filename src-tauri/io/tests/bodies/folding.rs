//! Folding, against a model that keeps a plain list.
use std::sync::Arc;

use gatepass_io::JsonView;
use proptest::prelude::*;

use crate::documents::long_document;
use crate::model::Model;
use crate::{arrived, page, view};

#[test]
fn a_folded_object_is_one_row_and_keeps_what_was_folded_inside() {
    let mut view = view(r#"{"a":{"b":[1,2]},"c":3}"#);
    assert!(view.fold(2));
    assert_eq!(
        page(&view),
        "{\n  \"a\": {\n    \"b\": […2]\n  },\n  \"c\": 3\n}\n"
    );
    assert!(view.fold(6), "the closing row folds it too");
    assert_eq!(page(&view), "{\n  \"a\": {…1},\n  \"c\": 3\n}\n");
    assert!(!view.fold(1), "it is folded");
    assert!(!view.fold(7), "a number cannot be");
    assert!(view.unfold(1));
    assert_eq!(view.row_count(), 6);
    assert!(view.unfold(2));
    assert_eq!(view.row_count(), 9);
}

#[test]
fn all_of_a_depth_fold_at_once_and_one_of_them_unfolds() {
    let mut view = view(r#"{"data":[{"x":[1]},{"x":[2]}]}"#);
    view.fold_all_below(2);
    assert_eq!(
        page(&view),
        "{\n  \"data\": [\n    {…1},\n    {…1}\n  ]\n}\n"
    );
    assert!(view.unfold(2));
    assert_eq!(
        page(&view),
        "{\n  \"data\": [\n    {\n      \"x\": […1]\n    },\n    {…1}\n  ]\n}\n"
    );
    view.unfold_all();
    assert_eq!(view.row_count(), 14);
}

#[test]
fn a_hidden_row_has_the_position_of_what_hides_it_until_it_is_revealed() {
    let mut view = view(r#"[[[1],[2]],[3]]"#);
    view.fold_all_below(0);
    assert_eq!(view.row_count(), 1);
    assert_eq!(view.position_of(6), 0);
    assert_eq!(view.reveal(6), 4);
    assert_eq!(
        page(&view),
        "[\n  [\n    […1],\n    [\n      2\n    ]\n  ],\n  […1]\n]\n"
    );
}

#[test]
fn a_million_objects_fold_and_any_row_is_still_found() {
    let text = format!("[{}{{}}]", r#"{"n":[0]},"#.repeat(1_000_000));
    let mut view = view(&text);
    assert_eq!(view.row_count(), 5_000_003);
    view.fold_all_below(1);
    assert_eq!(view.row_count(), 1_000_003);
    assert_eq!(view.rows(500_001, 1)[0].number, 2_500_001);
    assert!(view.unfold(2_500_001));
    assert_eq!(view.row_count(), 1_000_005);
    assert_eq!(view.rows(500_002, 1)[0].number, 2_500_002);
    assert!(view.rows(500_002, 1)[0].folded);
    assert_eq!(view.position_of(5_000_002), 1_000_004);
}

#[derive(Clone, Debug)]
enum Act {
    Fold(prop::sample::Index),
    Unfold(prop::sample::Index),
    FoldAllBelow(u32),
    Reveal(prop::sample::Index),
}

fn act() -> impl Strategy<Value = Act> {
    let row = any::<prop::sample::Index>;
    prop_oneof![
        4 => row().prop_map(Act::Fold),
        4 => row().prop_map(Act::Unfold),
        1 => (0..9_u32).prop_map(Act::FoldAllBelow),
        2 => row().prop_map(Act::Reveal),
    ]
}

impl Act {
    /// Does it to both. Rows that cannot be folded are taken to stand for what they lie in, so that most acts do something.
    fn on(&self, model: &mut Model, view: &mut JsonView) {
        let opening = |model: &Model, row: &prop::sample::Index| {
            let row = model.opening_of(row.index(model.rows.len()));
            match model.rows[row].opens {
                true => Some(row),
                false => model.parent(row),
            }
        };
        match self {
            Self::Fold(row) => {
                if let Some(row) = opening(model, row) {
                    assert_eq!(view.fold(row as u32), model.folded.insert(row));
                }
            }
            Self::Unfold(row) => {
                if let Some(row) = opening(model, row) {
                    assert_eq!(view.unfold(row as u32), model.folded.remove(&row));
                }
            }
            Self::FoldAllBelow(depth) => {
                view.fold_all_below(*depth);
                model.fold_all_below(*depth);
            }
            Self::Reveal(row) => {
                let row = row.index(model.rows.len());
                let position = view.reveal(row as u32);
                let mut around = match model.opening_of(row) {
                    opening if opening != row => Some(opening),
                    _ => model.parent(row),
                };
                while let Some(hiding) = around {
                    model.folded.remove(&hiding);
                    around = model.parent(hiding);
                }
                assert_eq!(model.visible()[position as usize], row);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn folding_is_what_the_model_says(
        text in long_document(),
        acts in proptest::collection::vec(act(), 1..12),
        picks in proptest::collection::vec(any::<prop::sample::Index>(), 10),
    ) {
        let body = Arc::new(arrived(text.as_bytes(), 4_000));
        let mut view = JsonView::new(body.clone()).unwrap();
        let mut model = Model::of(&view, body.bytes());
        for act in acts {
            act.on(&mut model, &mut view);
            let visible = model.visible();
            prop_assert_eq!(view.row_count() as usize, visible.len(), "{:?}", act);
            for pick in &picks {
                let position = pick.index(visible.len());
                let shown: Vec<usize> = view
                    .rows(position as u32, 4)
                    .iter()
                    .map(|row| row.number as usize)
                    .collect();
                let end = visible.len().min(position + 4);
                prop_assert_eq!(&shown[..], &visible[position..end]);
                let row = pick.index(model.rows.len());
                let shown_at = visible.partition_point(|&visible| visible <= row) - 1;
                prop_assert_eq!(view.position_of(row as u32) as usize, shown_at);
            }
        }
    }
}
