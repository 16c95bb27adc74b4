//! manage-accounts.
