//! Lambda `sign-in`: see the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(sign_in::start)
}
