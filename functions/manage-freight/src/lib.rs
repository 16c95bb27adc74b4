//! manage-freight.
