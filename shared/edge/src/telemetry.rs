//! Logs: one JSON object per line on standard output, where Lambda collects them.

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;

/// Starts logging. `filter` is a level (`info`) or a list of them by module; an unreadable one means `info`.
pub fn start(filter: &str) {
    let filter: Targets = filter.parse().unwrap_or_else(|_| Targets::new().with_default(LevelFilter::INFO));
    let lines = tracing_subscriber::fmt::layer().json().flatten_event(true).with_current_span(false).with_target(false);
    let subscriber = tracing_subscriber::registry().with(lines).with(filter);
    // A second start in one process keeps the first: tests start many editions.
    let _ = tracing::subscriber::set_global_default(subscriber);
}
