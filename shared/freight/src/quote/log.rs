//! What was considered and dropped, while a quote is made.

use crate::quote::reason::Dropped;

/// Collects what was dropped, if anyone wants to know.
#[derive(Debug)]
pub(crate) struct Log {
    wanted: bool,
    dropped: Vec<Dropped>,
}

impl Log {
    pub(crate) fn new(wanted: bool) -> Self {
        Self { wanted, dropped: Vec::new() }
    }

    pub(crate) fn add(&mut self, dropped: impl FnOnce() -> Dropped) {
        if self.wanted {
            self.dropped.push(dropped());
        }
    }

    pub(crate) fn wanted(&self) -> bool {
        self.wanted
    }

    /// Sorted by content.
    pub(crate) fn finish(mut self) -> Vec<Dropped> {
        self.dropped.sort_by(|one, other| key(one).cmp(&key(other)));
        self.dropped
    }
}

fn key(dropped: &Dropped) -> impl Ord + '_ {
    let Dropped { policy, dock, warehouse, pickup_point, item, reason, .. } = dropped;
    (policy, dock, warehouse, pickup_point, reason.code(), item, reason.detail())
}
