//! Freight values: rows of a policy's freight table, put in, replaced and taken out by what makes them themselves.

use bytes::Bytes;
use configuration::Sections;
use domain::code::PolicyId;
use domain::postal::PostalCode;
use edge::reference::Text;
use edge::{Fields, Problem, Reply, Request, save};
use freight::table::{Area, Cells, Change, Column, FreightRow, RestrictedArea};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Deps;
use crate::change::unconfigured;
use crate::import::detail;
use crate::reference::reading::{decimal, told_number};
use crate::rows;

/// Rows of one call at most.
const MOST: usize = 5_000;

/// Doubts about rows that are told in one answer.
const DOUBTS: usize = 5;

/// A row as it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Row {
    operation_type: Option<Text>,
    zip_code_start: Option<Text>,
    zip_code_end: Option<Text>,
    polygon: Option<Text>,
    weight_start: Option<Text>,
    weight_end: Option<Text>,
    absolute_money_cost: Option<Text>,
    price_percent: Option<Text>,
    price_percent_by_weight: Option<Text>,
    max_volume: Option<Text>,
    time_cost: Option<Text>,
    country: Option<Text>,
    minimum_value_insurance: Option<Text>,
}

/// The name that a column has here.
fn name(column: Column) -> &'static str {
    match column {
        Column::ZipCodeStart => "zipCodeStart",
        Column::ZipCodeEnd => "zipCodeEnd",
        Column::PolygonName => "polygon",
        Column::WeightStart => "weightStart",
        Column::WeightEnd => "weightEnd",
        Column::AbsoluteMoneyCost => "absoluteMoneyCost",
        Column::PricePercent => "pricePercent",
        Column::PriceByExtraWeight => "pricePercentByWeight",
        Column::MaxVolume => "maxVolume",
        Column::TimeCost => "timeCost",
        Column::Country => "country",
        Column::MinimumValueInsurance => "minimumValueInsurance",
    }
}

impl Row {
    fn cell(&self, column: Column) -> String {
        let sent = match column {
            Column::ZipCodeStart => &self.zip_code_start,
            Column::ZipCodeEnd => &self.zip_code_end,
            Column::PolygonName => &self.polygon,
            Column::WeightStart => &self.weight_start,
            Column::WeightEnd => &self.weight_end,
            Column::AbsoluteMoneyCost => &self.absolute_money_cost,
            Column::PricePercent => &self.price_percent,
            Column::PriceByExtraWeight => &self.price_percent_by_weight,
            Column::MaxVolume => &self.max_volume,
            Column::TimeCost => &self.time_cost,
            Column::Country => &self.country,
            Column::MinimumValueInsurance => &self.minimum_value_insurance,
        };
        let text = sent.as_ref().map(Text::as_str).unwrap_or_default();
        match column {
            Column::ZipCodeStart | Column::ZipCodeEnd | Column::PolygonName | Column::TimeCost | Column::Country => {
                text.to_owned()
            }
            // A number of JSON may end in zeros that it was not sent with.
            _ => decimal(text).map_or_else(|| text.to_owned(), |number| number.normalize().to_string()),
        }
    }

    /// What is to be done with it: 1 puts it in, 2 replaces it, 3 takes it out.
    fn read(&self, fields: &mut Fields, doubts: &mut Vec<String>, at: usize) -> Option<Change> {
        let operation = self.operation_type.as_ref().map(Text::as_str).unwrap_or_default();
        if !["1", "2", "3"].contains(&operation) {
            let told = "Send 1 to insert, 2 to update, 3 to delete.";
            fields.refuse(&format!("/{at}/operationType"), "operation_type", told, Some(operation.into()));
            return None;
        }
        let delete = operation == "3";
        let cells = Column::ALL.map(|column| {
            let text = self.cell(column);
            // What is taken out is known by place and weights: the rest may be left out.
            let price = matches!(column, Column::AbsoluteMoneyCost | Column::TimeCost);
            if delete && price && text.is_empty() { "0".to_owned() } else { text }
        });
        let parsed = Cells(cells.each_ref().map(String::as_str)).parse();
        let warnings = parsed.iter().flat_map(|parsed| &parsed.warnings);
        doubts.extend(warnings.map(|doubt| format!("{at}.{}: {}", name(doubt.column), detail(doubt.rule))));
        match parsed {
            Ok(parsed) if delete => Some(Change::Delete(parsed.row.identity())),
            // What the reference documents of a row does not include it: whoever leaves it out does not take it away.
            Ok(parsed) if self.minimum_value_insurance.is_none() => Some(Change::Reprice(parsed.row)),
            Ok(parsed) => Some(Change::Put(parsed.row)),
            Err(errors) => {
                for error in errors {
                    let pointer = format!("/{at}/{}", name(error.column));
                    fields.refuse(&pointer, error.rule, detail(error.rule), Some(error.value.into()));
                }
                None
            }
        }
    }
}

