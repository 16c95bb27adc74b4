use serde_json::{Value, json};

type Things = Vec<(String, Value)>;

fn things<const N: usize>(all: [(&str, Value); N]) -> Things {
    all.map(|(id, thing)| (id.to_string(), thing)).into()
}

/// Shops in the south and the west of São Paulo where goods can be collected.
pub(super) fn pickup_points() -> Things {
    let point = |name: &str, [street, number, neighborhood, code]: [&str; 4], [lat, lng]: [f64; 2]| {
        json!({
            "name": name,
            "instructions": "Leve um documento e o número do pedido.",
            "address": {
                "country": "BRA", "postalCode": code, "state": "SP", "city": "São Paulo",
                "neighborhood": neighborhood, "street": street, "number": number,
            },
            "location": { "lat": lat, "lng": lng },
            "hours": (1..=6).map(|day| json!({ "dayOfWeek": day, "opening": "09:00", "closing": "19:00" })).collect::<Vec<_>>(),
            "tags": ["loja"],
        })
    };
    things([
        (
            "loja-ipiranga",
            point("Loja Ipiranga", ["Rua Silva Bueno", "1200", "Ipiranga", "04208-000"], [-23.5936, -46.6033]),
        ),
        ("loja-moema", point("Loja Moema", ["Avenida Moema", "300", "Moema", "04077-020"], [-23.6003, -46.6630])),
        (
            "loja-pinheiros",
            point("Loja Pinheiros", ["Rua dos Pinheiros", "800", "Pinheiros", "05422-001"], [-23.5656, -46.6865]),
        ),
    ])
}

/// Places where a carrier takes longer, with what shoppers are told.
pub(super) fn restricted_areas() -> Things {
    let morumbi = json!({
        "country": "BRA", "postalFrom": "05600-000", "postalTo": "05699-999", "overTime": "P1D",
        "message": "Caminhões entram neste bairro em dias alternados: um dia a mais.",
    });
    things([("economico/restricted-areas", json!({ "items": [morumbi] }))])
}

/// Services of carriers: slow and cheap, quick on the road, by air; and in the south and the west of São Paulo, by
/// appointment and to the shops.
pub(super) fn policies() -> Things {
    let halves = |day: u8| {
        [("08:00", "12:00"), ("13:00", "18:00")]
            .map(|(start, end)| json!({ "dayOfWeek": day, "start": start, "end": end, "price": 490, "maxOrders": 20 }))
    };
    let windows: Vec<Value> = (1..=6).flat_map(halves).collect();
    let weekdays = |time: &str| (1..=5).map(|day| json!({ "dayOfWeek": day, "timeLimit": time })).collect::<Vec<_>>();
    things([
        (
            "economico",
            json!({
                "name": "Rodoviário econômico",
                "shippingMethod": "Econômico",
                "cubicWeight": { "factor": "0.167", "minimum": "5000" },
                "maxDimension": { "largestMeasure": 1050, "maxMeasureSum": 2000 },
                "pickups": weekdays("17:00"),
            }),
        ),
        (
            "expresso",
            json!({
                "name": "Rodoviário expresso",
                "shippingMethod": "Expresso",
                "weekendAndHolidays": { "saturday": true, "sunday": false, "holiday": false },
                "cubicWeight": { "factor": "0.2", "minimum": "0" },
                "maxDimension": { "largestMeasure": 1000, "maxMeasureSum": 1800 },
                "pickups": weekdays("19:00"),
            }),
        ),
        (
            "aereo",
            json!({
                "name": "Aéreo",
                "shippingMethod": "Prioritário",
                "weekendAndHolidays": { "saturday": true, "sunday": true, "holiday": false },
                "cubicWeight": { "factor": "0.167", "minimum": "0" },
                "maxDimension": { "largestMeasure": 800, "maxMeasureSum": 1500 },
                "modals": { "carried": ["ELECTRONICS", "GLASS"], "onlyThese": false },
                "cartValue": { "minimum": 0, "maximum": 1_000_000 },
            }),
        ),
        (
            "agendada",
            json!({
                "name": "Entrega própria com hora marcada",
                "shippingMethod": "Agendada",
                "weekendAndHolidays": { "saturday": true, "sunday": false, "holiday": false },
                "deliverySchedule": { "enabled": true, "maxRangeDays": 5, "windows": windows },
            }),
        ),
        (
            "retirada",
            json!({
                "name": "Retirada nas lojas",
                "shippingMethod": "Retirada na loja",
                "weekendAndHolidays": { "saturday": true, "sunday": false, "holiday": false },
                "pickupPointTags": ["loja"],
            }),
        ),
    ])
}

pub(super) fn docks() -> Things {
    things([
        (
            "cajamar-rodoviario",
            json!({ "name": "Cajamar, rodoviário", "priority": 5, "processingTime": "P1D", "policies": ["economico"] }),
        ),
        (
            "cajamar-expresso",
            json!({ "name": "Cajamar, expresso", "priority": 8, "processingTime": "PT4H", "policies": ["expresso", "aereo"] }),
        ),
        (
            "ipiranga-expresso",
            json!({ "name": "Ipiranga, expresso", "priority": 6, "processingTime": "PT2H", "policies": ["economico", "expresso", "agendada", "retirada"] }),
        ),
    ])
}

