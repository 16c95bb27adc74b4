//! publish-events.
fn main() {}
