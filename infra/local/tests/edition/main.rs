//! The single-machine edition with small functions of the tests' own, seen from outside.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test without its subject has nothing left to say")]

mod buckets;
mod queues;
mod requests;
mod schedules;
mod start;
mod streams;
mod world;
