//! manage-freight.
fn main() {}
