//! serve-web.
fn main() {}
