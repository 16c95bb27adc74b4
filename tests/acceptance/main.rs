//! The acceptance tests: one binary, one file per capability, and the two that keep the repository in shape.

mod template;
mod tidy;
