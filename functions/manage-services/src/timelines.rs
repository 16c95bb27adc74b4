//! The timeline of a service, for anyone to check.

use domain::timeline::verify_to;
use edge::{Problem, Reply, Request, WireProblem};
use store::{Page, keys};

use crate::{Deps, services, wire};

/// As many entries as a service can come to have.
const LONGEST: u16 = 200;

/// Shows everything that happened to a service, oldest first. Each entry is linked to the one before by its hash; the
/// last hash is also in the service, in webhooks and in the feed. The answer says whether all of them fit.
#[utoipa::path(get, path = "/v1/services/{id}/timeline", tag = "Services", params(("id" = String, Path)),
    responses((status = 200, body = wire::Timeline), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let service = services::find(deps, request).await?.value;
    let mut entries = Vec::new();
    let mut after = None;
    loop {
        let page = Page { limit: LONGEST, after };
        let prefix = keys::timeline(request.scope()?, service.id);
        let found = deps.gate.store().list(&prefix, &page, request.at()).await?;
        entries.extend(found.items.into_iter().map(|entry| entry.value));
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    // What was added since the service was read is not part of what its head vouches for.
    entries.retain(|entry| entry.seq <= service.timeline.count);
    let intact = verify_to(&entries, &service.timeline).is_ok();
    Ok(Reply::ok(&wire::Timeline::new(&entries, &service.timeline, intact)))
}
