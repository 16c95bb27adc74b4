//! send-notification.
fn main() {}
