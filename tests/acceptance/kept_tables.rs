//! What is kept in memory of freight tables that were switched, and of accounts that were asked for lately.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use acceptance::world::World;
use blobs::Blobs;
use configuration::{Register, Table};
use domain::access::TenantScope;
use domain::code::PolicyId;
use domain::id::AccountId;
use domain::postal::{Country, PostalCode};
use edge::{Gate, Service};
use freight::configuration::{Configuration, Policy};
use freight::table::{Block, Cells, Compiled, FreightRow, compile};
use store::Commit;

const BUDGET: usize = 1 << 19;

struct Shop {
    gate: Gate,
    register: Register,
    scope: TenantScope,
    policy: PolicyId,
}

impl Shop {
    async fn new(world: &World) -> Self {
        let env = world.edition().env();
        let gate = Gate::open(env).await.unwrap();
        let blobs = Blobs::new(&env.sdk(Service::S3).await, env.require("BUCKET_NAME").unwrap());
        let register = Register::new(gate.store().clone(), blobs, BUDGET);
        let scope = TenantScope::acting_for(AccountId::new(gate.fresh()));
        Self { gate, register, scope, policy: PolicyId::new("expresso").unwrap() }
    }

    /// Lets a table serve the policy.
    async fn switch(&self, table: Compiled) {
        let (block, rows) = (table.block.hash(), u64::try_from(table.block.row_count()).unwrap());
        self.register.keep_block(self.scope, table).await.unwrap();
        let mut current = self.register.current(self.scope, self.gate.now()).await.unwrap();
        let next = current.next();
        let policy = Policy::new(self.policy.clone(), "Expresso", "Expresso");
        current.sections.policies.put(self.policy.clone(), policy, next);
        let version = current.sections.tables.get(&self.policy).map_or(1, |table| table.version + 1);
        let serving = Table { version, block: Some(block), rows };
        current.sections.tables = BTreeMap::from([(self.policy.clone(), serving)]);
        let commit = Commit::new(self.scope, self.gate.now(), self.gate.fresh());
        let commit = self.register.write(&current, commit).await.unwrap();
        self.gate.store().commit(commit).await.unwrap();
    }

    /// The configuration and the table as a quote reads them, to see later whether they are still there.
    async fn read(&self) -> (Weak<Configuration>, Weak<Block>) {
        let code = PostalCode::new(Country::BRA, "01310100").unwrap();
        let loaded = self.register.load_for(self.scope, Some(code), self.gate.now()).await.unwrap();
        let hash = loaded.tables.get(&self.policy).unwrap().block.unwrap();
        let block = self.register.block(self.scope, hash).await.unwrap();
        assert!(loaded.configuration.policies().any(|policy| policy.id == self.policy));
        (Arc::downgrade(&loaded.configuration), Arc::downgrade(&block))
    }
}

/// Rows of ranges side by side, ten bands each; one of them costs so many cents.
fn rows(cents: u32) -> Vec<FreightRow> {
    let row = |range: u32, band: u32| {
        let (start, end) = (format!("{:08}", range * 1_000), format!("{:08}", range * 1_000 + 999));
        let from = if band == 0 { "0".to_owned() } else { format!("{}.001", band * 5_000) };
        let (to, flat) = ((band * 5_000 + 5_000).to_string(), format!("{}.50", 10 + (range * 17 + band) % 90));
        let flat = if (range, band) == (0, 0) { format!("{}.{:02}", cents / 100, cents % 100) } else { flat };
        let cells = [&start, &end, "", &from, &to, &flat, "0.3", "0", "0", "3", "BRA", "0"];
        Cells(cells).parse().unwrap().row
    };
    (0..500).flat_map(|range| (0..10).map(move |band| row(range, band))).collect()
}

fn alive<T>(seen: &[Weak<T>]) -> usize {
    seen.iter().filter(|thing| thing.strong_count() > 0).count()
}

#[tokio::test]
async fn a_table_that_was_switched_leaves_the_memory() {
    let world = World::empty().await;
    let shop = Shop::new(&world).await;
    let (mut configurations, mut blocks) = (Vec::new(), Vec::new());
    let size = compile(&rows(0)).unwrap().block.size();
    for cents in 1..=30 {
        shop.switch(compile(&rows(cents)).unwrap()).await;
        let (configuration, block) = shop.read().await;
        configurations.push(configuration);
        blocks.push(block);
    }
    assert_eq!(alive(&configurations), 1, "of an account the state of this moment is kept, and no earlier one");
    let held = alive(&blocks) * size;
    println!("{} of {} tables of {size} bytes are kept", alive(&blocks), blocks.len());
    assert!((size..=BUDGET).contains(&held), "{held}");
    assert!(blocks.len() * size > BUDGET, "they would not all fit");
    world.stop().await;
}

#[tokio::test]
async fn tables_of_many_accounts_are_kept_as_far_as_they_fit() {
    let world = World::empty().await;
    let mut shop = Shop::new(&world).await;
    let (mut configurations, mut blocks) = (Vec::new(), Vec::new());
    let table = compile(&rows(0)).unwrap();
    let size = table.block.size();
    for _ in 0..30 {
        shop.scope = TenantScope::acting_for(AccountId::new(shop.gate.fresh()));
        shop.switch(table.clone()).await;
        let (configuration, block) = shop.read().await;
        configurations.push(configuration);
        blocks.push(block);
    }
    println!("{} states and {} tables of {size} bytes are kept", alive(&configurations), alive(&blocks));
    assert!(alive(&configurations) > 1, "several fit");
    assert!(alive(&configurations) < configurations.len());
    assert!(alive(&blocks) * size <= BUDGET, "{} tables of {size} bytes", alive(&blocks));
    world.stop().await;
}
