use domain::proof::{Proof, Shows};
use domain::route::Route;
use domain::service::{self as life, Outcome};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// One try at the address.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// From 1.
    pub number: u32,
    /// Who tried.
    pub driver: String,
    /// On which route.
    pub route: String,
    /// When the driver set out; null when that was never reported.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub started_at: Option<Timestamp>,
    /// When the driver was there.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub arrived_at: Option<Timestamp>,
    /// When the driver put it off, and went on.
    pub pauses: Vec<AttemptPause>,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
    /// done, failed or broken, which is ended by a decision; null while it goes on.
    pub outcome: Option<&'static str>,
    /// Id of the reason, of a failed one.
    pub reason: Option<String>,
    /// Which stop of its route it is, from 1; only when one service is shown, and while the route lists it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<usize>,
    /// Who received it; only when one service is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiver_name: Option<String>,
    /// A document of who received it; only when one service is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiver_document: Option<String>,
    /// What the driver wrote; only when one service is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// A stretch in which a try was put off.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttemptPause {
    /// From when on.
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// Until when; null while it is.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub to: Option<Timestamp>,
}

impl From<&life::Attempt> for Attempt {
    fn from(attempt: &life::Attempt) -> Self {
        let outcome = attempt.outcome.map(|outcome| match outcome {
            Outcome::Done => "done",
            Outcome::Failed { .. } => "failed",
            Outcome::Broken => "broken",
        });
        let reason = match attempt.outcome {
            Some(Outcome::Failed { reason, .. }) => Some(reason.to_string()),
            _ => None,
        };
        Self {
            number: attempt.number,
            driver: attempt.holding.driver.to_string(),
            route: attempt.holding.route.to_string(),
            started_at: attempt.started_at,
            arrived_at: attempt.arrived_at,
            pauses: attempt.pauses.iter().map(|pause| AttemptPause { from: pause.from, to: pause.to }).collect(),
            ended_at: attempt.ended_at,
            outcome,
            reason,
            position: None,
            receiver_name: None,
            receiver_document: None,
            comment: None,
        }
    }
}

impl Attempt {
    /// A try with its place in its route and what was said at the door.
    pub(crate) fn told(of: &life::Service, attempt: &life::Attempt, routes: &[Route], proofs: &[Proof]) -> Self {
        let route = routes.iter().find(|route| route.id == attempt.holding.route);
        let place = route.and_then(|route| route.stops.iter().position(|stop| *stop == of.id));
        let of_report = |proof: &&Proof| attempt.report.is_some() && proof.report == attempt.report;
        let said = proofs.iter().filter(of_report).find_map(|proof| match &proof.shows {
            Shows::Receiver(receiver) => Some(receiver),
            _ => None,
        });
        let text = |said: Option<&dyn ToString>| said.map(ToString::to_string);
        Self {
            position: place.map(|place| place.saturating_add(1)),
            receiver_name: text(said.and_then(|said| said.name.as_ref()).map(|name| -> &dyn ToString { name })),
            receiver_document: text(said.and_then(|said| said.document.as_ref()).map(|text| -> &dyn ToString { text })),
            comment: text(said.and_then(|said| said.comment.as_ref()).map(|text| -> &dyn ToString { text })),
            ..Self::from(attempt)
        }
    }
}
