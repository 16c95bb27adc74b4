//! Lambda `sequence-feed`: see the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(sequence_feed::start)
}
