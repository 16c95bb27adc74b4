//! SKUs, stock, warehouses, docks, shipping policies and freight tables of a merchant.

mod batch;
mod currencies;
mod goods;
mod imports;
mod kits;
mod map;
mod register;
mod settings;
mod switching;
mod versions;

use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

/// A merchant's program at work in a world.
struct Shop<'w> {
    world: &'w World,
    merchant: Merchant,
}

impl<'w> Shop<'w> {
    /// With nothing configured.
    async fn new(world: &'w World, name: &str) -> Self {
        Self { world, merchant: Merchant::found(world, name).await }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.merchant.program(self.world, method, path)
    }

    async fn get(&self, path: &str) -> Answer {
        send(self.request(Method::GET, path)).await
    }

    async fn put(&self, path: &str, body: &Value) -> Answer {
        send(self.request(Method::PUT, path).json(body)).await
    }

    async fn replace(&self, path: &str, etag: &str, body: &Value) -> Answer {
        send(self.request(Method::PUT, path).header("if-match", etag).json(body)).await
    }

    async fn delete(&self, path: &str, etag: &str) -> Answer {
        send(self.request(Method::DELETE, path).header("if-match", etag)).await
    }

    async fn post(&self, path: &str, key: &str, body: &Value) -> Answer {
        send(self.request(Method::POST, path).header("idempotency-key", key).json(body)).await
    }

    /// A policy, a dock and a warehouse that name each other.
    async fn configured(world: &'w World) -> Self {
        let shop = Self::new(world, "casa").await;
        for (path, body) in [
            ("/v1/shipping-policies/expresso", json!({"name": "Expresso", "shippingMethod": "Expresso"})),
            ("/v1/docks/sp-dock", json!({"name": "Doca", "processingTime": "P1D", "policies": ["expresso"]})),
            (
                "/v1/warehouses/sp-1",
                json!({"name": "São Paulo", "docks": [{"dock": "sp-dock", "time": "PT4H", "cost": 199}]}),
            ),
            ("/v1/skus/camiseta", sku()),
        ] {
            let made = shop.put(path, &body).await;
            assert_eq!(made.status, 201, "{path}: {}", made.text);
        }
        shop
    }
}

fn sku() -> Value {
    json!({"name": "Camiseta", "weight": 300, "dimensions": {"height": 30, "width": 250, "length": 300}, "price": 4990})
}

/// Pointer and rule of each field that must be refused.
fn fields(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(pointer, rule)| ((*pointer).to_owned(), (*rule).to_owned())).collect()
}
