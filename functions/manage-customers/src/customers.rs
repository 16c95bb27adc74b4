//! One customer, and lists of them.

use crate::{Deps, wire};
use domain::access::TenantScope;
use domain::customer::{Customer, CustomerKeys, Document, MissingAddresses};
use domain::event::EventKind;
use domain::id::CustomerId;
use domain::phone::Phone;
use domain::service::Text;
use edge::{FieldError, Problem, Reply, Request, WireProblem, save};
use jiff::{SignedDuration, Timestamp};
use store::keys::{self, Among, Facet, Month};
use store::{Page, Stored, Version};

/// Months without a customer that one page looks through.
const MONTHS: usize = 24;
/// Customers that a search answers at most.
const FOUND: u16 = 50;

/// Lists customers, newest first; or those found by the words of a name, or exactly by one of `externalId`, `document`,
/// `phone`, `email`. A search answers at most 50.
#[utoipa::path(get, path = "/v1/customers", tag = "Customers",
    params(("name" = Option<String>, Query, description = "Two characters or more that one of the first four words of the name begins with, and what follows it"),
        ("externalId" = Option<String>, Query, description = "Identifier in another system"),
        ("document" = Option<String>, Query, description = "Document, with or without separators"),
        ("phone" = Option<String>, Query, description = "Telephone"),
        ("email" = Option<String>, Query, description = "E-mail"),
        ("limit" = Option<u16>, Query, description = "1 to 200"),
        ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Customers), (status = 422, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let page = request.page(&deps.gate)?;
    let (ids, next) = match search(deps, request, scope).await? {
        Some(found) => (found, None),
        None => newest(deps, request, scope, &page).await?,
    };
    let keys: Vec<_> = ids.into_iter().map(|id| keys::customer(scope, id)).collect();
    let found = deps.gate.store().read_all(&keys, request.at()).await?;
    let items = found.iter().flatten().map(|customer| wire::Customer::from(&customer.value)).collect();
    Ok(Reply::ok(&wire::Customers { items, next_cursor: request.cursor(&deps.gate, next.as_deref())? }))
}

/// Adds a customer.
#[utoipa::path(post, path = "/v1/customers", tag = "Customers",
    params(("Idempotency-Key" = String, Header)), request_body = wire::NewCustomer,
    responses((status = 201, body = wire::Customer), (status = 409, description = "`customer_exists`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn add(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked: wire::NewCustomer = request.json()?;
    let scope = request.scope()?;
    let country = people::country(&deps.gate, scope, request.at()).await?;
    save(&deps.gate, request, async |commit| {
        let id = CustomerId::new(deps.gate.fresh());
        let customer = asked.read(country, id, request.at())?;
        refuse_taken(deps, scope, &customer, request.at()).await?;
        let event = request.event(&deps.gate, EventKind::CustomerAdded, id, &[])?;
        let commit = commit.create_customer(scope, &customer).tell(&event).concerning(id);
        let reply = Reply::created(&format!("/v1/customers/{id}"), &wire::Customer::from(&customer));
        Ok((commit, reply.with_etag(Version::FIRST)))
    })
    .await
}

/// Shows one customer.
#[utoipa::path(get, path = "/v1/customers/{id}", tag = "Customers", params(("id" = String, Path)),
    responses((status = 200, body = wire::Customer), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let found = find(deps, request).await?;
    Ok(Reply::ok(&wire::Customer::from(&found.value)).with_etag(found.version))
}

/// Changes a customer, or takes one out of use.
#[utoipa::path(put, path = "/v1/customers/{id}", tag = "Customers",
    params(("id" = String, Path), ("If-Match" = String, Header)), request_body = wire::NewCustomer,
    responses((status = 200, body = wire::Customer), (status = 404, body = WireProblem), (status = 409, description = "`customer_exists`", body = WireProblem), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked: wire::NewCustomer = request.json()?;
    let scope = request.scope()?;
    let country = people::country(&deps.gate, scope, request.at()).await?;
    save(&deps.gate, request, async |commit| {
        let before = find(deps, request).await?;
        request.matches(before.version)?;
        let wanted = asked.read(country, before.value.id, before.value.created_at)?;
        let customer = before.value.changed_to(wanted).map_err(|error| missing_addresses(&error))?;
        refuse_taken(deps, scope, &customer, request.at()).await?;
        let event = request.event(&deps.gate, EventKind::CustomerChanged, customer.id, &[])?;
        let commit = commit.replace_customer(scope, &before, &customer).tell(&event).concerning(customer.id);
        Ok((commit, Reply::ok(&wire::Customer::from(&customer)).with_etag(before.version.next())))
    })
    .await
}

/// Removes a customer who is out of use and to whom no service ever went. Whoever makes a service conditions on its
/// customer being in use as it was seen, so that none can come between this look and the removal.
#[utoipa::path(delete, path = "/v1/customers/{id}", tag = "Customers",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, description = "`still_active`, `referred_to`", body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let before = find(deps, request).await?;
        request.matches(before.version)?;
        if before.value.active {
            return Err(Problem::conflict("still_active", "Take it out of use first: set `active` to false."));
        }
        if has_services(deps, request, scope, before.value.id).await? {
            let detail = "Services went to this customer. Take the customer out of use, or have the person erased.";
            return Err(Problem::conflict("referred_to", detail));
        }
        let event = request.event(&deps.gate, EventKind::CustomerRemoved, before.value.id, &[])?;
        Ok((commit.delete_customer(scope, &before).tell(&event), Reply::no_content()))
    })
    .await
}

