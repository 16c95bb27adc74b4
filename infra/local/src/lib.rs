//! entrega-local.
