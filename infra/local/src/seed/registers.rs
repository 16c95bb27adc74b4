//! What services refer to: who delivers, from where, with what, and why not.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::shop::Shop;
use crate::Error;

/// The ids of the entries that deliveries refer to, by code or by name.
#[derive(Default)]
pub(super) struct Known(BTreeMap<&'static str, String>);

impl Known {
    /// The id of an entry; an empty one, which every address refuses, when nothing is called so.
    pub(super) fn id(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    async fn add(&mut self, shop: &Shop, register: &str, name: &'static str, body: &Value) -> Result<(), Error> {
        let made = shop.post(register, body).await?;
        self.0.insert(name, made.get("id").and_then(Value::as_str).unwrap_or_default().to_string());
        Ok(())
    }
}

/// Adds the registers of the sample merchant.
pub(super) async fn add(shop: &Shop) -> Result<Known, Error> {
    let mut known = Known::default();
    let brand = json!({
        "code": "CV", "name": "Casa Verde", "color": "#1a7f5a", "document": "11.222.333/0001-81",
        "logo": format!("{}{}", shop.url(), super::LOGO), "phone": "(11) 3333-4444", "email": "ajuda@casaverde.example",
    });
    known.add(shop, "agencies", "CV", &brand).await?;
    for (code, name, phone) in
        [("SP", "Filial São Paulo", "(11) 3333-4444"), ("RJ", "Filial Rio de Janeiro", "(21) 2222-3333")]
    {
        known.add(shop, "branches", code, &json!({ "code": code, "name": name, "phone": phone })).await?;
    }
    let carrier = json!({ "code": "RAPIDO", "name": "Rápido Entregas", "document": "12.ABC.345/01DE-35" });
    known.add(shop, "carriers", "RAPIDO", &carrier).await?;
    known.add(shop, "partners", "MK", &json!({ "code": "MK", "name": "Mercado Parceiro" })).await?;

    for (code, name, phone, branch, carrier) in [
        ("D1", "João Silva", "(11) 98765-4321", "SP", None),
        ("D2", "Maria Souza", "(11) 98765-4322", "SP", Some("RAPIDO")),
        ("D3", "Pedro Lima", "(21) 98765-4323", "RJ", None),
    ] {
        let (login, branch) = (format!("casaverde-{}", code.to_lowercase()), known.id(branch));
        let carrier = carrier.map(|carrier| known.id(carrier));
        let driver =
            json!({ "code": code, "name": name, "phone": phone, "login": login, "branch": branch, "carrier": carrier });
        known.add(shop, "drivers", code, &driver).await?;
    }
    for (name, kind, plate, grams, centimetres, units) in [
        ("Fiorino", "van", "ABC1D23", 650_000, 3_100_000, 60),
        ("Moto", "motorcycle", "DEF4G56", 20_000, 80_000, 8),
        ("Caminhão", "truck", "GHI7J89", 4_000_000, 25_000_000, 300),
    ] {
        let vehicle = json!({
            "name": name, "vehicleType": kind, "plate": plate, "weight": grams, "volume": centimetres, "units": units,
            "branch": known.id("SP"),
        });
        known.add(shop, "vehicles", name, &vehicle).await?;
    }
    reasons(shop, &mut known).await?;
    Ok(known)
}

async fn reasons(shop: &Shop, known: &mut Known) -> Result<(), Error> {
    for (code, name, after, chat, reversible, text) in [
        ("AUSENTE", "Destinatário ausente", "retry", true, true, false),
        ("ENDERECO", "Endereço não encontrado", "reschedule", true, true, true),
        ("RECUSADO", "Recusado pelo destinatário", "return", false, false, true),
        ("AVARIA", "Mercadoria avariada", "return", true, false, true),
    ] {
        let reason = json!({
            "code": code, "name": name, "after": after, "opensChat": chat, "reversible": reversible, "asksText": text,
        });
        known.add(shop, "failure-reasons", code, &reason).await?;
    }
    for (register, names) in [
        ("success-reasons", ["Entregue ao destinatário", "Entregue ao porteiro"]),
        ("justifications", ["Erro do motorista", "Pedido do cliente"]),
        ("chat-reasons", ["Problema resolvido", "Motorista não responde"]),
    ] {
        for name in names {
            known.add(shop, register, name, &json!({ "name": name })).await?;
        }
    }
    Ok(())
}
