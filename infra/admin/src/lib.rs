//! entrega-admin.
