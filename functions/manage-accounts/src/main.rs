//! Lambda `manage-accounts`: see the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(manage_accounts::start)
}
