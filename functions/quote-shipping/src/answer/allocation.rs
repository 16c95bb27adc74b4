use super::instant;
use crate::wire;
use domain::currency::Currency;
use freight::configuration::Distance;
use freight::quote::{Allocation, Candidate, Outranked, Prefer, Share, Weighed};
use i18n::Messages;

/// How lines were given out, in the reader's language.
pub(super) fn show(given: &Allocation, currency: Currency, messages: &Messages) -> wire::Allocation {
    wire::Allocation {
        sellers: given.candidates.iter().map(|candidate| asked(candidate, messages)).collect(),
        more_sellers: (given.more > 0).then_some(given.more),
        plans: given.plans.iter().map(|found| plan(found, currency, messages)).collect(),
    }
}

fn asked(candidate: &Candidate, messages: &Messages) -> wire::SellerAsked {
    let reason = candidate.left_out.map(freight::quote::LeftOut::code);
    wire::SellerAsked {
        seller: candidate.seller.as_ref().map(ToString::to_string),
        lines: candidate.lines.clone(),
        reason,
        name: reason.map(|code| messages.text(&format!("left-out-{code}"), &[])),
    }
}

fn plan(plan: &Weighed, currency: Currency, messages: &Messages) -> wire::Plan {
    let reason = plan.lost.as_ref().map(Outranked::code);
    wire::Plan {
        sellers: plan.shares.iter().map(share).collect(),
        open: plan.open.clone(),
        preferred: plan.preferred.iter().map(|prefer| Prefer::code(*prefer)).collect(),
        missing: plan.missing,
        fetched: plan.fetched,
        price: plan.price,
        promised_at: plan.promised_at.as_ref().map(instant),
        distance: plan.distance.map(Distance::metres),
        chosen: plan.lost.is_none(),
        reason,
        name: reason.map(|code| messages.text(&format!("plan-{code}"), &[])),
        detail: plan.lost.map(|lost| lost.detail(currency).into_iter().collect()).unwrap_or_default(),
    }
}

fn share(share: &Share) -> wire::PlanShare {
    wire::PlanShare {
        seller: share.seller.as_ref().map(ToString::to_string),
        lines: share.lines.clone(),
        price: share.price,
        promised_at: share.promised_at.as_ref().map(instant),
    }
}
