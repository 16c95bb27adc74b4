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

    /// Sorted by content, each once.
    pub(crate) fn finish(mut self) -> Vec<Dropped> {
        // The numbers behind a reason are many strings: they are written down only where nothing else decides.
        self.dropped.sort_by(|one, other| {
            key(one).cmp(&key(other)).then_with(|| one.reason.detail().cmp(&other.reason.detail()))
        });
        // A route to the rest of a cart may be out for the reason that it was out for with all of it.
        self.dropped.dedup();
        self.dropped
    }
}

fn key(dropped: &Dropped) -> impl Ord + '_ {
    let Dropped { policy, dock, warehouse, pickup_point, item, reason, .. } = dropped;
    (policy, dock, warehouse, pickup_point, reason.code(), item)
}