pub(super) fn warehouses() -> Things {
    things([
        (
            "cajamar",
            json!({
                "name": "Centro de distribuição Cajamar",
                "docks": [
                    { "dock": "cajamar-rodoviario", "time": "PT1H", "cost": 0 },
                    { "dock": "cajamar-expresso", "time": "PT1H", "cost": 150 },
                ],
            }),
        ),
        (
            "ipiranga",
            json!({
                "name": "Loja Ipiranga",
                "priority": 10,
                "docks": [{ "dock": "ipiranga-expresso", "time": "PT2H", "cost": 290 }],
            }),
        ),
    ])
}

/// Weight in grams, edges in millimetres, price in cents.
pub(super) fn skus() -> Things {
    let sku = |name: &str, weight: u32, [height, width, length]: [u32; 3], price: u32| {
        let dimensions = json!({ "height": height, "width": width, "length": length });
        json!({ "name": name, "weight": weight, "dimensions": dimensions, "price": price })
    };
    let mut all = things([
        ("camiseta-azul-m", sku("Camiseta azul, M", 220, [30, 250, 300], 5990)),
        ("tenis-corrida-41", sku("Tênis de corrida, 41", 900, [120, 210, 330], 34990)),
        ("mochila-25l", sku("Mochila, 25 litros", 750, [150, 320, 460], 18990)),
        ("caneca-esmaltada", sku("Caneca esmaltada", 280, [95, 95, 120], 3490)),
        ("fone-sem-fio", sku("Fone de ouvido sem fio", 180, [60, 120, 150], 24990)),
        ("vaso-de-vidro", sku("Vaso de vidro", 2400, [350, 200, 200], 12990)),
        ("cadeira-dobravel", sku("Cadeira dobrável", 6800, [180, 560, 940], 27990)),
        ("racao-15kg", sku("Ração, 15 kg", 15_200, [150, 450, 700], 17990)),
    ]);
    for (id, modal) in [("fone-sem-fio", "ELECTRONICS"), ("vaso-de-vidro", "GLASS")] {
        for (_, sku) in all.iter_mut().filter(|(known, _)| known == id) {
            if let Some(sku) = sku.as_object_mut() {
                sku.insert("modal".into(), modal.into());
            }
        }
    }
    all
}

pub(super) fn stock() -> Things {
    let mut all = Vec::new();
    for (id, _) in skus() {
        let (distribution, store) = match id.as_str() {
            "cadeira-dobravel" | "racao-15kg" => (60, 0),
            "vaso-de-vidro" => (3, 1),
            _ => (400, 25),
        };
        all.push((format!("{id}/cajamar"), json!({ "quantity": distribution })));
        all.push((format!("{id}/ipiranga"), json!({ "quantity": store })));
    }
    all
}

/// Brazil's national holidays with a fixed date, for the year around the time the sample was made.
pub(super) fn holidays() -> Things {
    let holiday = |name: &str, date: &str| json!({ "name": name, "startDate": date });
    things([
        ("consciencia-negra-2026", holiday("Dia da Consciência Negra", "2026-11-20")),
        ("natal-2026", holiday("Natal", "2026-12-25")),
        ("ano-novo-2027", holiday("Confraternização Universal", "2027-01-01")),
        ("tiradentes-2027", holiday("Tiradentes", "2027-04-21")),
        ("trabalho-2027", holiday("Dia do Trabalho", "2027-05-01")),
        ("independencia-2027", holiday("Independência do Brasil", "2027-09-07")),
        ("aparecida-2027", holiday("Nossa Senhora Aparecida", "2027-10-12")),
        ("finados-2027", holiday("Finados", "2027-11-02")),
        ("republica-2027", holiday("Proclamação da República", "2027-11-15")),
    ])
}

/// When recipients can be delivered to: in São Paulo from tomorrow on, elsewhere a few days later.
pub(super) fn calendars() -> Things {
    let slot = |shift: &str, start: &str, end: &str, days: &[u8], deliveries: u32| json!({ "shift": shift, "start": start, "end": end, "days": days, "places": { "deliveries": deliveries } });
    let (week, workdays) = ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5]);
    things([
        (
            "sao-paulo",
            json!({
                "name": "São Paulo e região",
                "area": [{ "from": "01000000", "to": "09999999" }],
                "slots": [
                    slot("morning", "08:00", "12:00", &week, 40),
                    slot("afternoon", "13:00", "18:00", &week, 60),
                    slot("night", "18:30", "21:30", &workdays, 20),
                ],
                "leadDays": 1, "horizonDays": 14, "mostMoves": 3,
                "cutOff": { "kind": "at", "days": 1, "time": "20:00" },
            }),
        ),
        (
            "brasil",
            json!({
                "name": "Demais cidades",
                "area": [{ "from": "10000000", "to": "99999999" }],
                "slots": [
                    slot("morning", "08:00", "12:00", &workdays, 200),
                    slot("afternoon", "13:00", "18:00", &workdays, 200),
                ],
                "leadDays": 3, "horizonDays": 21, "mostMoves": 3,
                "cutOff": { "kind": "at", "days": 2, "time": "18:00" },
            }),
        ),
    ])
}

/// Who looks at the sample by night wants to see its messages too.
pub(super) fn messages() -> Things {
    things([("default", json!({ "quietHours": null, "segmentMicros": 290_000, "perNumber": 200 }))])
}
