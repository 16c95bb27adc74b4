//! What recipients were told.

use domain::id::ServiceId;
use edge::{Problem, Reply, Request, WireProblem};
use store::keys;

use crate::{Deps, wire};

/// Lists the messages about a service, newest first, with what became of each. They are kept for 180 days.
#[utoipa::path(get, path = "/v1/messages", tag = "Messages",
    params(("service" = String, Query, description = "Id of the service"), ("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Messages), (status = 400, body = WireProblem), (status = 404, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (scope, page) = (request.scope()?, request.page(&deps.gate)?);
    let asked = request.query("service")?.ok_or_else(|| {
        Problem::malformed("missing_parameter", "Say in `service` of which service the messages are to be listed.")
    })?;
    let gone = || Problem::not_found("service");
    let id: ServiceId = asked.parse().map_err(|_| gone())?;
    let (store, sight) = (deps.gate.store(), request.caller()?.visibility());
    let service = store.read(&keys::service(scope, id), request.at()).await?;
    service.filter(|service| sight.sees(&service.value.placement())).ok_or_else(gone)?;

    let listed = store.list(&keys::service_messages(scope, id), &page, request.at()).await?;
    let items = listed.items.iter().map(|message| wire::Message::from(&message.value)).collect();
    let next_cursor = request.cursor(&deps.gate, listed.next.as_deref())?;
    Ok(Reply::ok(&wire::Messages { items, next_cursor }))
}
