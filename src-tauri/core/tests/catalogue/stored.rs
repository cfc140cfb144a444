//! Walks every sample and template that an endpoint names.
use std::collections::BTreeMap;

use gatepass_core::{Paging, body_templates, samples};

use crate::all;

#[test]
fn every_endpoint_has_samples_that_can_be_read() {
    for endpoint in all() {
        let id = &endpoint.id;
        let stored = samples(endpoint);
        assert_eq!(
            stored.len(),
            1 + endpoint.other_samples.len(),
            "{id}: a file is missing"
        );
        for sample in stored {
            let json: serde_json::Value = serde_json::from_slice(sample.body).unwrap();
            assert!(json.is_object() || json.is_array(), "{}", sample.file);
            assert_eq!(sample.status, 200, "{}", sample.file);
            assert!(
                sample.content_type.starts_with("application/json"),
                "{}",
                sample.file
            );
            assert!(!sample.source.is_empty(), "{}", sample.file);
            let is_usual = endpoint.sample.as_deref() == Some(sample.file);
            assert_eq!(sample.title.is_empty(), is_usual, "{}", sample.file);
        }
        let templates = body_templates(endpoint);
        assert_eq!(
            templates.len(),
            endpoint.body_templates.len(),
            "{id}: a template is missing"
        );
        for template in templates {
            assert!(!template.title.is_empty(), "{id}");
            let json: serde_json::Value = serde_json::from_str(template.text).unwrap();
            for parameter in endpoint.parameters.iter().filter(|p| p.required) {
                let path = format!("/{}", parameter.name.replace('.', "/"));
                assert!(
                    json.pointer(&path).is_some(),
                    "{id}: {path} in {}",
                    template.title
                );
            }
        }
    }
}

/// A style of paging is of no use if the answer does not have its record.
#[test]
fn samples_have_the_records_that_paging_reads() {
    let mut styles = BTreeMap::new();
    for endpoint in all() {
        let (style, paths) = match &endpoint.paging {
            Paging::None => ("none", vec![]),
            Paging::Page {
                last,
                answered_size,
                ..
            } => ("page", answered_size.iter().chain([last]).collect()),
            Paging::Marked { next, count, .. } => ("marked", vec![next, count]),
            Paging::Since { items, .. } => ("since", vec![items]),
        };
        *styles.entry(style).or_insert(0) += 1;
        let sample = gatepass_core::sample(endpoint).unwrap();
        let json: serde_json::Value = serde_json::from_slice(sample.body).unwrap();
        for path in paths {
            let pointer = format!("/{}", path.replace('.', "/"));
            assert!(json.pointer(&pointer).is_some(), "{}: {path}", endpoint.id);
        }
    }
    let expected = [("marked", 9), ("none", 18), ("page", 49), ("since", 1)];
    assert_eq!(styles, BTreeMap::from(expected));
}
