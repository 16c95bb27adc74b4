//! Sample data, written through the product's own API: a merchant in São Paulo that ships all over Brazil.

mod catalogue;
mod deliveries;
mod evidence;
mod people;
mod postal;
mod registers;
mod shop;
mod tables;

use std::collections::BTreeMap;

use blobs::Blobs;
use configuration::Register;
use domain::account::Name;
use domain::currency::Currency;
use domain::id::AccountId;
use domain::language::Language;
use edge::{Gate, Service};
use manage_accounts::founding::{Founded, Founding, found_as};
use manage_accounts::{hosts, origins};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{Error, Running};
use shop::Shop;

/// What scripts and people need to use the sample data: the content of `demo.json`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Demo {
    /// Address of the edition.
    pub url: String,
    /// Id of the sample account.
    pub account: String,
    /// Who can sign in.
    pub users: Vec<DemoUser>,
    /// A secret API key.
    pub api_key: DemoKey,
    /// A key that may only ask for quotes.
    pub publishable_key: String,
    /// Pages worth a look, by name; those of recipients by what became of their deliveries.
    pub links: BTreeMap<String, String>,
}

impl Demo {
    /// The pages of recipients: what became of a delivery, and the address of its page.
    pub fn deliveries(&self) -> impl Iterator<Item = (&str, &str)> {
        let pages = self.links.iter().filter(|(_, url)| url.contains("/t/"));
        pages.map(|(story, url)| (story.as_str(), url.as_str()))
    }

    /// The same data at another address: the port may differ from start to start.
    fn moved_to(mut self, url: &str) -> Self {
        for link in self.links.values_mut() {
            if let Some(path) = link.strip_prefix(&self.url) {
                *link = format!("{url}{path}");
            }
        }
        self.url = url.into();
        self
    }
}

/// A user of the sample account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DemoUser {
    /// Login.
    pub email: String,
    /// Password.
    pub password: String,
    /// What the user may do.
    pub role: String,
}

/// A secret API key of the sample account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DemoKey {
    /// Id, which may be shown.
    pub id: String,
    /// Secret.
    pub secret: String,
}

const MANAGER: &str = "gerente@casaverde.example";
const OPERATOR: &str = "operacao@casaverde.example";
const PASSWORD: &str = "entrega-demo-2026";

/// Where the logo of the sample's brand is, and the logo.
pub(crate) const LOGO: &str = "/_local/casa-verde.svg";
pub(crate) const LOGO_FILE: &str = include_str!("seed/casa-verde.svg");

/// Writes the sample data of an account into a running edition that has none, on request with deliveries in every state.
///
/// # Errors
/// [`Error::Seed`] with what could not be written.
pub async fn seed(edition: &Running, account: AccountId, with_deliveries: bool) -> Result<Demo, Error> {
    let founded = found_merchant(edition, account).await?;
    let mut shop = Shop::new(edition.url());
    shop.join(&founded.invitation, PASSWORD).await?;
    let (key_id, secret) = shop.make_key(&json!({ "name": "Demonstração", "kind": "secret" })).await?;
    let origins = json!([edition.url(), "http://localhost:5173"]);
    let storefront = json!({ "name": "Loja de demonstração", "kind": "publishable", "origins": origins });
    let (_, publishable_key) = shop.make_key(&storefront).await?;
    invite_operator(edition, &shop).await?;

    let known = registers::add(&shop).await?;
    shop.put_all("message-settings", &catalogue::messages()).await?;
    shop.put_all("delivery-calendars", &catalogue::calendars()).await?;
    shop.put_all("pickup-points", &catalogue::pickup_points()).await?;
    shop.put_all("shipping-policies", &catalogue::policies()).await?;
    shop.put_all("shipping-policies", &catalogue::restricted_areas()).await?;
    shop.put_all("docks", &catalogue::docks()).await?;
    shop.put_all("warehouses", &catalogue::warehouses()).await?;
    shop.put_all("skus", &catalogue::skus()).await?;
    shop.put_all("inventory", &catalogue::stock()).await?;
    shop.put_all("holidays", &catalogue::holidays()).await?;
    for table in &tables::TABLES {
        shop.import(table.policy, &table.csv()).await?;
        keep_next_years(edition, table)?;
    }

    let url = edition.url();
    let storefront = format!("/widget/#key={publishable_key}");
    let pages = [
        ("console", "/"),
        ("docs", "/docs"),
        ("openapi", "/openapi.json"),
        ("outbox", "/_local/outbox"),
        ("storefront", storefront.as_str()),
    ];
    let mut links: BTreeMap<_, _> = pages.map(|(name, path)| (name.to_string(), format!("{url}{path}"))).into();
    if with_deliveries {
        links.extend(deliveries::make(edition, &shop, &known).await?);
    }
    let user = |email: &str, role: &str| DemoUser { email: email.into(), password: PASSWORD.into(), role: role.into() };
    Ok(Demo {
        url: url.into(),
        account: founded.account.to_string(),
        users: vec![user(MANAGER, "manager"), user(OPERATOR, "operator")],
        api_key: DemoKey { id: key_id, secret },
        publishable_key,
        links,
    })
}

