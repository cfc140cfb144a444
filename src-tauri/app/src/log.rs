//! The log: our own lines only, on stderr, at the level of `GATEPASS_LOG`. Libraries stay silent: some print headers.
use tracing::Level;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::prelude::*;

/// Starts it. `GATEPASS_LOG` is `error`, `warn` (default), `info`, `debug` or `trace`.
pub(crate) fn start() {
    let level: Level = std::env::var("GATEPASS_LOG")
        .ok()
        .and_then(|name| name.parse().ok())
        .unwrap_or(Level::WARN);
    let ours =
        filter_fn(move |line| line.target().starts_with("gatepass") && *line.level() <= level);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_filter(ours);
    tracing_subscriber::registry().with(lines).init();
}
