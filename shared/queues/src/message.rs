use std::ops::Range;

/// What one call may carry, and what one message may weigh, in bytes. The service allows more today; this much it has
/// always allowed.
const BYTES: usize = 262_144;
/// Messages in one call.
const COUNT: usize = 10;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The text, at most 256 KB.
    pub body: String,
    /// Its place in a FIFO queue; none for other queues.
    pub order: Option<Order>,
}

/// The place of a message in a FIFO queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Messages of one group are handed out one after the other.
    pub group: String,
    /// A second message of the same name within five minutes is dropped.
    pub name: String,
}

impl Message {
    /// A message for a queue that keeps no order.
    #[must_use]
    pub fn new(body: impl Into<String>) -> Self {
        Self { body: body.into(), order: None }
    }

    /// The same message, in its place in a FIFO queue.
    #[must_use]
    pub fn in_order(self, group: impl Into<String>, name: impl Into<String>) -> Self {
        Self { order: Some(Order { group: group.into(), name: name.into() }), ..self }
    }

    pub(crate) fn is_too_long(&self) -> bool {
        self.body.len() > BYTES
    }
}

/// Cuts messages of these lengths into calls, in order and as few as order allows.
pub(crate) fn calls(lengths: &[usize]) -> Vec<Range<usize>> {
    let mut calls = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, length) in lengths.iter().enumerate() {
        if at > start && (at - start == COUNT || bytes + length > BYTES) {
            calls.push(start..at);
            (start, bytes) = (at, 0);
        }
        bytes += length;
    }
    if start < lengths.len() {
        calls.push(start..lengths.len());
    }
    calls
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_carries_at_most_ten_messages_and_256_kb() {
        fn check(lengths: &[usize], expected: &[(usize, usize)]) {
            let calls: Vec<_> = calls(lengths).into_iter().map(|call| (call.start, call.end)).collect();
            assert_eq!(calls, expected, "{lengths:?}");
        }
        check(&[], &[]);
        check(&[1], &[(0, 1)]);
        check(&[1; 10], &[(0, 10)]);
        check(&[1; 11], &[(0, 10), (10, 11)]);
        check(&[BYTES, 1], &[(0, 1), (1, 2)]);
        check(&[BYTES - 1, 1, 1], &[(0, 2), (2, 3)]);
        check(&[1, BYTES, 1], &[(0, 1), (1, 2), (2, 3)]);
    }
}
