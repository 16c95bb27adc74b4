//! Shipping policies: the services of carriers.

use configuration::{Section, Sections};
use domain::code::PolicyId;
use edge::{Problem, Reply, Request, WireProblem};
use freight::configuration::Policy;

use crate::section::{self, Noun};
use crate::{Deps, wire};

/// Lists the shipping policies, by id.
#[utoipa::path(get, path = "/v1/shipping-policies", tag = "Shipping policies",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::ShippingPolicies)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::list::<Policy>(deps, request).await
}

/// Shows one shipping policy.
#[utoipa::path(get, path = "/v1/shipping-policies/{id}", tag = "Shipping policies", params(("id" = String, Path)),
    responses((status = 200, body = wire::ShippingPolicy), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::show::<Policy>(deps, request).await
}

/// Makes or replaces a shipping policy. Its freight table stays; import another to change that.
#[utoipa::path(put, path = "/v1/shipping-policies/{id}", tag = "Shipping policies",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::ShippingPolicy,
    responses((status = 200, body = wire::ShippingPolicy), (status = 201, body = wire::ShippingPolicy), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::put::<Policy>(deps, request).await
}

/// Deletes a shipping policy that no dock names, with its freight table.
#[utoipa::path(delete, path = "/v1/shipping-policies/{id}", tag = "Shipping policies",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<Policy>(deps, request).await
}

impl Noun for Policy {
    type Id = PolicyId;
    type Wire = wire::ShippingPolicy;
    const NAME: &'static str = "shipping policy";
    const SECTION: &'static str = "policies";

    fn section(sections: &mut Sections) -> &mut Section<PolicyId, Self> {
        &mut sections.policies
    }

    fn id(&self) -> &PolicyId {
        &self.id
    }

    fn read(wire: &wire::ShippingPolicy, id: &str, sections: &Sections) -> Result<Self, Problem> {
        wire.read(id, sections)
    }

    fn show(&self, sections: &Sections) -> wire::ShippingPolicy {
        wire::ShippingPolicy::show(self, sections.tables.get(&self.id), sections.settings.value.currency)
    }

    fn users(&self, sections: &Sections) -> Vec<String> {
        let docks = sections.docks.values().filter(|dock| dock.policies.contains(&self.id));
        docks.map(|dock| format!("dock {}", dock.id)).collect()
    }

    fn follow(&self, sections: &mut Sections) {
        sections.restricted.remove(&self.id);
        // The count of versions stays, so that a policy made anew under this id goes on counting.
        if let Some(table) = sections.tables.get_mut(&self.id) {
            (table.block, table.rows) = (None, 0);
        }
    }
}
