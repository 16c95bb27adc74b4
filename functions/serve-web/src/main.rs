//! Lambda `serve-web`: see the library.
use std::process::ExitCode;

fn main() -> ExitCode {
    edge::serve(serve_web::start)
}
