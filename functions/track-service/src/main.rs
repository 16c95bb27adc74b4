//! track-service as a Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(track_service::start)
}
