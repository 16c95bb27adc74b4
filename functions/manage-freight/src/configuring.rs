//! Files about the configuration, dealt with when they arrive: one change of the configuration for all rows of a file.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::access::TenantScope;
use domain::event::{Event, EventKind};
use domain::id::{EventId, ImportId};
use domain::import::{Failure, Status, Summary};
use store::{Commit, Stored, keys};

use crate::Deps;
use crate::import::{Configured, configure};
use crate::job::{Job, Settings};
use crate::section::Noun;
use crate::undealt::Undealt;
use crate::wire::SettingKind;

/// How often a change is decided again when the configuration changed under it.
const ATTEMPTS: u32 = 20;

/// Deals with the file of an import of configuration, if that is what it is.
pub(crate) async fn deal(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Undealt> {
    let desk = deps.imports();
    let Some(job) = desk.begin::<Settings>(scope, id).await? else { return Ok(()) };
    let Some(file) = desk.file(scope, &job).await? else {
        desk.advance(scope, id, |job: Job<Settings>, now| job.failed(Failure::ContentDiffers, now)).await?;
        return Ok(());
    };
    for _ in 0..ATTEMPTS {
        match Box::pin(apply(deps, scope, id, file.clone())).await {
            Err(error) if error.is_conflict() => {}
            other => return other,
        }
    }
    Err(Undealt::Contended)
}

/// Applies the rows to the configuration of this moment, and says in the same commit what became of them.
async fn apply(deps: &Deps, scope: TenantScope, id: ImportId, file: Bytes) -> Result<(), Undealt> {
    let (now, key) = (deps.gate.now(), keys::configuration_import::<Job<Settings>>(scope, id));
    let found = deps.gate.store().read(&key, now).await?.filter(|found| found.value.is_open());
    let Some(Stored { value: job, version }) = found else { return Ok(()) };
    let mut current = deps.register.current(scope, now).await?;
    let (kind, next, mut sections) = (job.of.kind, current.next(), current.sections.clone());
    let read = tokio::task::spawn_blocking(move || (configure(kind, &file, &mut sections, next), sections)).await;
    let Ok((Configured { rows, errors, warnings, applied }, sections)) = read else {
        deps.imports().advance(scope, id, |job: Job<Settings>, now| job.failed(Failure::GaveUp, now)).await?;
        return Ok(());
    };
    deps.imports().keep_report(scope, id, &errors, &warnings).await?;
    let mut commit = Commit::new(scope, now, deps.gate.fresh());
    let usable = applied.created + applied.changed + applied.unchanged > 0;
    let status = match (job.asked.dry_run, usable, errors.count()) {
        (false, true, _) => Status::Finished,
        (true, _, 0) => Status::Checked,
        _ => Status::Rejected,
    };
    let mut of = job.of;
    if status == Status::Finished {
        of.applied = Some(applied);
        if applied.created + applied.changed > 0 {
            current.sections = sections;
            commit = deps.register.write(&current, commit).await?;
            commit = commit.tell(&Event {
                id: EventId::new(deps.gate.fresh()),
                account: scope.account(),
                kind: EventKind::ConfigurationChanged,
                subject: id.to_string(),
                author: job.author.clone(),
                at: now,
                data: BTreeMap::from([("section".to_owned(), section(kind).to_owned())]),
            });
        }
    }
    let job = job.with(of).ended(status, Summary::new(rows, &errors, &warnings), now);
    let commit = commit.replace_until("import", &key, version, &job, job.until());
    deps.gate.store().commit(commit).await?;
    tracing::info!(import = %id, account = %scope.account(), "configuration was read");
    Ok(())
}

/// What events call the things of a file.
fn section(kind: SettingKind) -> &'static str {
    use freight::configuration::{Dock, PickupPoint, Policy, Seller, Warehouse};
    match kind {
        SettingKind::Docks => Dock::SECTION,
        SettingKind::Warehouses => Warehouse::SECTION,
        SettingKind::ShippingPolicies => Policy::SECTION,
        SettingKind::PickupPoints => PickupPoint::SECTION,
        SettingKind::Sellers => Seller::SECTION,
        SettingKind::Holidays => domain::calendar::Holiday::SECTION,
    }
}
