//! What is stuck on packages and signed at the door: labels as PDF and as ZPL, and delivery slips as PDF.
//!
//! Everything is measured in dots of a label printer, 203 to the inch (8 to the millimetre), so that a bar is a whole
//! number of dots wide on paper, whatever prints it.

mod barcode;
mod label;
mod page;
mod slip;
mod zpl;

pub use barcode::code_128;
pub use label::{Label, pdf};
pub use slip::{Slip, Words, slips};
pub use zpl::zpl;
