//! manage-services as a Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(manage_services::start)
}
