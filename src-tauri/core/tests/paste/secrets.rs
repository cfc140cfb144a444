//! What a paste keeps and shows of its secrets: no placeholder as a value, no secret in a sentence, no token at all.
use super::{asks, notes, read, revealed};

const PLACEHOLDERS: [&str; 12] = [
    "{x}",
    "{{x}}",
    "<x>",
    "redacted",
    "b441Bredactedaf5b",
    "xxx",
    "XXXXXXXXXX",
    "your_client_secret",
    "YOUR-SECRET",
    "$VAR",
    "********",
    "9f2k...4711",
];

#[test]
fn a_placeholder_is_never_kept_and_always_asked() {
    for stand_in in PLACEHOLDERS {
        let pastes = [
            format!(
                "curl https://login.example/token -u '{stand_in}:{stand_in}' -d grant_type=client_credentials"
            ),
            format!(
                "POST https://login.example/token\n\ngrant_type=client_credentials&client_id={stand_in}&client_secret={stand_in}"
            ),
            format!(
                "{{\"client_id\":\"{stand_in}\",\"client_secret\":\"{stand_in}\",\"token_url\":\"https://login.example/token\"}}"
            ),
            format!(
                "{{\"values\":[{{\"key\":\"client_id\",\"value\":\"{stand_in}\"}},{{\"key\":\"client_secret\",\"value\":\"{stand_in}\"}},{{\"key\":\"token_url\",\"value\":\"https://login.example/token\"}}]}}"
            ),
            format!(
                "client_id: {stand_in}\nclient_secret: {stand_in}\nToken URL: https://login.example/token"
            ),
        ];
        for text in pastes {
            let pasted = read(&text);
            assert_eq!(pasted.form.client_id, "", "{text}");
            assert!(pasted.form.client_secret.is_none(), "{text}");
            assert_eq!(
                asks(&pasted),
                ["environment", "clientId", "clientSecret"],
                "{text}"
            );
        }
    }
}

#[test]
fn no_secret_appears_in_what_is_said_or_printed() {
    let text = "curl 'https://login.example/token?grant_type=password&client_id=k3v9q2m8&client_secret=s3cret-one' -H 'Ocp-Apim-Subscription-Key: s3cret-two' -H 'X-Key: s3cret-three' -H 'Authorization: Bearer s3cret-four' -d 'username=ada&password=s3cret-five&refresh_token=s3cret-six&apikey=s3cret-seven' -x http://u:s3cret-eight@proxy.example";
    let pasted = read(text);
    assert_eq!(revealed(&pasted.form.client_secret), "s3cret-one");
    assert_eq!(revealed(&pasted.form.password), "s3cret-five");
    assert_eq!(
        revealed(&pasted.form.extra_headers[0].value),
        "s3cret-three"
    );
    assert_eq!(
        revealed(&pasted.form.extra_parameters[0].value),
        "s3cret-seven"
    );
    assert!(
        notes(&pasted, "history")
            && notes(&pasted, "refresh token")
            && notes(&pasted, "access token")
    );
    let printed = format!("{pasted:?}");
    assert!(!printed.contains("s3cret"), "{printed}");
    let endpoint = pasted.form.token_endpoint.unwrap();
    assert_eq!(endpoint.query(), None);
}

#[test]
fn what_is_used_once_is_left_out() {
    let pasted = read(
        "curl https://login.example/token -d 'grant_type=authorization_code&client_id=k3v9q2m8&code=c0de&code_verifier=v&redirect_uri=https://desk.example/back'",
    );
    assert!(notes(&pasted, "anew"));
    assert!(pasted.form.extra_parameters.is_empty());
    assert_eq!(pasted.form.redirect_uri, "https://desk.example/back");
    let renewing = read(
        "curl https://login.example/token -d 'grant_type=refresh_token&client_id=k3v9q2m8&refresh_token=r3fresh'",
    );
    assert_eq!(renewing.form.grant, "");
    assert!(notes(&renewing, "refresh token") && notes(&renewing, "renews"));
}

#[test]
fn a_token_that_is_looked_up_is_not_kept_and_its_endpoint_is_not_the_tokens() {
    let pasted = read(
        "curl https://id.cisco.com/oauth2/default/v1/introspect -u k3v9q2m8:9f2k-4711 -d token=t0k3n",
    );
    assert!(pasted.form.token_endpoint.is_none() && pasted.form.extra_parameters.is_empty());
    assert_eq!(pasted.form.client_id, "k3v9q2m8");
    assert!(notes(&pasted, "access token"));
}
