use std::collections::BTreeMap;
use std::sync::Arc;

use blobs::{Blobs, Digest};
use bytes::Bytes;
use domain::access::TenantScope;
use domain::calendar::{DaysOff, Holiday};
use domain::code::{DockId, HolidayId, PickupPointId, PolicyId, PolygonId, SellerId, WarehouseId};
use freight::configuration::{Channel, Configuration, Dock, PickupPoint, Policy, Seller, Settings, Warehouse};
use freight::polygon::{Polygon, PolygonMap};
use freight::table::{Atlas, Block, RestrictedArea, Slices};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Commit, Store, Version, keys};

use crate::blocks::{DIVIDED_FROM, Part};
use crate::cache::Cache;
use crate::root::{Hash, Root};
use crate::{Error, Record, Section, Table};

/// The largest section that is read.
const SECTION_LIMIT: u64 = 64 << 20;
/// The configurations of all accounts, with what was read of them lately.
#[derive(Debug)]
pub struct Register {
    store: Store,
    blobs: Blobs,
    sections: Cache<Bytes>,
    blocks: Cache<Block>,
    slices: Cache<Slices>,
    atlases: Cache<Atlas>,
    whole: Cache<Whole>,
    divided_from: u64,
}

/// The things that an account has configured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sections {
    /// Docks.
    pub docks: Section<DockId, Dock>,
    /// Warehouses.
    pub warehouses: Section<WarehouseId, Warehouse>,
    /// Shipping policies.
    pub policies: Section<PolicyId, Policy>,
    /// Pickup points.
    pub pickup_points: Section<PickupPointId, PickupPoint>,
    /// Sellers.
    pub sellers: Section<SellerId, Seller>,
    /// Days off.
    pub holidays: Section<HolidayId, Holiday>,
    /// Areas on the map.
    pub polygons: Section<PolygonId, Polygon>,
    /// Where policies do not deliver, or take longer. A policy without an entry is not restricted.
    pub restricted: Section<PolicyId, Vec<RestrictedArea>>,
    /// Settings of the account.
    pub settings: Record<Settings>,
    /// The freight tables that serve the policies. A policy without an entry never had one.
    pub tables: BTreeMap<PolicyId, Table>,
}

/// The configuration as it was found, to be changed.
#[derive(Clone, Debug)]
pub struct Current {
    scope: TenantScope,
    root: Root,
    seen: Option<Version>,
    /// What is configured; change it in place.
    pub sections: Sections,
}

/// The whole configuration of one moment.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The hash that names this state: the same for the same content.
    pub root: String,
    /// The configuration.
    pub configuration: Arc<Configuration>,
    /// Which freight tables serve the policies.
    pub tables: Arc<BTreeMap<PolicyId, Table>>,
}

/// What is kept in memory of one state.
#[derive(Debug)]
pub(crate) struct Whole {
    pub(crate) configuration: Arc<Configuration>,
    pub(crate) tables: Arc<BTreeMap<PolicyId, Table>>,
}

impl Current {
    /// The version that the configuration has once this change is committed; records written by it carry it.
    #[must_use]
    pub fn next(&self) -> Version {
        self.seen.map_or(Version::FIRST, Version::next)
    }
}

impl Register {
    /// A register that keeps at most about `budget` bytes in memory.
    #[must_use]
    pub fn new(store: Store, blobs: Blobs, budget: usize) -> Self {
        Self {
            store,
            blobs,
            sections: Cache::new(budget / 16),
            blocks: Cache::new(budget / 4),
            slices: Cache::new(budget / 64),
            atlases: Cache::new(budget / 8),
            whole: Cache::new(budget / 2),
            divided_from: DIVIDED_FROM,
        }
    }

    /// The same, with tables divided from another number of rows on.
    #[must_use]
    pub fn dividing_from(self, rows: u64) -> Self {
        Self { divided_from: rows, ..self }
    }

    /// Whether a table of so many rows is kept, and read, in slices.
    pub(crate) const fn divides(&self, rows: u64) -> bool {
        rows >= self.divided_from
    }

