use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// The edition's clock: the one that functions read, with waiting.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    shown: edge::Clock,
    manual: bool,
    moved: Arc<watch::Sender<u64>>,
}

impl Clock {
    pub(crate) fn system() -> Self {
        Self { shown: edge::Clock::system(), manual: false, moved: Arc::default() }
    }

    pub(crate) fn manual(start: Timestamp) -> Self {
        Self { shown: edge::Clock::manual(start), manual: true, moved: Arc::default() }
    }

    /// The clock as functions get it.
    pub(crate) fn shown(&self) -> edge::Clock {
        self.shown.clone()
    }

    pub(crate) fn is_manual(&self) -> bool {
        self.manual
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.shown.now()
    }

    /// Milliseconds since the epoch.
    pub(crate) fn millis(&self) -> i64 {
        self.now().as_millisecond()
    }

    pub(crate) fn advance(&self, by: SignedDuration) {
        self.shown.advance(by);
        self.moved.send_modify(|moves| *moves = moves.wrapping_add(1));
    }

    /// Waits until the clock shows `at`, in milliseconds since the epoch; for ever without a time.
    pub(crate) async fn until(&self, at: Option<i64>) {
        let Some(at) = at else { return std::future::pending().await };
        let mut moved = self.moved.subscribe();
        loop {
            moved.mark_unchanged();
            let left = at.saturating_sub(self.millis());
            if left <= 0 {
                return;
            }
            if self.manual {
                let _ = moved.changed().await;
            } else {
                let left = std::time::Duration::from_millis(left.unsigned_abs().saturating_add(1));
                tokio::time::sleep(left.min(std::time::Duration::from_secs(3600))).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn waiting_on_a_manual_clock_ends_when_it_is_moved_far_enough() {
        let clock = Clock::manual(Timestamp::UNIX_EPOCH);
        let waits = clock.until(Some(5_000));
        tokio::pin!(waits);
        assert!(futures_util::poll!(&mut waits).is_pending());
        clock.advance(SignedDuration::from_secs(4));
        assert!(futures_util::poll!(&mut waits).is_pending());
        clock.advance(SignedDuration::from_secs(1));
        waits.await;
        assert_eq!(clock.millis(), 5_000);
    }
}
