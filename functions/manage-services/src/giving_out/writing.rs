//! Orders for exports that arrived: services read month by month and written to files, a part at a time.
//!
//! Each part is noted with the last service in it, so that whoever carries on after a death begins behind it.

use bytes::Bytes;
use domain::access::TenantScope;
use domain::customer::Customer;
use domain::id::{AgencyId, BranchId, CarrierId, CustomerId, ExportId, PartnerId, ServiceId};
use domain::register::{Agency, Branch, Carrier, Facts, Partner};
use domain::service::Service;
use edge::{InvokeError, Problem};
use std::collections::{BTreeMap, BTreeSet};
use store::keys::{self, Month};
use store::{Commit, Page, Stored};
use uuid::Uuid;

use super::job::{Format, Job, Part};
use crate::lists::Filter;
use crate::spreadsheet::line::{self, Codes};
use crate::{Deps, wire};

/// Services of one file.
const PART: usize = 20_000;

/// Carries out an order.
///
/// # Errors
/// [`InvokeError`] when it cannot be carried out now; the bucket tells of it again.
pub(crate) async fn deal(deps: &Deps, scope: TenantScope, id: ExportId) -> Result<(), InvokeError> {
    Box::pin(write(deps, scope, id)).await.map_err(|problem| InvokeError::new(format_args!("export {id}: {problem}")))
}

async fn write(deps: &Deps, scope: TenantScope, id: ExportId) -> Result<(), Problem> {
    let key = keys::service_export::<Job>(scope, id);
    loop {
        let found = deps.gate.store().read(&key, deps.gate.now()).await?.filter(|found| !found.value.is_done());
        let Some(Stored { value: job, version }) = found else { return Ok(()) };
        let filter = Filter::named(&job.asked.filter, job.standing.visibility())?;
        let (services, after, is_last) = part(deps, scope, &filter, job.after).await?;
        let content = file(deps, scope, &job, &services).await?;
        let part = Part {
            file: ExportId::new(deps.gate.fresh()),
            services: u64::try_from(services.len()).unwrap_or(u64::MAX),
            size: u64::try_from(content.len()).unwrap_or(u64::MAX),
        };
        let format = job.asked.format;
        let place = blobs::keys::exported(scope, part.file, format.end());
        deps.blobs.put(&place, content, format.content_type()).await.map_err(Problem::busy)?;
        let now = deps.gate.now();
        let job = job.written(part, after, is_last, now);
        let commit = Commit::new(scope, now, deps.gate.fresh());
        deps.gate.store().commit(commit.replace_until("export", &key, version, &job, job.until())).await?;
        if is_last {
            tracing::info!(export = %id, account = %scope.account(), "services were exported");
        }
    }
}

/// The services of one file, oldest first: those after one, as many as fit; the last that was looked at, and whether
/// there are no more.
async fn part(
    deps: &Deps,
    scope: TenantScope,
    filter: &Filter,
    after: Option<ServiceId>,
) -> Result<(Vec<Service>, Option<ServiceId>, bool), Problem> {
    let now = deps.gate.now();
    let months = deps.gate.store().read(&keys::service_months(scope), now).await?;
    let months: BTreeSet<Month> = months.map(|months| months.value.months).unwrap_or_default();
    let start = after.map(Month::of_service);
    let mut last = after;
    let mut services = Vec::new();
    for month in months.into_iter().filter(|month| filter.may_have(month)) {
        if start.as_ref().is_some_and(|start| month < *start) {
            continue;
        }
        let from = after.filter(|_| start.as_ref() == Some(&month)).map(|id| id.to_string());
        let mut page = Page { limit: 200, after: from };
        loop {
            let rows = deps.gate.store().services(scope, filter.list, &month, false, &page, now).await?;
            for service in rows.items {
                if services.len() >= PART {
                    return Ok((services, last, false));
                }
                last = Some(service.value.id);
                if filter.keeps(&service.value) {
                    services.push(service.value);
                }
            }
            match rows.next {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
    }
    Ok((services, last, true))
}

async fn file(deps: &Deps, scope: TenantScope, job: &Job, services: &[Service]) -> Result<Bytes, Problem> {
    let customers = customers(deps, scope, services).await?;
    let rows = services.iter().map(|service| (service, customers.get(&service.customer)));
    let (language, format) = (job.asked.language, job.asked.format);
    if format == Format::Json {
        let all: Vec<wire::Service> =
            rows.map(|(service, customer)| wire::Service::new(&deps.gate, service, customer)).collect();
        return serde_json::to_vec(&all).map(Bytes::from).map_err(Problem::internal);
    }
    let header = line::header(language);
    let codes = codes(deps, scope, services).await?;
    let lines: Vec<Vec<String>> = rows.map(|(service, customer)| line::line(service, customer, &codes)).collect();
    let written = tokio::task::spawn_blocking(move || match format {
        Format::Xlsx => sheets::write::xlsx("services", &header, &lines),
        Format::Csv | Format::Json => sheets::write::csv(&header, &lines),
    });
    written.await.map_err(Problem::internal)?.map(Bytes::from).map_err(Problem::internal)
}

/// The codes of all entries of registers that services name.
async fn codes(deps: &Deps, scope: TenantScope, services: &[Service]) -> Result<Codes, Problem> {
    let facets = || services.iter().map(|service| service.describing.facets);
    let mut codes = Codes::new();
    coded::<Agency>(deps, scope, facets().filter_map(|facets| facets.agency.map(AgencyId::uuid)), &mut codes).await?;
    coded::<Branch>(deps, scope, facets().filter_map(|facets| facets.branch.map(BranchId::uuid)), &mut codes).await?;
    coded::<Partner>(deps, scope, facets().filter_map(|facets| facets.partner.map(PartnerId::uuid)), &mut codes)
        .await?;
    coded::<Carrier>(deps, scope, facets().filter_map(|facets| facets.carrier.map(CarrierId::uuid)), &mut codes)
        .await?;
    Ok(codes)
}

async fn coded<F: Facts>(
    deps: &Deps,
    scope: TenantScope,
    ids: impl Iterator<Item = Uuid>,
    codes: &mut Codes,
) -> Result<(), Problem> {
    let ids: Vec<Uuid> = ids.collect::<BTreeSet<Uuid>>().into_iter().collect();
    for part in ids.chunks(500) {
        let keys: Vec<_> = part.iter().map(|id| keys::entry::<F>(scope, F::id(*id))).collect();
        let found = deps.gate.store().read_all(&keys, deps.gate.now()).await?;
        let known = part.iter().zip(found).filter_map(|(id, found)| Some((*id, found?.value.code?)));
        codes.extend(known.map(|(id, code)| (id, String::from(code))));
    }
    Ok(())
}

async fn customers(
    deps: &Deps,
    scope: TenantScope,
    services: &[Service],
) -> Result<BTreeMap<CustomerId, Customer>, Problem> {
    let ids: BTreeSet<CustomerId> = services.iter().map(|service| service.customer).collect();
    let keys: Vec<_> = ids.iter().map(|id| keys::customer(scope, *id)).collect();
    let mut all = BTreeMap::new();
    for part in keys.chunks(500) {
        let found = deps.gate.store().read_all(part, deps.gate.now()).await?;
        all.extend(found.into_iter().flatten().map(|found| (found.value.id, found.value)));
    }
    Ok(all)
}