pub(crate) async fn find(deps: &Deps, request: &Request) -> Result<Stored<Customer>, Problem> {
    let id: CustomerId = request.named("id", "customer")?;
    let found = deps.gate.store().read(&keys::customer(request.scope()?, id), request.at()).await?;
    found.ok_or_else(|| Problem::not_found("customer"))
}

async fn has_services(deps: &Deps, request: &Request, scope: TenantScope, id: CustomerId) -> Result<bool, Problem> {
    let months = deps.gate.store().read(&keys::service_months(scope), request.at()).await?;
    let first = Page { limit: 1, after: None };
    for month in months.map(|found| found.value.months).unwrap_or_default() {
        let prefix = keys::services_of_one(scope, Facet::Customer(id), &month, true);
        if !deps.gate.store().list(&prefix, &first, request.at()).await?.items.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Refuses what another customer is found by. The locks in the commit decide; this tells the caller which field it is.
pub(crate) async fn refuse_taken(
    deps: &Deps,
    scope: TenantScope,
    customer: &Customer,
    now: Timestamp,
) -> Result<(), Problem> {
    let external =
        customer.external_id.as_ref().map(|id| ("/externalId", keys::customer_by_external(scope, id.as_str())));
    let document = customer.document.as_ref().map(|id| ("/document", keys::customer_by_document(scope, id.as_str())));
    let (fields, locks): (Vec<&str>, Vec<_>) = external.into_iter().chain(document).unzip();
    let found = deps.gate.store().read_all(&locks, now).await?;
    let others = fields.iter().zip(found).filter_map(|(field, found)| Some((*field, found?.value.id)));
    let errors: Vec<FieldError> = others
        .filter(|(_, owner)| *owner != customer.id)
        .map(|(field, owner)| FieldError {
            pointer: field.to_owned(),
            rule: "taken".to_owned(),
            detail: "Another customer has it already.".to_owned(),
            value: Some(owner.to_string().into()),
        })
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    let detail = "Another customer has it already; `errors` says what, and the id of that customer.";
    Err(Problem::conflict("customer_exists", detail).with_errors(errors))
}

fn missing_addresses(error: &MissingAddresses) -> Problem {
    Problem::of_field("/addresses", "numbers_stay", format!("{error}."))
}

/// The customers that the query looks for; none when it looks for nobody.
async fn search(deps: &Deps, request: &Request, scope: TenantScope) -> Result<Option<Vec<CustomerId>>, Problem> {
    let (store, now) = (deps.gate.store(), request.at());
    let mut asked = Vec::new();
    for name in ["name", "externalId", "document", "phone", "email"] {
        let text = request.query(name)?.map(str::trim).filter(|text| !text.is_empty());
        asked.extend(text.map(|text| (name, text)));
    }
    let [(by, text)] = asked.as_slice() else {
        return match asked.is_empty() {
            true => Ok(None),
            false => Err(Problem::malformed("two_searches", "Search by one thing at a time.")),
        };
    };
    let keys = match *by {
        "name" if text.chars().count() < 2 => {
            return Err(Problem::of_field("?name", "too_short", "Send two characters or more."));
        }
        "name" => {
            let found = store.found_by(scope, Among::Names, text, false, FOUND, now).await?;
            let mut ids: Vec<CustomerId> = Vec::new();
            for id in found {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            return Ok(Some(ids));
        }
        "externalId" => CustomerKeys { external_id: Text::new(text).ok(), document: None },
        "document" => CustomerKeys { external_id: None, document: Document::new(text).ok() },
        contact => {
            let country = people::country(&deps.gate, scope, now).await?;
            let number = || Phone::new(country, text).map(|phone| phone.as_str().to_owned()).ok();
            let contact = if contact == "phone" { number() } else { None }.unwrap_or_else(|| (*text).to_owned());
            let page = Page { limit: FOUND, after: None };
            let found = store.list(&keys::customers_with(scope, &store::contact(&contact)), &page, now).await?;
            return Ok(Some(found.items.into_iter().map(|found| found.value.id).collect()));
        }
    };
    let found = store.resolve_customer(scope, &keys, now).await?;
    Ok(Some(found.into_iter().map(|found| found.value.id).collect()))
}

/// A page of customers, newest first, month by month back to when the account was made.
async fn newest(
    deps: &Deps,
    request: &Request,
    scope: TenantScope,
    page: &Page,
) -> Result<(Vec<CustomerId>, Option<String>), Problem> {
    let account = deps.gate.store().read(&keys::account(scope), request.at()).await?;
    let first = account.map_or_else(|| Month::of(request.at()), |account| Month::of(account.value.created_at));
    // Where the page before stopped: in a month, after a customer or before all of them.
    let (mut month, mut after) = match page.after.as_deref().map(|after| after.split_once('/').unwrap_or((after, ""))) {
        Some((month, id)) => {
            (month.parse().unwrap_or_else(|_| first.clone()), Some(id.to_owned()).filter(|id| !id.is_empty()))
        }
        None => (Month::of(request.at()), None),
    };
    let mut ids = Vec::new();
    for _ in 0..MONTHS {
        if month < first {
            return Ok((ids, None));
        }
        let left = page.limit.saturating_sub(u16::try_from(ids.len()).unwrap_or(page.limit));
        let part = Page { limit: left, after: after.take() };
        let found = deps.gate.store().list(&keys::customers_of(scope, &month), &part, request.at()).await?;
        ids.extend(found.items.into_iter().map(|found| found.value.id));
        if let Some(next) = found.next {
            return Ok((ids, Some(format!("{}/{next}", month.as_str()))));
        }
        month = before(&month);
        if ids.len() >= usize::from(page.limit) {
            break;
        }
    }
    let next = (month >= first).then(|| month.as_str().to_owned());
    Ok((ids, next))
}

/// The month before a month.
fn before(month: &Month) -> Month {
    let start: Option<Timestamp> = format!("{}-01T00:00:00Z", month.as_str()).parse().ok();
    let earlier = start.and_then(|start| start.checked_sub(SignedDuration::from_hours(24)).ok());
    Month::of(earlier.unwrap_or(Timestamp::UNIX_EPOCH))
}
