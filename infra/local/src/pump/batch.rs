/// A run of records that is given to a function together, and how often that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Batch<T> {
    pub(super) records: Vec<T>,
    pub(super) retries: u32,
}

/// What a function made of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Handled,
    /// Everything before this place is handled.
    FailedAt(usize),
}

/// What there is to do after a call.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Next<T> {
    /// How many records of the front are done with.
    pub(super) handled: usize,
    /// To be called with, in this order.
    pub(super) again: Vec<Batch<T>>,
    /// Out of retries.
    pub(super) given_up: Option<Batch<T>>,
}

/// How a mapping deals with failures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) bisect: bool,
    /// `None` is without end.
    pub(super) retries: Option<u32>,
}

impl Rules {
    /// Decides what follows from the outcome of a call.
    ///
    /// What was handled is never repeated. A longer rest is cut in two where the mapping allows it, which costs no retry,
    /// so that a record that always fails ends up alone; alone, or uncut, it is repeated up to the limit.
    pub(super) fn decide<T: Clone>(self, batch: Batch<T>, outcome: Outcome) -> Next<T> {
        let whole = batch.records.len();
        let Outcome::FailedAt(place) = outcome else {
            return Next { handled: whole, again: Vec::new(), given_up: None };
        };
        let handled = place.min(whole);
        let rest: Vec<T> = batch.records.into_iter().skip(handled).collect();
        if self.bisect && rest.len() > 1 {
            let (front, back) = rest.split_at(rest.len().div_ceil(2));
            // Where the failing record is known to come first, it is set apart at once.
            let (front, back) = if handled > 0 { rest.split_at(1) } else { (front, back) };
            let half = |records: &[T]| Batch { records: records.to_vec(), retries: batch.retries };
            return Next { handled, again: vec![half(front), half(back)], given_up: None };
        }
        let rest = Batch { records: rest, retries: batch.retries };
        if rest.records.is_empty() {
            return Next { handled, again: Vec::new(), given_up: None };
        }
        if self.retries.is_some_and(|limit| rest.retries >= limit) {
            return Next { handled, again: Vec::new(), given_up: Some(rest) };
        }
        let again = Batch { retries: rest.retries.saturating_add(1), ..rest };
        Next { handled, again: vec![again], given_up: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;

    /// Runs batches to their end against a function for which some records always fail, and which reports the first.
    fn run(rules: Rules, records: Vec<u32>, poison: &[u32], reports: bool) -> (Vec<u32>, Vec<Vec<u32>>, usize) {
        let (mut handled, mut given_up, mut calls) = (Vec::new(), Vec::new(), 0);
        let mut waiting = VecDeque::from([Batch { records, retries: 0 }]);
        while let Some(batch) = waiting.pop_front() {
            calls += 1;
            assert!(calls < 1000, "it does not come to an end");
            let failing = batch.records.iter().position(|record| poison.contains(record));
            let outcome = match failing {
                None => Outcome::Handled,
                Some(place) => Outcome::FailedAt(if reports { place } else { 0 }),
            };
            let records = batch.records.clone();
            let next = rules.decide(batch, outcome);
            handled.extend(records.iter().take(next.handled));
            given_up.extend(next.given_up.map(|batch| batch.records));
            for batch in next.again.into_iter().rev() {
                waiting.push_front(batch);
            }
        }
        (handled, given_up, calls)
    }

    #[test]
    fn a_record_that_always_fails_is_given_up_alone_and_those_beside_it_are_handled_in_order() {
        for reports in [true, false] {
            let (handled, given_up, _) =
                run(Rules { bisect: true, retries: Some(2) }, (0..10).collect(), &[3, 7], reports);
            assert_eq!(handled, [0, 1, 2, 4, 5, 6, 8, 9]);
            assert_eq!(given_up, [vec![3], vec![7]]);
        }
    }

    #[test]
    fn a_record_is_tried_once_and_then_as_often_as_the_limit_says() {
        let (handled, given_up, calls) = run(Rules { bisect: false, retries: Some(5) }, vec![1], &[1], true);
        assert_eq!((handled, given_up, calls), (vec![], vec![vec![1]], 6));
    }

    #[test]
    fn a_batch_that_may_not_be_cut_is_given_up_from_the_failing_record_on() {
        let (handled, given_up, calls) = run(Rules { bisect: false, retries: Some(1) }, (0..5).collect(), &[2], true);
        assert_eq!((handled, given_up, calls), (vec![0, 1], vec![vec![2, 3, 4]], 2));
    }
}
