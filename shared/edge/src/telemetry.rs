//! Logs: one JSON object per line on standard output, where Lambda collects them.

/// Starts logging. `filter` is a level (`info`) or a list of them by module; an unreadable one means `info`.
pub fn start(filter: &str) {
    let filter =
        tracing_subscriber::EnvFilter::try_new(filter).unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_target(false)
        .with_env_filter(filter)
        .finish();
    // A second start in one process keeps the first: tests start many editions.
    let _ = tracing::subscriber::set_global_default(subscriber);
}