/// Puts rows into the freight table of a policy, replaces them and takes them out, all or nothing; quotes use the
/// result from the next one on. A row is itself by country, postal range or polygon, and weights. The header `Warning`
/// tells of cells that may mean something else than what was read.
#[utoipa::path(post, path = "/api/logistics/pvt/configuration/freights/{carrierId}/values/update", tag = "Reference",
    params(("carrierId" = String, Path)), request_body = Value,
    responses((status = 200, description = "Nothing"), (status = 400, body = Value, description = "In the reference's own body"),
        (status = 404, body = Value)))]
pub(super) async fn update(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Vec<Row> = request.json()?;
    let policy: PolicyId = request.named("carrierId", "shipping policy")?;
    let mut fields = Fields::new();
    if !(1..=MOST).contains(&sent.len()) {
        fields.refuse("", "number_of_rows", format!("Send 1 to {MOST} rows."), Some(sent.len().into()));
    }
    let each = sent.iter().take(MOST).enumerate();
    let mut doubts = Vec::new();
    let changes: Vec<Change> = each.filter_map(|(at, row)| row.read(&mut fields, &mut doubts, at)).collect();
    let changes = fields.all(Some(changes))?;
    let mut reply = Reply::bytes(200, "application/json", Bytes::new());
    if !doubts.is_empty() {
        let more = doubts.len().saturating_sub(DOUBTS);
        let told = doubts.iter().take(DOUBTS).map(|doubt| format!("299 - \"{doubt}\""));
        let more = (more > 0).then(|| format!("299 - \"And {more} more.\""));
        reply = reply.with_header("warning", &told.chain(more).collect::<Vec<String>>().join(", "));
    }
    save(&deps.gate, request, async |commit| {
        let current = deps.current(request).await?;
        let (commit, _) = rows::amend_live(deps, request, commit, current, &policy, changes.clone()).await?;
        Ok((commit, reply.clone()))
    })
    .await
}

/// Lists the rows of a policy that hold for a postal code, in the order in which they came.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/freights/{carrierId}/{postalCode}/values", tag = "Reference",
    params(("carrierId" = String, Path), ("postalCode" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let policy: PolicyId = request.named("carrierId", "shipping policy")?;
    let code = PostalCode::of_any_country(request.param("postalCode"));
    let code = code.map_err(|refused| Problem::malformed("invalid_postal_code", format!("{refused}.")))?;
    let sections = deps.current(request).await?.sections;
    if sections.policies.get(policy.as_str()).is_none() {
        return Err(Problem::not_found("shipping policy"));
    }
    let Some(hash) = sections.tables.get(&policy).and_then(|table| table.block) else {
        return Ok(Reply::ok(&json!([])));
    };
    let block = deps.register.block(request.scope()?, hash).await.map_err(unconfigured)?;
    let rows: Vec<Value> = block.rows_at(code).map(|row| told(&row, &policy, &sections)).collect();
    Ok(Reply::ok(&rows))
}

fn told(row: &FreightRow, policy: &PolicyId, sections: &Sections) -> Value {
    let cell = |column: Column| row.cell(column);
    let amount = |column: Column| decimal(&row.cell(column)).map_or(Value::Null, told_number);
    let restricted = sections.restricted.get(policy.as_str()).map(|record| record.value.as_slice());
    let restricted: Vec<Value> =
        restricted.unwrap_or_default().iter().filter_map(|area| restriction(area, row)).collect();
    json!({
        "absoluteMoneyCost": amount(Column::AbsoluteMoneyCost),
        "country": cell(Column::Country),
        "maxVolume": amount(Column::MaxVolume),
        "operationType": 0,
        "pricePercent": amount(Column::PricePercent),
        "pricePercentByWeight": amount(Column::PriceByExtraWeight),
        "timeCost": cell(Column::TimeCost),
        "weightEnd": amount(Column::WeightEnd),
        "weightStart": amount(Column::WeightStart),
        "zipCodeEnd": cell(Column::ZipCodeEnd),
        "zipCodeStart": cell(Column::ZipCodeStart),
        "polygon": cell(Column::PolygonName),
        "minimumValueInsurance": amount(Column::MinimumValueInsurance),
        "restrictedFreights": restricted,
    })
}

/// A restricted area that meets a row's postal range: one postal code where nothing is delivered as its text, anything
/// else with its range, days and message.
fn restriction(area: &RestrictedArea, row: &FreightRow) -> Option<Value> {
    let (Area::Postal(restricted), Area::Postal(range)) = (area.place.area(), row.area()) else { return None };
    let meets = restricted.start() <= range.end() && range.start() <= restricted.end();
    if !meets || area.country != row.country() {
        return None;
    }
    Some(match area.over_time {
        None if restricted.start() == restricted.end() => json!(restricted.start().to_string()),
        over_time => json!({
            "zipCodeStart": restricted.start().to_string(),
            "zipCodeEnd": restricted.end().to_string(),
            "overTime": over_time.map(freight::time_span::TimeSpan::to_dot_net),
            "message": area.message,
        }),
    })
}
