//! update-position as a Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(update_position::start)
}
