//! What services refer to: who delivers, from where, with what, and why not.

use serde_json::{Value, json};

use super::shop::Shop;
use crate::Error;

/// Adds the registers of the sample merchant.
pub(super) async fn add(shop: &Shop) -> Result<(), Error> {
    let brand = json!({
        "code": "CV", "name": "Casa Verde", "color": "#1a7f5a", "document": "11.222.333/0001-81",
        "phone": "(11) 3333-4444", "email": "ajuda@casaverde.example",
    });
    shop.post("agencies", &brand).await?;
    let mut branches = Vec::new();
    for (code, name, phone) in
        [("SP", "Filial São Paulo", "(11) 3333-4444"), ("RJ", "Filial Rio de Janeiro", "(21) 2222-3333")]
    {
        branches.push(added(shop, "branches", &json!({ "code": code, "name": name, "phone": phone })).await?);
    }
    let carrier = json!({ "code": "RAPIDO", "name": "Rápido Entregas", "document": "12.ABC.345/01DE-35" });
    let carrier = added(shop, "carriers", &carrier).await?;
    shop.post("partners", &json!({ "code": "MK", "name": "Mercado Parceiro" })).await?;

    let (sp, rj) = (branches.first(), branches.last());
    for (code, name, phone, branch, carrier) in [
        ("D1", "João Silva", "(11) 98765-4321", sp, None),
        ("D2", "Maria Souza", "(11) 98765-4322", sp, Some(&carrier)),
        ("D3", "Pedro Lima", "(21) 98765-4323", rj, None),
    ] {
        let login = format!("casaverde-{}", code.to_lowercase());
        let driver =
            json!({ "code": code, "name": name, "phone": phone, "login": login, "branch": branch, "carrier": carrier });
        shop.post("drivers", &driver).await?;
    }
    for (name, kind, plate, grams, centimetres, units) in [
        ("Fiorino", "van", "ABC1D23", 650_000, 3_100_000, 60),
        ("Moto", "motorcycle", "DEF4G56", 20_000, 80_000, 8),
        ("Caminhão", "truck", "GHI7J89", 4_000_000, 25_000_000, 300),
    ] {
        let vehicle = json!({
            "name": name, "vehicleType": kind, "plate": plate, "weight": grams, "volume": centimetres, "units": units,
            "branch": sp,
        });
        shop.post("vehicles", &vehicle).await?;
    }
    reasons(shop).await
}

async fn reasons(shop: &Shop) -> Result<(), Error> {
    for (code, name, after, chat, reversible, text) in [
        ("AUSENTE", "Destinatário ausente", "retry", true, true, false),
        ("ENDERECO", "Endereço não encontrado", "reschedule", true, true, true),
        ("RECUSADO", "Recusado pelo destinatário", "return", false, false, true),
        ("AVARIA", "Mercadoria avariada", "return", true, false, true),
    ] {
        let reason = json!({
            "code": code, "name": name, "after": after, "opensChat": chat, "reversible": reversible, "asksText": text,
        });
        shop.post("failure-reasons", &reason).await?;
    }
    for (register, names) in [
        ("success-reasons", ["Entregue ao destinatário", "Entregue ao porteiro"]),
        ("justifications", ["Erro do motorista", "Pedido do cliente"]),
        ("chat-reasons", ["Problema resolvido", "Motorista não responde"]),
    ] {
        for name in names {
            shop.post(register, &json!({ "name": name })).await?;
        }
    }
    Ok(())
}

async fn added(shop: &Shop, register: &str, body: &Value) -> Result<String, Error> {
    let made = shop.post(register, body).await?;
    Ok(made.get("id").and_then(Value::as_str).unwrap_or_default().to_string())
}
