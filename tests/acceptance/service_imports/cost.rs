//! What a row costs: counted between the function and the table, so that no clock and no neighbour has a say.

use super::large::table;
use super::{House, announced, counts};
use acceptance::scale::count;
use acceptance::toll::Toll;
use blobs::Blobs;
use domain::access::TenantScope;
use edge::{Function, Service};
use serde_json::{Value, json};

/// A bucket that tells nobody of what arrives: the edition's own function does not read the files of this test.
const SILENT: &str = "entrega-failedeventsbucket";

struct Counted {
    house: House,
    blobs: Blobs,
    function: Function,
    toll: Toll,
}

impl Counted {
    async fn open() -> Self {
        let house = House::open().await;
        let env = house.world.edition().env();
        let blobs = Blobs::new(&env.sdk(Service::S3).await, SILENT);
        let (toll, env) = Toll::before(&env.with("BUCKET_NAME", SILENT));
        let function = manage_services::start(env).await.unwrap();
        Self { house, blobs, function, toll }
    }

    /// Imports so many new rows; answers the requests to the table and the bytes of their answers.
    async fn import(&self, name: &str, rows: u32) -> (usize, usize) {
        let file = table(name, rows);
        let asked = self.house.post("/v1/service-imports", &announced(file.as_bytes(), false)).await;
        let id = asked.text("id");
        let scope = TenantScope::acting_for(self.house.merchant.account.parse().unwrap());
        let key = blobs::keys::service_import(scope, id.parse().unwrap());
        self.blobs.put(&key, file.into_bytes().into(), "text/csv").await.unwrap();
        let _ = self.toll.taken();
        let path = acceptance::repository::root().join("events/manage-services/uploaded.json");
        let mut event: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        event["Records"][0]["s3"]["object"]["key"] = json!(key.as_str());
        self.function.invoke(event).await.unwrap();
        let taken = self.toll.taken();
        let job = self.house.get(&format!("/v1/service-imports/{id}")).await.json;
        assert_eq!(counts(&job), [u64::from(rows - rows / 50), 0, u64::from(rows / 50)], "{job}");
        self.house.world.settle().await;
        taken
    }
}

#[tokio::test]
async fn the_last_rows_of_a_large_file_cost_what_the_first_rows_of_a_small_one_cost() {
    let counted = Counted::open().await;
    // Customers of ten rows each, and one error in fifty: what is compared has the same of both.
    let step = count(1_000).next_multiple_of(50);
    let few = counted.import("few", step).await;
    let more = counted.import("more", 2 * step).await;
    let many = counted.import("many", 4 * step).await;
    let again = counted.import("again", step).await;
    let of_each =
        |whole: usize, part: usize, rows: u32| f64::from(u32::try_from(whole - part).unwrap()) / f64::from(rows);
    let first = (of_each(more.0, few.0, step), of_each(more.1, few.1, step));
    let last = (of_each(many.0, more.0, 2 * step), of_each(many.1, more.1, 2 * step));
    println!(
        "a row of a file of {}: {:.2} requests and {:.0} bytes; one of the last of {}: {:.2} and {:.0}; {step} rows in an empty account: {few:?}, behind {} services: {again:?}",
        2 * step,
        first.0,
        first.1,
        4 * step,
        last.0,
        last.1,
        7 * step
    );
    // Rows of eight lanes meet in another order each time, and how far it has come is told every 250 rows.
    assert!(last.0 <= first.0 * 1.02, "requests grow: {first:?}, {last:?}");
    assert!(last.1 <= first.1 * 1.02, "bytes grow: {first:?}, {last:?}");
    assert!(again.0 * 100 <= few.0 * 102, "a full account costs more requests: {few:?}, {again:?}");
    assert!(again.1 * 100 <= few.1 * 102, "a full account costs more bytes: {few:?}, {again:?}");
    counted.house.world.stop().await;
}
