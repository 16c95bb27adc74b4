//! What the acceptance tests and the benchmarks share.

pub mod repository;
