//! keep-house.
