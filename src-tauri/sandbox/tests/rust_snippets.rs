//! The Rust texts that core writes are programs: its goldens are compiled here, where their library is.
#![allow(
    clippy::print_stdout,
    reason = "a program that calls an API prints the answer"
)]
use std::error::Error;

/// How a program ends.
type Main = fn() -> Result<(), Box<dyn Error>>;

mod call {
    include!("../../core/tests/snippets/golden/call.rs");
    pub(crate) const MAIN: super::Main = main;
}

mod hostile {
    include!("../../core/tests/snippets/golden/hostile.rs");
    pub(crate) const MAIN: super::Main = main;
}

mod basic {
    include!("../../core/tests/snippets/golden/basic.rs");
    pub(crate) const MAIN: super::Main = main;
}

mod json {
    include!("../../core/tests/snippets/golden/json.rs");
    pub(crate) const MAIN: super::Main = main;
}

/// They address a host that is nobody's, so they are run only as far as the first secret, which is not set.
#[test]
fn each_is_compiled_and_stops_where_a_secret_is_missing() {
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    for main in [call::MAIN, hostile::MAIN, basic::MAIN, json::MAIN] {
        let error = main().expect_err("no variable is set");
        assert_eq!(error.to_string(), "environment variable not found");
    }
}
