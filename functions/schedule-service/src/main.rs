//! schedule-service as a Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(schedule_service::start)
}
