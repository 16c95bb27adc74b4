//! keep-house.
fn main() {}
