//! messenger.
