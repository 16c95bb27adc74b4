//! receive-reply as a Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(receive_reply::start)
}