/// A table to try an import with: next year's, dearer by an eighth.
fn keep_next_years(edition: &Running, table: &tables::Tariff) -> Result<(), Error> {
    let folder = edition.file("samples");
    let file = folder.join(format!("{}-2027.csv", table.policy));
    let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, table.csv_raised(12)));
    kept.map_err(|error| Error::Seed(format!("{}: {error}", file.display())))
}

async fn found_merchant(edition: &Running, account: AccountId) -> Result<Founded, Error> {
    let failed = |error: &dyn std::fmt::Display| Error::Seed(error.to_string());
    let env = edition.env();
    let gate = Gate::open(env).await.map_err(|error| failed(&error))?;
    let bucket = env.require("BUCKET_NAME").map_err(|error| failed(&error))?;
    let register = Register::new(gate.store().clone(), Blobs::new(&env.sdk(Service::S3).await, bucket), 1 << 20);
    let founding = Founding {
        account: Name::new("Casa Verde").map_err(|error| failed(&error))?,
        time_zone: "America/Sao_Paulo".into(),
        currency: Currency::BRL,
        language: Language::Portuguese,
        email: MANAGER.parse().map_err(|error| failed(&error))?,
        manager: Name::new("Marina Gerente").map_err(|error| failed(&error))?,
    };
    let founded = found_as(&gate, &register, account, founding).await.map_err(|error| failed(&error))?;
    // Storefronts that prove nothing and name nobody are the merchant's as it is; this is the name.
    hosts::give(&gate, account, "casaverde").await.map_err(|error| failed(&error))?;
    Ok(founded)
}

/// What is known of the sample data when the edition may answer elsewhere than before: its shop is let in there too.
pub(crate) async fn moved(edition: &Running, demo: Demo) -> Result<Demo, Error> {
    let url = edition.url();
    if demo.url == url {
        return Ok(demo);
    }
    let failed = |error: &dyn std::fmt::Display| Error::Seed(error.to_string());
    let gate = Gate::open(edition.env()).await.map_err(|error| failed(&error))?;
    let account = demo.account.parse().map_err(|error| failed(&error))?;
    origins::replace(&gate, account, &demo.publishable_key, &demo.url, url).await.map_err(|error| failed(&error))?;
    Ok(demo.moved_to(url))
}

/// The operator joins as everybody does: by the link in the mail.
async fn invite_operator(edition: &Running, shop: &Shop) -> Result<(), Error> {
    let body = json!({ "email": OPERATOR, "name": "Otávio Operador", "role": "operator", "language": "pt-BR" });
    shop.post("users", &body).await?;
    edition.settle(shop::PATIENCE).await.map_err(Error::Seed)?;
    let token = shop.invitation_of(OPERATOR).await?;
    Shop::new(edition.url()).join(&token, PASSWORD).await
}
