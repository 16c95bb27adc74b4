//! quote-shipping.
