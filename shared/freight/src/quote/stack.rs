//! Boxes on top of each other.

use rust_decimal::Decimal;

/// A pile of boxes: each unit lies on its largest side, so the smallest edges add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stack {
    pub(crate) height: Decimal,
    pub(crate) width: Decimal,
    pub(crate) length: Decimal,
}

impl Stack {
    pub(crate) fn add(&mut self, [small, middle, large]: [Decimal; 3], units: u32) -> Option<()> {
        self.height = self.height.checked_add(small.checked_mul(Decimal::from(units))?)?;
        self.width = self.width.max(middle);
        self.length = self.length.max(large);
        Some(())
    }

    pub(crate) fn largest(&self) -> Decimal {
        self.height.max(self.width).max(self.length)
    }

    pub(crate) fn sum(&self) -> Decimal {
        self.height.saturating_add(self.width).saturating_add(self.length)
    }

    /// Of the pile as one box, smallest first.
    pub(crate) fn edges(&self) -> [Decimal; 3] {
        let mut edges = [self.height, self.width, self.length];
        edges.sort_unstable();
        edges
    }
}
