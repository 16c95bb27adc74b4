//! manage-customers as a Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(manage_customers::start)
}
