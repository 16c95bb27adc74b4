//! The single-machine edition with small functions of the tests' own, seen from outside.

mod buckets;
mod queues;
mod requests;
mod schedules;
mod start;
mod streams;
mod world;
