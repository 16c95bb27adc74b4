//! quote-shipping.
fn main() {}
