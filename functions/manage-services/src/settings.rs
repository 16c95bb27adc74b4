//! What the account asks of its services.

use domain::service::{Limits, ProofKind};
use domain::tracking_code::Scheme;
use edge::{Problem, Reply, Request, WireProblem, save};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{Stored, Version, keys};

use crate::{Deps, wire};

/// The settings as they are kept. Item AP-55 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Settings {
    /// Attempts after which a failed service is not tried again.
    pub(crate) attempts: u32,
    /// What proves that a service was carried out, where it does not say otherwise.
    #[serde(default)]
    pub(crate) required: BTreeSet<ProofKind>,
    /// How tracking codes are made.
    #[serde(default)]
    pub(crate) codes: Scheme,
}

impl Settings {
    pub(crate) const fn limits(&self) -> Limits {
        Limits { attempts: self.attempts }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self { attempts: 3, required: BTreeSet::new(), codes: Scheme::Own }
    }
}

impl Deps {
    /// The settings of an account; the default ones, without a version, of one that has chosen none.
    pub(crate) async fn settings(
        &self,
        scope: domain::access::TenantScope,
    ) -> Result<(Settings, Option<Version>), Problem> {
        let found = self.gate.store().read(&keys::service_settings::<Settings>(scope), self.gate.now()).await?;
        Ok(found.map_or_else(|| (Settings::default(), None), |Stored { value, version }| (value, Some(version))))
    }
}

/// Shows what the account asks of its services.
#[utoipa::path(get, path = "/v1/service-settings", tag = "Services",
    responses((status = 200, body = wire::ServiceSettings)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (settings, version) = deps.settings(request.scope()?).await?;
    let reply = Reply::ok(&wire::ServiceSettings::from(&settings));
    Ok(version.into_iter().fold(reply, Reply::with_etag))
}

/// Chooses what the account asks of its services. Services that exist keep what was asked of them.
#[utoipa::path(put, path = "/v1/service-settings", tag = "Services",
    params(("If-Match" = Option<String>, Header, description = "Required once they were chosen")),
    request_body = wire::ServiceSettings,
    responses((status = 200, body = wire::ServiceSettings), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let settings = request.json::<wire::ServiceSettings>()?.read()?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let (_, found) = deps.settings(scope).await?;
        request.may_put(found)?;
        let key = keys::service_settings::<Settings>(scope);
        let commit = match found {
            Some(seen) => commit.replace("service settings", &key, seen, &settings),
            None => commit.create("service settings", &key, &settings),
        };
        let version = found.map_or(Version::FIRST, Version::next);
        Ok((commit, Reply::ok(&wire::ServiceSettings::from(&settings)).with_etag(version)))
    })
    .await
}
