//! One object to be read: its texts, its links, what is absent.
use gatepass_io::{Card, CardField, FieldKind};

use crate::tables;

fn field<'a>(card: &'a Card, name: &str) -> &'a CardField {
    let pointer = format!("{}/{name}", card.path.pointer);
    card.fields
        .iter()
        .find(|field| field.path.pointer == pointer)
        .unwrap()
}

#[test]
fn a_record_is_told_member_by_member() {
    let tables = tables(
        r#"{"bugs":[{"id":"0"},{
            "bug_id":"CSCvc57217","headline":"Reload \u2013 NAT","n":9007199254740993,"f":false,
            "description":"\n\n<B>Symptom:</B>\nIt reloads.\r\nSee <a href='https:\/\/example.com\/a'>this<\/a>.",
            "notes":"One.\r\n\r\n\r\n\r\nTwo: https://example.com/b.","url":"https://example.com/c",
            "old":"http://example.com","dup":"null","empty":[],"nas":["NA"],"o":{},"d":"2024-01-31",
            "tags":["x",null,2],"site":{"city":"Leeds","state":"NA"},
            "EndOfSaleDate":{"value":"2022-04-30","dateFormat":"YYYY-MM-DD"}}]}"#,
    );
    let card = tables.get(0).unwrap().card(1).unwrap();
    assert_eq!(
        (card.title.as_str(), card.path.jsonpath.as_str()),
        ("Reload – NAT", "$.bugs[1]")
    );
    let rows = [
        ("bug_id", FieldKind::Text, "CSCvc57217"),
        ("n", FieldKind::Number, "9007199254740993"),
        ("f", FieldKind::Flag, "false"),
        (
            "description",
            FieldKind::StrippedText,
            "Symptom:\nIt reloads.\nSee this.",
        ),
        (
            "notes",
            FieldKind::Text,
            "One.\n\nTwo: https://example.com/b.",
        ),
        ("url", FieldKind::Link, "https://example.com/c"),
        ("old", FieldKind::Text, "http://example.com"),
        ("dup", FieldKind::Absent, ""),
        ("empty", FieldKind::Absent, ""),
        ("nas", FieldKind::Absent, ""),
        ("o", FieldKind::Absent, ""),
        ("d", FieldKind::Date, "2024-01-31"),
    ];
    for (name, kind, text) in rows {
        let field = field(&card, name);
        assert_eq!((field.kind, field.text.as_str()), (kind, text), "{name}");
    }
    let link = |name: &str| {
        let links = &field(&card, name).links;
        links
            .iter()
            .map(|link| (link.url.clone(), link.text.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        link("description"),
        [("https://example.com/a".into(), "this".into())]
    );
    assert_eq!(
        link("notes"),
        [(
            "https://example.com/b".into(),
            "https://example.com/b".into()
        )]
    );
    assert_eq!(link("url").len(), 1);
    assert_eq!(link("old"), []);
    let tags = field(&card, "tags");
    let items: Vec<&str> = tags.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(
        (tags.kind, tags.total, items),
        (FieldKind::List, 3, vec!["x", "", "2"])
    );
    let site = field(&card, "site");
    assert_eq!(
        (site.kind, site.items[0].path.jsonpath.as_str()),
        (FieldKind::Record, "$.bugs[1].site.city")
    );
    assert_eq!(site.items[1].kind, FieldKind::Absent);
    let wrapped = card
        .fields
        .iter()
        .find(|field| field.label == "End of sale date")
        .unwrap();
    assert_eq!(
        (wrapped.kind, wrapped.text.as_str()),
        (FieldKind::Date, "2022-04-30")
    );
    assert_eq!(wrapped.path.jsonpath, "$.bugs[1].EndOfSaleDate.value");
    assert!(!card.cut);
}

#[test]
fn a_card_is_called_by_what_tells_most() {
    let rows = [
        (r#"{"name":"n","bulletinTitle":"b","title":"t"}"#, "b"),
        (r#"{"title":"NA","name":"n"}"#, "n"),
        (
            r#"{"caseDetail":{"case_id":"6","title":"<b>Stack</b>\n form"}}"#,
            "Stack form",
        ),
        (r#"{"case_id":"6","x":"y"}"#, "6"),
        (r#"{"x":"y"}"#, "Answer"),
        ("{}", "Answer"),
    ];
    for (text, title) in rows {
        assert_eq!(tables(text).card().unwrap().title, title, "{text}");
    }
    assert_eq!(
        tables(r#"[{"x":1}]"#)
            .get(0)
            .unwrap()
            .card(0)
            .unwrap()
            .title,
        "Record 1"
    );
    assert_eq!(tables("[1]").card(), None);
    assert_eq!(tables("<html>").card(), None);
    assert_eq!(tables(r#"[{"x":1}]"#).get(0).unwrap().card(1), None);
}

#[test]
fn long_things_are_cut_with_their_count() {
    let text = "ä".repeat(100_000);
    let items = vec!["1"; 5_000].join(",");
    let members: Vec<String> = (0..5_000).map(|n| format!("\"m{n}\":{n}")).collect();
    let deep = format!("{}1{}", "[".repeat(1_000), "]".repeat(1_000));
    let tables = tables(&format!(
        r#"{{"text":"{text}","items":[{items}],"deep":{deep},"after":1,"many":{{{}}},"last":2}}"#,
        members.join(",")
    ));
    let card = tables.card().unwrap();
    let text = field(&card, "text");
    assert!(text.cut && text.text.len() <= 64 * 1024 && text.text.len() > 60_000);
    let items = field(&card, "items");
    assert_eq!((items.items.len(), items.total), (100, 5_000));
    assert_eq!(
        field(&card, "after").text,
        "1",
        "what lies behind something deep is told"
    );
    assert!(card.cut, "members beyond a thousand are left out");
    assert!(field(&card, "many").items.len() < 1_000);
}
