//! Events of what a request did.

use crate::{Gate, Problem, Request};
use domain::event::{Event, EventKind};
use domain::id::EventId;
use std::collections::BTreeMap;
use std::fmt::Display;

impl Request {
    /// The event that tells others what this request did to `subject`, by its caller and at its time. `data` holds
    /// further identifiers and numbers, never personal data.
    ///
    /// # Errors
    /// 401 on a route that is open to everybody.
    pub fn event(
        &self,
        gate: &Gate,
        kind: EventKind,
        subject: impl Display,
        data: &[(&str, &str)],
    ) -> Result<Event, Problem> {
        let caller = self.caller()?;
        let data = data.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Ok(Event {
            id: EventId::new(gate.fresh()),
            account: caller.account(),
            kind,
            subject: subject.to_string(),
            author: caller.author(),
            at: self.at(),
            data: data.collect::<BTreeMap<String, String>>(),
        })
    }
}
