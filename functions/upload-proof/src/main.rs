//! upload-proof as a Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(upload_proof::start)
}
