//! Every stored sample as a table or a card, and what the important ones show first.
use gatepass_core::{Sample, endpoints, providers, samples};

use crate::{body, never, shown};
use gatepass_io::{TableQuery, Tables};

fn all() -> Vec<Sample> {
    let mut all: Vec<Sample> = vec![];
    for provider in providers() {
        for sample in endpoints(&provider.id).iter().flat_map(samples) {
            if all.iter().all(|known| known.file != sample.file) {
                all.push(sample);
            }
        }
    }
    all
}

fn of(file: &str) -> Tables {
    let sample = all().into_iter().find(|sample| sample.file == file);
    Tables::of(&body(
        sample.unwrap_or_else(|| panic!("{file} is stored")).body,
    ))
}

#[test]
fn every_sample_is_a_table_or_a_card_with_a_name() {
    let (mut as_table, mut as_card) = (0, 0);
    for sample in all() {
        let tables = Tables::of(&body(sample.body));
        let parsed: serde_json::Value = serde_json::from_slice(sample.body).unwrap();
        if tables.card_first() {
            assert!(
                tables.card().is_some() || parsed.is_array(),
                "{}",
                sample.file
            );
            as_card += 1;
            continue;
        }
        as_table += 1;
        let table = tables.get(0).unwrap();
        let columns = shown(table);
        assert!(
            (2..=8).contains(&columns.len()),
            "{}: {columns:?}",
            sample.file
        );
        for column in table.summary().columns.iter().filter(|column| column.shown) {
            assert!(
                column.present > 0,
                "{}: {} is empty",
                sample.file,
                column.key
            );
        }
        for record in 0..table.summary().rows {
            let card = table.card(record).unwrap();
            assert!(
                !card.title.is_empty() && !card.title.starts_with("Record "),
                "{}",
                sample.file
            );
        }
        let query = TableQuery::default();
        let numbers: Vec<u32> = (0..table.summary().columns.len() as u32).collect();
        let rows = table
            .rows(&query, &numbers, 0, usize::MAX, &never())
            .unwrap();
        let array = parsed
            .pointer(&table_pointer(&table.summary().path))
            .unwrap();
        assert_eq!(
            rows.total as usize,
            array.as_array().unwrap().len(),
            "{}",
            sample.file
        );
    }
    assert!(as_table > 30 && as_card >= 4, "{as_table} {as_card}");
}

/// `$.returns.RmaRecord` as a JSON Pointer; the samples' names need no quotes.
fn table_pointer(path: &str) -> String {
    path.trim_start_matches('$').replace('.', "/")
}

#[test]
fn the_important_samples_show_the_columns_that_tell_most() {
    let rows: &[(&str, &str, &[&str])] = &[
        (
            "pivot/field-notice-bulletins.json",
            "$.data",
            &[
                "bulletinNumber",
                "bulletinTitle",
                "fieldNoticeType",
                "bulletinFirstPublished",
                "bulletinLastUpdated",
            ],
        ),
        (
            "cisco-support/advisories.json",
            "$.advisories",
            &[
                "advisoryId",
                "version",
                "advisoryTitle",
                "status",
                "sir",
                "cvssBaseScore",
                "firstPublished",
                "lastUpdated",
            ],
        ),
        (
            "cisco-support/eox-by-product-id.json",
            "$.EOXRecord",
            &[
                "EOLProductID",
                "ProductIDDescription",
                "EndOfSaleDate.value",
                "LastDateOfSupport.value",
            ],
        ),
        (
            "cisco-support/bugs-by-keyword.json",
            "$.bugs",
            &["bug_id", "id", "headline", "status", "severity"],
        ),
        (
            "cisco-support/cases-by-user.json",
            "$.cases",
            &["case_id", "title", "status"],
        ),
        (
            "cisco-support/rma-by-number.json",
            "$.returns.RmaRecord",
            &["rmaNo", "status", "orderDate"],
        ),
        (
            "cx-cloud/hardware.json",
            "$.data",
            &["serialNumber", "productId", "productDescription"],
        ),
        (
            "cx-cloud/coverage.json",
            "$.data",
            &[
                "serialNumber",
                "contractNumber",
                "coverageStatus",
                "contractStatus",
                "coverageEndDate",
            ],
        ),
        (
            "cx-cloud/security-advisory-bulletins.json",
            "$.data",
            &[
                "advisoryId",
                "bulletinTitle",
                "securityImpactRating",
                "cvssBaseScore",
                "bulletinFirstPublished",
            ],
        ),
    ];
    for (file, path, expected) in rows {
        let tables = of(file);
        let table = tables.get(0).unwrap();
        assert_eq!(table.summary().path, *path, "{file}");
        let columns = shown(table);
        let kept: Vec<&str> = columns
            .iter()
            .map(String::as_str)
            .filter(|key| expected.contains(key))
            .collect();
        assert_eq!(kept, *expected, "{file} shows {columns:?}");
    }
}

#[test]
fn a_case_and_a_greeting_are_cards_and_a_field_notice_keeps_its_lines() {
    let case = of("cisco-support/case-details.json");
    assert!(case.card_first());
    assert_eq!(
        case.card().unwrap().title,
        "Sample: switch stack does not form"
    );
    assert_eq!(case.summaries()[0].path, "$.caseDetail.notes");
    assert!(of("api-console/hello.json").card_first());
    let notices = of("pivot/field-notice-bulletins.json");
    let card = notices.get(0).unwrap().card(0).unwrap();
    assert!(card.title.starts_with("FN# 62787 - Safety Notice"));
    let summary = card
        .fields
        .iter()
        .find(|field| field.label == "Bulletin summary")
        .unwrap();
    assert_eq!(summary.text.matches("\n\n").count(), 1);
    assert!(!summary.text.contains('\r') && summary.text.ends_with("chassis."));
}
