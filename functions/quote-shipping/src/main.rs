//! Lambda `quote-shipping`: see the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(quote_shipping::start)
}
