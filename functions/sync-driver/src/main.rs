//! sync-driver as a Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(sync_driver::start)
}
