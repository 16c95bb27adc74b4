//! Work whose time has come, handed to whoever does it.

use domain::due::Due;
use edge::InvokeError;
use futures_util::future::join_all;
use jiff::Timestamp;
use store::keys::DUE_SHARDS;

use crate::Deps;

/// Pieces read at once.
const PAGE: u16 = 100;
/// Pages of a shard in one run; the rest waits a minute.
const PAGES: u16 = 30;

/// One shard that cannot be drained does not keep the others from it.
pub(crate) async fn hand_out(deps: &Deps) -> Result<(), InvokeError> {
    let now = deps.clock.now();
    let mut failed = None;
    for shard in 0..DUE_SHARDS {
        if let Err(why) = drain(deps, shard, now).await {
            failed = Some(why);
        }
    }
    failed.map_or(Ok(()), |why| Err(InvokeError::new(why)))
}

/// Earliest first, page by page. What a queue does not take stays for the next minute.
async fn drain(deps: &Deps, shard: u8, now: Timestamp) -> Result<(), String> {
    let (mut after, mut failed) = (None, None);
    for _ in 0..PAGES {
        let page = deps.store.due_work(shard, now, after.as_deref(), PAGE).await.map_err(|error| error.to_string())?;
        let (readable, unreadable): (Vec<_>, Vec<_>) = page.work.into_iter().partition(Result::is_ok);
        let work: Vec<Due> = readable.into_iter().flatten().collect();
        failed = unreadable.into_iter().find_map(Result::err).map(|error| error.to_string()).or(failed);
        let handed = deps.consumers.hand_out(&work).await;
        let taken_out = work.iter().zip(handed).map(async |(due, handed)| {
            handed.map_err(|error| error.with_causes())?;
            deps.store.handed_out(due).await.map_err(|error| error.to_string())
        });
        failed = join_all(taken_out).await.into_iter().find_map(Result::err).or(failed);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    failed.map_or(Ok(()), Err)
}
