use serde_json::{Value, json};

use super::registers::Known;

/// Somebody who waits for a delivery. All of them are invented.
pub(super) struct Recipient {
    /// What becomes of the delivery: the name of its page in `demo.json`.
    pub(super) story: &'static str,
    name: [&'static str; 2],
    pub(super) phone: &'static str,
    email: Option<&'static str>,
    /// Street, number, what else finds the door, quarter, postal code.
    address: [&'static str; 5],
    pub(super) point: [f64; 2],
    order: &'static str,
    goods: &'static str,
    /// Grams of each package.
    packages: &'static [u32],
}

impl Recipient {
    /// The service, promised by the end of a day.
    pub(super) fn service(&self, known: &Known, deadline: &str) -> Value {
        let Self { name: [first, last], phone, email, order, goods, .. } = self;
        let [street, number, complement, quarter, code] = self.address;
        let [lat, lng] = self.point;
        let packages = (1..).zip(self.packages);
        let packages = packages.map(|(n, grams)| json!({ "barcode": format!("{order}-{n}"), "weight": grams }));
        let proof = if self.story == DELIVERED { json!(["photo", "signature"]) } else { json!([]) };
        json!({
            "order": order, "invoice": { "number": order.trim_start_matches("CV-"), "series": "1" },
            "description": goods, "serviceMinutes": 6, "deadline": deadline, "requiredProof": proof,
            "customer": { "externalId": format!("cliente-{order}"), "firstName": first, "lastName": last, "phone": phone, "email": email },
            "address": {
                "country": "BRA", "postalCode": code, "street": street, "number": number, "complement": complement,
                "neighborhood": quarter, "city": "São Paulo", "state": "SP", "lat": lat, "lng": lng,
            },
            "packages": packages.collect::<Vec<_>>(),
            "agency": known.id("CV"), "branch": known.id("SP"),
        })
    }
}

/// The story of the delivery that is proven by a photo and a signature.
pub(super) const DELIVERED: &str = "done";

/// Those who wait, each for another end.
pub(super) const RECIPIENTS: [Recipient; 11] = [
    Recipient {
        story: "active",
        name: ["Beatriz", "Nogueira"],
        phone: "+5511912340001",
        email: None,
        address: ["Rua Augusta", "1508", "Apto 72", "Consolação", "01304-001"],
        point: [-23.5559, -46.6595],
        order: "CV-10241",
        goods: "Mochila, 25 litros",
        packages: &[900],
    },
    Recipient {
        story: "routed",
        name: ["Rafael", "Teixeira"],
        phone: "+5511912340002",
        email: Some("rafael.teixeira@example.com"),
        address: ["Rua Vergueiro", "2045", "Apto 131", "Vila Mariana", "04101-000"],
        point: [-23.5796, -46.6405],
        order: "CV-10238",
        goods: "Cadeira dobrável, duas unidades",
        packages: &[6800, 6800],
    },
    Recipient {
        story: "under_way",
        name: ["Camila", "Duarte"],
        phone: "+5511912340003",
        email: Some("camila.duarte@example.com"),
        address: ["Rua Oscar Freire", "974", "Casa 2", "Jardins", "01426-001"],
        point: [-23.5623, -46.6691],
        order: "CV-10229",
        goods: "Tênis de corrida, 41",
        packages: &[1100],
    },
    Recipient {
        story: "paused",
        name: ["Henrique", "Sales"],
        phone: "+5511912340004",
        email: None,
        address: ["Rua dos Pinheiros", "498", "Loja", "Pinheiros", "05422-000"],
        point: [-23.5644, -46.6838],
        order: "CV-10227",
        goods: "Ração, 15 kg",
        packages: &[15_200],
    },
    Recipient {
        story: DELIVERED,
        name: ["Juliana", "Prado"],
        phone: "+5511912340005",
        email: Some("juliana.prado@example.com"),
        address: ["Rua Bela Cintra", "756", "Apto 41", "Consolação", "01415-000"],
        point: [-23.5546, -46.6603],
        order: "CV-10224",
        goods: "Vaso de vidro e caneca esmaltada",
        packages: &[2900],
    },
    Recipient {
        story: "failed",
        name: ["Marcos", "Rocha"],
        phone: "+5511912340006",
        email: Some("marcos.rocha@example.com"),
        address: ["Avenida Brigadeiro Luís Antônio", "2344", "Sala 508", "Bela Vista", "01402-000"],
        point: [-23.5662, -46.6497],
        order: "CV-10221",
        goods: "Fone de ouvido sem fio",
        packages: &[240],
    },
    Recipient {
        story: "returned",
        name: ["Patrícia", "Leal"],
        phone: "+5511912340007",
        email: None,
        address: ["Rua Harmonia", "150", "Fundos", "Vila Madalena", "05435-000"],
        point: [-23.5561, -46.6890],
        order: "CV-10219",
        goods: "Vaso de vidro",
        packages: &[2600],
    },
    Recipient {
        story: "cancelled_by_office",
        name: ["Diego", "Fontes"],
        phone: "+5511912340008",
        email: None,
        address: ["Rua Domingos de Morais", "1334", "Apto 62", "Vila Mariana", "04010-200"],
        point: [-23.5869, -46.6364],
        order: "CV-10217",
        goods: "Camiseta azul, M, três unidades",
        packages: &[720],
    },
    Recipient {
        story: "cancelled_by_recipient",
        name: ["Larissa", "Campos"],
        phone: "+5511912340009",
        email: None,
        address: ["Rua Cardeal Arcoverde", "1749", "Bloco B", "Pinheiros", "05407-002"],
        point: [-23.5606, -46.6876],
        order: "CV-10216",
        goods: "Caneca esmaltada, seis unidades",
        packages: &[1800],
    },
    Recipient {
        story: "rescheduled",
        name: ["Thiago", "Moraes"],
        phone: "+5511912340010",
        email: Some("thiago.moraes@example.com"),
        address: ["Rua Haddock Lobo", "1327", "Apto 93", "Cerqueira César", "01414-003"],
        point: [-23.5617, -46.6665],
        order: "CV-10233",
        goods: "Mochila, 25 litros, e camiseta azul, M",
        packages: &[900, 240],
    },
    Recipient {
        story: "retried",
        name: ["Aline", "Ferraz"],
        phone: "+5511912340011",
        email: None,
        address: ["Alameda Santos", "1165", "Apto 154", "Cerqueira César", "01419-002"],
        point: [-23.5632, -46.6543],
        order: "CV-10213",
        goods: "Tênis de corrida, 41, e meias",
        packages: &[1150],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn nobody_shares_a_number_an_order_or_a_story_with_another() {
        for texts in [
            RECIPIENTS.each_ref().map(|one| one.story),
            RECIPIENTS.each_ref().map(|one| one.phone),
            RECIPIENTS.each_ref().map(|one| one.order),
        ] {
            assert_eq!(texts.into_iter().collect::<BTreeSet<_>>().len(), RECIPIENTS.len());
        }
    }
}
