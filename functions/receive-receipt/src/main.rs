//! Lambda `receive-receipt`: see the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(receive_receipt::start)
}
