//! serve-web.
