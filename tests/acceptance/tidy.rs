//! The invariants of ARCHITECTURE.md, read from the manifests and the sources.
//!
//! Each rule is a function from what it looks at to what is wrong with it, so that a test can also show it something broken.

mod arrows;
mod chart;
mod files;
mod functions;
mod messages;
mod purity;

/// Fails with everything that is wrong at once.
fn clean(violations: Vec<String>) {
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}
