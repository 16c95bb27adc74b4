//! Labels and slips, as files.

use super::*;

/// A service of two packages.
fn packed() -> Value {
    with(&json!({ "order": "v-1001", "invoice": { "number": "77", "series": "1" },
        "packages": [{ "barcode": "PKG-0001", "weight": 1250 }, { "barcode": "^XZ~_PKG", "weight": 300 }] }))
}

impl House {
    /// Status, kind and bytes of a file.
    async fn file(&self, path: &str) -> (u16, String, Vec<u8>) {
        let answer = self.merchant.program(&self.world, Method::GET, path).send().await.unwrap();
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        (answer.status().as_u16(), kind, answer.bytes().await.unwrap().to_vec())
    }
}

fn pages(file: &[u8]) -> usize {
    assert!(file.starts_with(b"%PDF-"));
    String::from_utf8_lossy(file).matches("/Type /Page\n").count()
}

#[tokio::test]
async fn a_label_is_printed_for_each_package_and_a_slip_for_each_service() {
    let house = House::open().await;
    let one = house.make(&packed()).await;
    let other = house.make(&service()).await;
    let (one_id, other_id) = (one.text("id"), other.text("id"));
    let (status, kind, file) = house.file(&format!("/v1/services/{one_id}/label")).await;
    assert_eq!((status, kind.as_str(), pages(&file)), (200, "application/pdf", 2));
    let both = format!("services={other_id},{one_id}");
    let (status, _, file) = house.file(&format!("/v1/labels?{both}")).await;
    assert_eq!((status, pages(&file)), (200, 3), "without a package the tracking code is scanned");
    let (_, _, file) = house.file(&format!("/v1/labels?{both}&format=slip")).await;
    assert_eq!(pages(&file), 2);
    let (status, kind, file) = house.file(&format!("/v1/labels?{both}&format=zpl")).await;
    let zpl = String::from_utf8(file).unwrap();
    assert_eq!((status, kind.as_str(), zpl.matches("^XA").count()), (200, "application/zpl", 3));
    assert_eq!((zpl.matches("^XZ").count(), zpl.matches('~').count()), (3, 0), "a barcode is no command: {zpl}");
    for said in
        ["Ana Souza", "Avenida Paulista, 1000", "PKG-0001", "v-1001", "1.250 kg", "1/2", "casa", &other.text("code")]
    {
        assert!(zpl.contains(said), "{said}: {zpl}");
    }
    house.world.stop().await;
}

#[tokio::test]
async fn a_label_of_nothing_is_refused_by_what_is_wrong() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let nobody = "00000000-0000-7000-8000-000000000000";
    for (path, outcome) in [
        (format!("/v1/services/{nobody}/label"), (404, "not_found")),
        (format!("/v1/services/{id}/label?format=docx"), (400, "invalid_filter")),
        (format!("/v1/labels?services={id},{nobody}"), (422, "invalid_fields")),
        ("/v1/labels?services=x".to_owned(), (422, "invalid_fields")),
        ("/v1/labels".to_owned(), (422, "invalid_fields")),
        (format!("/v1/labels?services={}", vec![id.as_str(); 101].join(",")), (422, "invalid_fields")),
    ] {
        let refused = house.get(&path).await;
        assert_eq!(refused.outcome().0, outcome.0, "{path}: {}", refused.text);
        assert!(refused.status != 422 || refused.broken()[0].0 == "?services", "{}", refused.text);
    }
    house.world.stop().await;
}
