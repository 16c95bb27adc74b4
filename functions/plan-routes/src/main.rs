//! plan-routes as a Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(plan_routes::start)
}
