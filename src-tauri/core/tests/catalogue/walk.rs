//! Walks every entry: what is missing in one is a mistake in the data.
use std::collections::BTreeSet;

use gatepass_core::{
    EnvironmentKind, Method, Origin, Place, Quality, api_base, by_api, endpoints, providers,
};

use crate::all;

/// As many as the providers' documents describe, without those of the token.
#[test]
fn each_provider_has_its_endpoints() {
    let count = |id: &str| endpoints(id).len();
    assert_eq!(count("pivot"), 8);
    assert_eq!(count("cisco-support"), 35 + 15);
    assert_eq!(count("cx-cloud"), 15);
    assert_eq!(count("api-console"), 1);
    assert_eq!(count("smart-bonding"), 3);
    assert_eq!(count("custom"), 0);
    assert_eq!(all().count(), 77);
}

#[test]
fn ids_are_unique_and_tell_their_provider() {
    let ids: BTreeSet<&str> = all().map(|endpoint| endpoint.id.as_str()).collect();
    assert_eq!(ids.len(), all().count());
    let resources: BTreeSet<_> = all()
        .map(|endpoint| (&endpoint.provider, endpoint.method.name(), &endpoint.path))
        .collect();
    assert_eq!(
        resources.len(),
        all().count(),
        "one resource is listed twice"
    );
    for endpoint in all() {
        assert!(
            endpoint.id.starts_with(&format!("{}.", endpoint.provider)),
            "{}",
            endpoint.id
        );
    }
}

#[test]
fn the_endpoints_of_an_api_stand_together() {
    for provider in providers() {
        let groups = by_api(endpoints(&provider.id));
        let names: BTreeSet<&str> = groups.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), groups.len(), "{}: {groups:?}", provider.id);
        let together: usize = groups.iter().map(|(_, group)| group.len()).sum();
        assert_eq!(together, endpoints(&provider.id).len());
    }
    let support = by_api(endpoints("cisco-support"));
    let sizes: Vec<_> = support
        .iter()
        .map(|(name, group)| (*name, group.len()))
        .collect();
    assert_eq!(
        sizes,
        [
            ("Bug", 8),
            ("Case", 4),
            ("EoX", 4),
            ("Product", 3),
            ("Coverage", 5),
            ("RMA", 2),
            ("Software suggestion", 6),
            ("Software distribution", 3),
            ("Security advisories", 15),
        ]
    );
}

#[test]
fn every_endpoint_says_what_it_is() {
    for endpoint in all() {
        let id = &endpoint.id;
        assert!(
            !endpoint.title.is_empty() && !endpoint.api.is_empty(),
            "{id}"
        );
        assert_eq!(
            endpoint.docs.as_ref().unwrap().scheme(),
            "https",
            "{id}: docs"
        );
        let sentences = endpoint.notes.iter().chain(&endpoint.effect);
        for sentence in sentences.filter(|text| !text.is_empty()) {
            assert!(sentence.ends_with('.'), "{id}: {sentence}");
            assert!(!sentence.contains("http://"), "{id}: {sentence}");
        }
        assert!(
            endpoint.summary.is_empty() || endpoint.summary.ends_with('.'),
            "{id}"
        );
        for parameter in &endpoint.parameters {
            let what = format!("{id}: {}", parameter.name);
            assert!(!parameter.description.is_empty(), "{what} is not described");
            assert!(
                !parameter.description.ends_with('.'),
                "{what}: {}",
                parameter.description
            );
            assert!(!parameter.description.contains("http://"), "{what}");
        }
    }
}

#[test]
fn parameters_and_places_agree() {
    for endpoint in all() {
        let id = &endpoint.id;
        let keys: BTreeSet<String> = endpoint.parameters.iter().map(|p| p.key()).collect();
        assert_eq!(
            keys.len(),
            endpoint.parameters.len(),
            "{id}: a parameter repeats"
        );
        let in_path: BTreeSet<&str> = endpoint
            .path
            .split('{')
            .skip(1)
            .map(|rest| rest.split_once('}').unwrap().0)
            .collect();
        let of_path = endpoint
            .parameters
            .iter()
            .filter(|p| p.place == Place::Path);
        let named: BTreeSet<&str> = of_path.clone().map(|p| p.name.as_str()).collect();
        assert_eq!(in_path, named, "{id}");
        assert!(
            of_path.clone().all(|p| p.required),
            "{id}: a path needs all its parts"
        );
        let has_body = endpoint.parameters.iter().any(|p| p.place == Place::Body);
        assert_eq!(has_body, endpoint.content_type.is_some(), "{id}");
        assert_eq!(has_body, endpoint.method == Method::Post, "{id}");
        for parameter in &endpoint.parameters {
            for needed in &parameter.needs {
                let is_there = endpoint.parameters.iter().any(|p| p.name == *needed);
                assert!(is_there, "{id}: {} needs {needed}", parameter.name);
            }
        }
        if let Some(parameter) = endpoint.paging.parameter() {
            assert!(endpoint.parameter(parameter).is_some(), "{id}: {parameter}");
        }
    }
}

