//! manage-accounts.
fn main() {}
