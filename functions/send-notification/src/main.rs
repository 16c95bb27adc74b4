//! Lambda `send-notification`: see the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(send_notification::start)
}
