//! entrega-admin.
fn main() {}
