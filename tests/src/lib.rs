//! What the acceptance tests and the benchmarks share.

pub mod browser;
pub mod certificate;
pub mod dump;
pub mod edition;
pub mod events;
pub mod faults;
pub mod files;
pub mod mailbox;
pub mod merchant;
pub mod openapi;
pub mod page;
pub mod picture;
pub mod provider;
pub mod receiver;
pub mod repository;
pub mod runtime_api;
pub mod scale;
pub mod stage;
pub mod tables;
pub mod toll;
pub mod world;
