//! Who left a secret behind: told from the frames in which a block was let go of.
/// Crates that act for whoever calls them: what they leave behind their caller did.
const ACT_FOR_OTHERS: [&str; 21] = [
    "__rustc",
    "alloc",
    "base64",
    "bytes",
    "core",
    "form_urlencoded",
    "futures_core",
    "futures_util",
    "hashbrown",
    "http",
    "indexmap",
    "percent_encoding",
    "secrecy",
    "serde",
    "serde_core",
    "serde_json",
    "std",
    "tracing",
    "url",
    "watched",
    "zeroize",
];

/// The product's, this test's, which stands for the app, and what nobody can be named for.
const OURS: [&str; 4] = ["gatepass_core", "gatepass_io", "memory", "nobody"];

/// The crate that let go of the block, or of what the block belonged to, and its function.
pub(crate) fn who(frames: &str) -> (String, String) {
    let mut lines = frames.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((_, name)) = line.trim_start().split_once(": ") else {
            continue;
        };
        let place = lines.next_if(|line| line.trim_start().starts_with("at "));
        let of = match name.strip_prefix("core::ptr::drop_in_place<") {
            // Whose it was says more than who let it go: an answer of a library's is the library's.
            Some(what) => crate_of(what).to_owned(),
            None => place.map_or_else(|| crate_of(name).to_owned(), crate_at),
        };
        let is_allocator = name.contains("watched::") || name.contains("__rust");
        if !is_allocator && !of.is_empty() && !ACT_FOR_OTHERS.contains(&of.as_str()) {
            return (of, name.to_owned());
        }
    }
    ("nobody".into(), String::new())
}

pub(crate) fn is_ours(of: &str) -> bool {
    OURS.contains(&of)
}

/// The crate of a source file: frames that were inlined have no more of a name.
fn crate_at(place: &str) -> String {
    let place = place.trim_start().trim_start_matches("at ");
    if let Some((_, rest)) = place.split_once("/registry/src/") {
        let folder = rest.split('/').nth(1).unwrap_or_default();
        let name = folder.rsplit_once('-').map_or(folder, |(name, _)| name);
        return name.replace('-', "_");
    }
    match place {
        place
            if ["/rustc/", "/rust/deps/"]
                .iter()
                .any(|it| place.contains(it)) =>
        {
            "std".into()
        }
        place if place.contains("/core/src/") => "gatepass_core".into(),
        place if place.contains("/io/src/") || place.starts_with("./src/") => "gatepass_io".into(),
        place if place.contains("watched.rs") => "watched".into(),
        _ => "memory".into(),
    }
}

/// `<tokio::io::A as B>::c` is tokio's. What is implemented for no crate's type is nobody's.
fn crate_of(name: &str) -> &str {
    let name = name.trim_start_matches(['<', '&', '*', '(', '[']);
    let name = name.trim_start_matches("mut ").trim_start_matches("dyn ");
    match name.split_once("::") {
        Some((of, _)) if of.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => of,
        _ => "",
    }
}

#[test]
fn whose_it_was_is_read_off_the_frames() {
    let frames = "
   0: std::backtrace::Backtrace::force_capture
             at /rustc/1/library/std/src/backtrace.rs:1:1
   1: memory::watched::lets_go
             at ./tests/memory/watched.rs:1:1
   2: <alloc::vec::Vec<u8> as core::ops::drop::Drop>::drop
   3: __rust_dealloc
   4: core::ptr::drop_in_place<alloc::boxed::Box<url::Url>>
             at /rustc/1/library/core/src/ptr/mod.rs:1:1
   5: core::ptr::drop_in_place<reqwest::async_impl::response::Response>
             at /rustc/1/library/core/src/ptr/mod.rs:1:1
   6: {async_fn#0}
             at /root/.cargo/registry/src/index.crates.io-1/hyper-util-0.1.2/src/a.rs:1:1
   7: {async_fn#0}
             at ./src/http.rs:1:1";
    assert_eq!(who(frames).0, "reqwest");
    let without = |what: &str| frames.replace(what, "bytes::");
    assert_eq!(who(&without("reqwest::")).0, "hyper_util");
    let last = without("reqwest::").replace("hyper-util", "bytes");
    assert_eq!(who(&last).0, "gatepass_io");
}
