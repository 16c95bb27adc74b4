//! freight.