#[test]
fn every_base_is_where_the_provider_takes_tokens() {
    for provider in providers() {
        for environment in &provider.environments {
            let what = format!("{} {}", provider.id, environment.id);
            let Some(base) = api_base(&provider.id, &environment.id) else {
                assert!(environment.api_origins.is_empty(), "{what} has no base");
                continue;
            };
            let origin = Origin::of(base).unwrap();
            assert!(environment.api_origins.contains(&origin), "{what}: {base}");
            let is_sandbox = environment.kind == EnvironmentKind::Sandbox;
            assert_eq!(origin == Origin::Sandbox, is_sandbox, "{what}");
            if !is_sandbox {
                assert_eq!((base.scheme(), base.path()), ("https", "/"), "{what}");
            }
            if let Some(example) = &environment.example_call {
                assert!(example.path().starts_with(base.path()), "{what}: {example}");
            }
        }
    }
}

#[test]
fn calls_that_change_something_say_what() {
    let changing: Vec<&str> = all()
        .filter(|e| e.is_state_changing())
        .map(|e| e.id.as_str())
        .collect();
    assert_eq!(
        changing,
        [
            "cisco-support.asd.download",
            "smart-bonding.calls.pull",
            "smart-bonding.calls.push"
        ]
    );
    assert!(
        all()
            .filter_map(|e| e.effect.as_ref())
            .all(|effect| effect.len() > 30)
    );
    // One of them is a GET: the method alone does not tell.
    assert!(all().any(|e| e.is_state_changing() && e.method.is_safe()));
}

#[test]
fn what_nobody_marked_counts_as_personal() {
    let is_personal = |id: &str| gatepass_core::endpoint(id).unwrap().personal_data;
    for id in [
        "cisco-support.case.details",
        "cisco-support.case.by-ids",
        "cisco-support.rma.by-number",
        "cisco-support.rma.by-user",
        "cisco-support.coverage.summary",
        "cx-cloud.customers.details",
        "cx-cloud.inventory.network-elements",
        "smart-bonding.calls.pull",
        "smart-bonding.calls.push",
    ] {
        assert!(is_personal(id), "{id}");
    }
    assert!(!is_personal("api-console.hello.hello") && !is_personal("cisco-support.eox.by-dates"));
}

#[test]
fn what_was_concluded_is_marked_so() {
    let concluded = |provider: &str| {
        let is_concluded = |e: &&gatepass_core::Endpoint| e.quality == Quality::Inferred;
        endpoints(provider).iter().filter(is_concluded).count()
    };
    assert_eq!(concluded("pivot"), 7, "all but the one that Pivot prints");
    assert_eq!(concluded("cisco-support"), 3, "software distribution");
    assert_eq!(concluded("cx-cloud"), 8);
    assert_eq!(concluded("api-console"), 1);
    assert_eq!(concluded("smart-bonding"), 1);
}

#[test]
fn an_endpoint_is_found_by_what_people_call_it() {
    let found = |query: &str| {
        all()
            .filter(|e| e.matches(query))
            .map(|e| e.id.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("eox DATES"), ["cisco-support.eox.by-dates"]);
    assert_eq!(found("hello"), ["api-console.hello.hello"]);
    assert_eq!(found("pull queue"), ["smart-bonding.calls.pull"]);
    assert_eq!(found("pull meraki"), Vec::<&str>::new());
    assert_eq!(
        found("smart pull"),
        ["smart-bonding.calls.pull", "smart-bonding.calls.push"]
    );
    assert!(found("customerId notices").len() >= 4);
    assert_eq!(found("").len(), 77);
}
