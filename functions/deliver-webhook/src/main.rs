//! Lambda `deliver-webhook`: see the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(deliver_webhook::start)
}
