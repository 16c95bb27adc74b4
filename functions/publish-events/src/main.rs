//! Lambda `publish-events`: see the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(publish_events::start)
}
