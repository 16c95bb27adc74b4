//! What happened so far, newest first.

use domain::service::{Action, Outcome};
use i18n::Messages;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::page::moment;
use crate::scene::Scene;

/// One step of the way.
struct Step {
    at: Timestamp,
    text: String,
    reason: Option<String>,
}

/// Every step that is of interest to who waits, newest first.
pub(crate) fn history(scene: &Scene, messages: &Messages) -> Markup {
    let mut steps = steps(scene, messages);
    // Of what happened in the same moment, what follows from it stands above.
    steps.reverse();
    steps.sort_by_key(|step| std::cmp::Reverse(step.at));
    html! {
        section aria-labelledby="history" {
            h2 #history { (messages.text("track-history", &[])) }
            ol.history {
                @for step in &steps {
                    li {
                        p { (step.text) }
                        @if let Some(reason) = &step.reason { p.soft { (reason) } }
                        p.meta { time datetime=(step.at) { (moment(messages, step.at, &scene.zone)) } }
                    }
                }
            }
        }
    }
}

fn steps(scene: &Scene, messages: &Messages) -> Vec<Step> {
    let kind = scene.service().kind.name();
    let said = |key: &str| messages.text(&format!("track-step-{key}"), &[("kind", kind.into())]);
    let step = |at: Timestamp, key: &str| Step { at, text: said(key), reason: None };
    let mut steps = vec![step(scene.service().created_at, "created")];
    for decision in &scene.service().life.decisions {
        let key = match decision.action {
            Action::Plan => "planned",
            Action::Cancel => "cancelled",
            Action::Return => "returned",
            Action::Retry | Action::Reschedule => "again",
            _ => continue,
        };
        steps.push(step(decision.at, key));
    }
    for attempt in &scene.state.attempts {
        steps.extend(attempt.started_at.map(|at| step(at, "started")));
        steps.extend(attempt.arrived_at.map(|at| step(at, "arrived")));
        let Some((at, outcome)) = attempt.ended_at.zip(attempt.outcome) else { continue };
        match outcome {
            Outcome::Done => steps.push(step(at, "done")),
            Outcome::Failed { reason, .. } => {
                steps.push(Step { reason: scene.reasons.get(&reason).cloned(), ..step(at, "failed") });
            }
            Outcome::Broken => {}
        }
    }
    steps
}
