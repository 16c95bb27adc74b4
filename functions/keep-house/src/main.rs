//! Lambda `keep-house`: see the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(keep_house::start)
}