    pub(crate) const fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) const fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    pub(crate) const fn blocks(&self) -> &Cache<Block> {
        &self.blocks
    }

    pub(crate) const fn whole(&self) -> &Cache<Whole> {
        &self.whole
    }

    pub(crate) const fn slices(&self) -> &Cache<Slices> {
        &self.slices
    }

    /// Reads everything but the freight tables, strongly, for a change or to show it.
    ///
    /// # Errors
    /// [`Error`] when the table or the bucket does not answer.
    pub async fn current(&self, scope: TenantScope, now: Timestamp) -> Result<Current, Error> {
        let (root, seen) = self.root(scope, now).await?;
        let sections = self.sections(scope, &root).await?;
        Ok(Current { scope, root, seen, sections })
    }

    /// Puts the changed sections into the bucket and adds the new root to the commit. The commit is refused when
    /// another change came first.
    ///
    /// # Errors
    /// [`Error`] when the bucket does not answer.
    pub async fn write(&self, current: &Current, commit: Commit) -> Result<Commit, Error> {
        let Current { scope, root: before, seen, sections } = current;
        let root = Root {
            docks: self.section(*scope, "docks", &sections.docks, before.docks).await?,
            warehouses: self.section(*scope, "warehouses", &sections.warehouses, before.warehouses).await?,
            policies: self.section(*scope, "policies", &sections.policies, before.policies).await?,
            holidays: self.section(*scope, "holidays", &sections.holidays, before.holidays).await?,
            settings: self.section(*scope, "settings", &sections.settings, before.settings).await?,
            pickup_points: self.section(*scope, "pickup-points", &sections.pickup_points, before.pickup_points).await?,
            sellers: self.section(*scope, "sellers", &sections.sellers, before.sellers).await?,
            polygons: self.section(*scope, "polygons", &sections.polygons, before.polygons).await?,
            restricted: self.section(*scope, "restricted", &sections.restricted, before.restricted).await?,
            tables: sections.tables.clone(),
        };
        if root == *before && seen.is_some() {
            return Ok(commit);
        }
        self.keep_root(*scope, &root).await?;
        let key = keys::configuration_root(*scope);
        Ok(match seen {
            Some(seen) => commit.replace("configuration", &key, *seen, &root),
            None => commit.create("configuration", &key, &root),
        })
    }

    /// The days off of this moment, and nothing else of the configuration.
    ///
    /// # Errors
    /// [`Error`] when the table or the bucket does not answer.
    pub async fn days_off(&self, scope: TenantScope, now: Timestamp) -> Result<DaysOff, Error> {
        let (root, _) = self.root(scope, now).await?;
        let holidays: Section<HolidayId, Holiday> = self.read(scope, "holidays", root.holidays).await?;
        Ok(DaysOff::new(holidays.values()))
    }

    /// The areas drawn on the map at this moment, and nothing else of the configuration.
    ///
    /// # Errors
    /// [`Error`] when the table or the bucket does not answer.
    pub async fn map(&self, scope: TenantScope, now: Timestamp) -> Result<PolygonMap, Error> {
        let (root, _) = self.root(scope, now).await?;
        let polygons: Section<PolygonId, Polygon> = self.read(scope, "polygons", root.polygons).await?;
        Ok(PolygonMap::new(polygons.values().cloned()))
    }

    pub(crate) async fn root(&self, scope: TenantScope, now: Timestamp) -> Result<(Root, Option<Version>), Error> {
        let found = self.store.read(&keys::configuration_root::<Root>(scope), now).await?;
        Ok(found.map_or_else(|| (Root::default(), None), |stored| (stored.value, Some(stored.version))))
    }

    async fn sections(&self, scope: TenantScope, root: &Root) -> Result<Sections, Error> {
        let (docks, warehouses, policies, holidays, settings, pickup_points, sellers, polygons, restricted) = tokio::try_join!(
            self.read(scope, "docks", root.docks),
            self.read(scope, "warehouses", root.warehouses),
            self.read(scope, "policies", root.policies),
            self.read(scope, "holidays", root.holidays),
            self.read(scope, "settings", root.settings),
            self.read(scope, "pickup-points", root.pickup_points),
            self.read(scope, "sellers", root.sellers),
            self.read(scope, "polygons", root.polygons),
            self.read(scope, "restricted", root.restricted),
        )?;
        Ok(Sections {
            docks,
            warehouses,
            policies,
            pickup_points,
            sellers,
            holidays,
            polygons,
            restricted,
            settings,
            tables: root.tables.clone(),
        })
    }

    async fn read<T: DeserializeOwned + Default>(
        &self,
        scope: TenantScope,
        name: &'static str,
        hash: Option<Hash>,
    ) -> Result<T, Error> {
        let Some(Hash(digest)) = hash else { return Ok(T::default()) };
        let key = blobs::keys::section(scope, name, digest);
        let bytes = self
            .sections
            .get(key.as_str(), async || {
                let bytes = self.blobs.get(&key, SECTION_LIMIT).await?;
                let size = bytes.len();
                Ok::<_, Error>((bytes, size))
            })
            .await?;
        serde_json::from_slice(&bytes).map_err(|error| Error::unreadable("section", key.as_str(), error))
    }

    /// Puts a section unless the bucket has it already, and gives its hash.
    async fn section<T: Serialize + Default + PartialEq>(
        &self,
        scope: TenantScope,
        name: &'static str,
        section: &T,
        before: Option<Hash>,
    ) -> Result<Option<Hash>, Error> {
        if before.is_none() && *section == T::default() {
            return Ok(None);
        }
        let bytes = serde_json::to_vec(section).map_err(|error| Error::unreadable("section", name, error))?;
        let digest = Digest::of(&bytes);
        if before != Some(Hash(digest)) {
            self.blobs.put(&blobs::keys::section(scope, name, digest), Bytes::from(bytes), "application/json").await?;
        }
        Ok(Some(Hash(digest)))
    }

    /// Freight tables side by side, from memory where nothing but other things was changed.
    async fn atlas(&self, scope: TenantScope, blocks: &BTreeMap<PolicyId, Arc<Block>>) -> Result<Arc<Atlas>, Error> {
        let hashes = blocks.values().map(|block| block.hash().to_string());
        let name = Digest::of(hashes.collect::<String>().as_bytes());
        let make = async || {
            let atlas = Atlas::new(blocks.values());
            let size = atlas.size().max(1024);
            Ok((atlas, size))
        };
        self.atlases.get(&format!("{}/{name}", scope.account()), make).await
    }

    pub(crate) async fn assemble(&self, scope: TenantScope, root: &Root, part: Part) -> Result<(Whole, usize), Error> {
        let sections = self.sections(scope, root).await?;
        let mut blocks = BTreeMap::new();
        for (id, table) in &root.tables {
            let Some(policy) = sections.policies.get(id) else { continue };
            let Some(hash) = table.block.filter(|_| !matches!(part, Part::WithoutTables)) else { continue };
            // A pickup point is priced by its own address, wherever the destination is.
            let block = match part {
                Part::For(code) if self.divides(table.rows) && policy.value.channel() == Channel::Delivery => {
                    self.slice(scope, hash, code).await?
                }
                _ => self.block(scope, hash).await?,
            };
            blocks.insert(id.clone(), block);
        }
        let things = sections.docks.len()
            + sections.warehouses.len()
            + sections.policies.len()
            + sections.holidays.len()
            + sections.pickup_points.len()
            + sections.sellers.len()
            + sections.restricted.values().map(|areas| areas.len()).sum::<usize>();
        let restricted = sections.restricted.iter().map(|(policy, areas)| (policy.clone(), areas.value.clone()));
        let atlas = self.atlas(scope, &blocks).await?;
        let drawn = sections.polygons.values().map(Polygon::size);
        // Whoever keeps a state keeps its tables and its atlas, also where the caches of those have let go of them.
        let held = drawn.chain(blocks.values().map(|block| block.size())).chain([atlas.size()]);
        let held = held.fold(things.saturating_mul(2048).saturating_add(1024), usize::saturating_add);
        let configuration = Configuration::new(freight::configuration::Sections {
            settings: sections.settings.value,
            docks: sections.docks.values().cloned().collect(),
            warehouses: sections.warehouses.values().cloned().collect(),
            policies: sections.policies.values().cloned().collect(),
            holidays: sections.holidays.values().cloned().collect(),
            pickup_points: sections.pickup_points.values().cloned().collect(),
            sellers: sections.sellers.values().cloned().collect(),
            polygons: sections.polygons.values().cloned().collect(),
            restricted: restricted.collect(),
            blocks,
            atlas: Some(atlas),
        })
        .map_err(|error| Error::unreadable("section", "settings", error))?;
        let whole = Whole { configuration: Arc::new(configuration), tables: Arc::new(root.tables.clone()) };
        Ok((whole, held))
    }
}
