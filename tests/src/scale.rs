//! How much of the large counts a run does.

/// `full` under `make soak`, three percent of it (at least one) under `make test`.
#[must_use]
pub fn count(full: u32) -> u32 {
    let soak = std::env::var_os("ENTREGA_SOAK").is_some();
    if soak { full } else { (full / 100).saturating_mul(3).max(1) }
}
