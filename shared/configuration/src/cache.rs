use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

/// Things that never change under their name, kept while they fit.
///
/// Whoever asks for a missing one loads it while others that want it wait. The budget bounds what the cache keeps,
/// not what callers still hold. The newest stays even where it alone is larger than the budget: its caller holds it
/// anyway, and the next one would load it again.
#[derive(Debug)]
pub(crate) struct Cache<T> {
    budget: usize,
    shelf: Mutex<Shelf<T>>,
}

#[derive(Debug)]
struct Shelf<T> {
    entries: HashMap<String, Entry<T>>,
    used: usize,
    clock: u64,
}

#[derive(Debug)]
struct Entry<T> {
    cell: Arc<OnceCell<Arc<T>>>,
    size: usize,
    asked: u64,
}

impl<T> Cache<T> {
    /// Keeps at most `budget` bytes, as its loaders count them.
    pub(crate) fn new(budget: usize) -> Self {
        Self { budget, shelf: Mutex::new(Shelf { entries: HashMap::new(), used: 0, clock: 0 }) }
    }

    /// The thing of this name; `load` gives it with its size in bytes when it is not there.
    pub(crate) async fn get<E>(
        &self,
        name: &str,
        load: impl AsyncFnOnce() -> Result<(T, usize), E>,
    ) -> Result<Arc<T>, E> {
        let cell = self.cell(name);
        let mut loaded = None;
        let found = cell
            .get_or_try_init(async || {
                let (thing, size) = load().await?;
                loaded = Some(size);
                Ok(Arc::new(thing))
            })
            .await
            .cloned();
        match (&found, loaded) {
            (Ok(_), Some(size)) => self.keep(name, size),
            (Err(_), _) => self.forget_unfilled(name),
            _ => {}
        }
        found
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, Shelf<T>> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cell(&self, name: &str) -> Arc<OnceCell<Arc<T>>> {
        let mut shelf = self.locked();
        shelf.clock += 1;
        let asked = shelf.clock;
        let entry =
            shelf.entries.entry(name.to_owned()).or_insert_with(|| Entry { cell: Arc::default(), size: 0, asked });
        entry.asked = asked;
        Arc::clone(&entry.cell)
    }

    fn keep(&self, name: &str, size: usize) {
        let mut shelf = self.locked();
        if let Some(entry) = shelf.entries.get_mut(name) {
            let before = std::mem::replace(&mut entry.size, size);
            shelf.used = shelf.used.saturating_sub(before).saturating_add(size);
        }
        while shelf.used > self.budget {
            let others = shelf.entries.iter().filter(|(other, entry)| entry.size > 0 && other.as_str() != name);
            let oldest = others.min_by_key(|(_, entry)| entry.asked);
            let Some(oldest) = oldest.map(|(name, _)| name.clone()) else { break };
            if let Some(gone) = shelf.entries.remove(&oldest) {
                shelf.used = shelf.used.saturating_sub(gone.size);
            }
        }
    }

    /// Lets go of what was loaded and is not wanted any more.
    pub(crate) fn retain(&self, wanted: impl Fn(&str) -> bool) {
        let mut shelf = self.locked();
        shelf.entries.retain(|name, entry| entry.size == 0 || wanted(name));
        shelf.used = shelf.entries.values().fold(0, |sum, entry| sum.saturating_add(entry.size));
    }

    fn forget_unfilled(&self, name: &str) {
        let mut shelf = self.locked();
        if shelf.entries.get(name).is_some_and(|entry| !entry.cell.initialized() && Arc::strong_count(&entry.cell) <= 2)
        {
            shelf.entries.remove(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[tokio::test]
    async fn what_is_asked_for_longest_ago_leaves_first_when_space_ends() {
        let cache = Cache::new(10);
        let load = async |name: &'static str, expect_load: bool| {
            let mut asked = false;
            let found: Result<_, Infallible> = cache
                .get(name, async || {
                    asked = true;
                    Ok((name, 4))
                })
                .await;
            assert_eq!(*found.unwrap(), name);
            assert_eq!(asked, expect_load, "{name}");
        };
        load("a", true).await;
        load("b", true).await;
        load("a", false).await;
        load("c", true).await;
        load("a", false).await;
        load("b", true).await;
    }

    #[tokio::test]
    async fn what_is_larger_than_the_budget_stays_until_something_else_is_asked_for() {
        let cache = Cache::new(10);
        let load = async |name: &'static str, size: usize| {
            let mut asked = false;
            let found = cache.get(name, async || {
                asked = true;
                Ok::<_, Infallible>((name, size))
            });
            assert_eq!(*found.await.unwrap(), name);
            asked
        };
        assert_eq!((load("small", 4).await, load("huge", 11).await, load("huge", 11).await), (true, true, false));
        assert_eq!((load("small", 4).await, load("huge", 11).await), (true, true));
    }

    #[tokio::test]
    async fn what_is_let_go_of_makes_room() {
        let cache = Cache::new(10);
        let load = async |name: &'static str| cache.get(name, async || Ok::<_, Infallible>((name, 4))).await.unwrap();
        let (old, _) = (Arc::downgrade(&load("a/1").await), load("b/1").await);
        cache.retain(|name| name != "a/1");
        assert!(old.upgrade().is_none());
        assert_eq!(cache.locked().used, 4);
        let kept = Arc::downgrade(&load("b/1").await);
        load("a/2").await;
        assert!(kept.upgrade().is_some(), "there is room for both");
    }

    #[tokio::test]
    async fn a_failed_load_is_tried_again() {
        let cache: Cache<u8> = Cache::new(10);
        assert_eq!(cache.get("a", async || Err("down")).await, Err("down"));
        assert_eq!(cache.locked().entries.len(), 0);
        assert_eq!(cache.get("a", async || Ok::<_, &str>((7, 1))).await, Ok(Arc::new(7)));
    }

    #[tokio::test]
    async fn one_load_serves_all_who_wait_for_it() {
        let cache: Cache<u8> = Cache::new(10);
        let loads = std::sync::atomic::AtomicU8::new(0);
        let ask = async || {
            cache
                .get("a", async || {
                    loads.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                    tokio::task::yield_now().await;
                    Ok::<_, Infallible>((7, 1))
                })
                .await
        };
        let (one, two, three) = tokio::join!(ask(), ask(), ask());
        assert_eq!([one, two, three], [Ok(Arc::new(7)), Ok(Arc::new(7)), Ok(Arc::new(7))]);
        assert_eq!(loads.into_inner(), 1);
    }
}
