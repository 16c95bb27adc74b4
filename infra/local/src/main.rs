//! entrega-local.
fn main() {}
