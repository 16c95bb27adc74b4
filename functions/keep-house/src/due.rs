//! Work whose time has come, handed to whoever does it.

use domain::due::Due;
use edge::InvokeError;
use futures_util::future::join_all;
use jiff::Timestamp;
use store::Unreadable;
use store::keys::DUE_SHARDS;

use crate::Deps;
use crate::fate::TRIED_FOR;

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

/// What cannot be read is tried for a day, and stays with the reason on it where it is tried no more. Says why it has to
/// be tried again.
async fn put_aside(deps: &Deps, unreadable: &Unreadable, now: Timestamp) -> Option<String> {
    let why = unreadable.error.to_string();
    if !unreadable.was_due_before(now.checked_sub(TRIED_FOR).unwrap_or(Timestamp::MIN)) {
        return Some(why);
    }
    tracing::error!(why, "due work is given up");
    deps.store.give_up_due(unreadable).await.err().map(|error| error.to_string())
}

/// Earliest first, page by page. What a queue does not take stays for the next minute.
async fn drain(deps: &Deps, shard: u8, now: Timestamp) -> Result<(), String> {
    let (mut after, mut failed) = (None, None);
    for _ in 0..PAGES {
        let page = deps.store.due_work(shard, now, after.as_deref(), PAGE).await.map_err(|error| error.to_string())?;
        let mut work: Vec<Due> = Vec::with_capacity(page.work.len());
        for piece in page.work {
            match piece {
                Ok(due) => work.push(due),
                Err(unreadable) => failed = put_aside(deps, &unreadable, now).await.or(failed),
            }
        }
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
