//! Keys of what customers are found by beside their names, and of what is kept about them elsewhere.

use super::{Found, ITSELF, Key, Month, Prefix, own, own_prefix};
use domain::access::TenantScope;
use domain::id::{CustomerId, ImportId, ServiceId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An answer that is kept for repeats and says something of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAnswer {
    /// The name that the answer is found by.
    pub name: String,
}

/// AP-105: that a customer has a telephone number or an e-mail address. Others may have the same.
#[must_use]
pub fn customer_contact(scope: TenantScope, contact: &str, id: CustomerId) -> Key<Found<CustomerId>> {
    own(scope, "customer_contact", &contact_partition(scope, contact), &id.to_string())
}

/// AP-105: the customers with a telephone number or an e-mail address.
#[must_use]
pub fn customers_with(scope: TenantScope, contact: &str) -> Prefix<Found<CustomerId>> {
    own_prefix(scope, &contact_partition(scope, contact), true)
}

fn contact_partition(scope: TenantScope, contact: &str) -> String {
    format!("CUSTOMERCONTACT#{}", super::services::digest(scope, contact))
}

/// AP-106: that a customer was first seen in a month.
#[must_use]
pub fn customer_of_month(scope: TenantScope, id: CustomerId) -> Key<Found<CustomerId>> {
    // Both identifiers tell when they were made.
    let month = Month::of_service(ServiceId::new(id.uuid()));
    own(scope, "customer_of", &format!("CUSTOMERS#{}", month.as_str()), &id.to_string())
}

/// AP-106: the customers who were first seen in a month, newest first.
#[must_use]
pub fn customers_of(scope: TenantScope, month: &Month) -> Prefix<Found<CustomerId>> {
    own_prefix(scope, &format!("CUSTOMERS#{}", month.as_str()), true)
}

/// AP-120: one import of customers.
#[must_use]
pub fn customer_import<T>(scope: TenantScope, id: ImportId) -> Key<T> {
    own(scope, "customer_import", "CUSTOMERIMPORT", &id.to_string())
}

/// AP-121: the imports of customers, newest first.
#[must_use]
pub fn customer_imports<T>(scope: TenantScope) -> Prefix<T> {
    own_prefix(scope, "CUSTOMERIMPORT", true)
}

/// AP-107: that an answer is kept which says something of a customer.
#[must_use]
pub fn kept_answer(scope: TenantScope, customer: CustomerId, name: &str) -> Key<KeptAnswer> {
    own(scope, "kept_answer", &format!("KEPTANSWERS#{customer}"), name)
}

/// AP-107: the answers that are kept and say something of a customer.
#[must_use]
pub fn kept_answers(scope: TenantScope, customer: CustomerId) -> Prefix<KeptAnswer> {
    own_prefix(scope, &format!("KEPTANSWERS#{customer}"), false)
}

/// AP-01: a kept answer by its name.
#[must_use]
pub fn answer_named(scope: TenantScope, name: &str) -> Key<crate::Answer> {
    own(scope, "answer", &format!("ANSWER#{name}"), ITSELF)
}

/// AP-109: what is kept about a service and tells of its recipient, by the name that an export gives it: everything but
/// the customer that holds personal data. Whoever keeps something new adds it here, and it is given out and erased.
#[must_use]
pub fn told_of_recipient(scope: TenantScope, service: ServiceId) -> [(&'static str, Prefix<Value>); 4] {
    let kept = |partition: &str| own_prefix(scope, &format!("{partition}#{service}"), false);
    [("messages", kept("MESSAGES")), ("proofs", kept("PROOFS")), ("said", kept("SAID")), ("thread", kept("THREAD"))]
}

/// AP-108: that a person was erased, and when.
#[must_use]
pub fn erasure<T>(scope: TenantScope, customer: CustomerId) -> Key<T> {
    own(scope, "erasure", &format!("ERASURE#{customer}"), ITSELF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::AccountId;
    use uuid::Uuid;

    #[test]
    fn no_key_spells_a_number_and_every_key_stands_in_its_list() {
        let scope = TenantScope::acting_for(AccountId::new(Uuid::from_u128(1)));
        let id = CustomerId::new(Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, 1_795_291_603, 0)));
        let contact = customer_contact(scope, "+5511999990000", id).place;
        assert!(!format!("{contact:?}").contains("999990000"));
        assert_eq!(contact.pk, customers_with(scope, "+5511999990000").pk);
        let month: Month = "2026-11".parse().unwrap();
        assert_eq!(customer_of_month(scope, id).place.pk, customers_of(scope, &month).pk);
        assert_eq!(kept_answer(scope, id, "x").place.pk, kept_answers(scope, id).pk);
        let service = ServiceId::new(id.uuid());
        let [messages, proofs, ..] = told_of_recipient(scope, service).map(|(_, prefix)| prefix.pk);
        let known = (super::super::service_messages(scope, service).pk, super::super::proofs(scope, service).pk);
        assert_eq!((messages, proofs), known);
    }
}
