//! Customers as they are written and found: one item each, and beside it what finds it and the locks that keep one
//! person one customer.

use crate::keys::{self, Found, KeptAnswer};
use crate::services::searched;
use crate::{Commit, Error, Page, Store, Stored};
use domain::access::TenantScope;
use domain::customer::{Customer, CustomerKeys};
use domain::id::CustomerId;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// A telephone number or an e-mail address as it is looked for.
#[must_use]
pub fn contact(text: &str) -> String {
    text.trim().to_lowercase()
}

impl Commit {
    /// Writes a new customer, whom nobody else can be by the same identifiers.
    #[must_use]
    pub fn create_customer(self, scope: TenantScope, customer: &Customer) -> Self {
        let found = Found { id: customer.id };
        self.create("customer", &keys::customer(scope, customer.id), customer)
            .put_always("customer list", &keys::customer_of_month(scope, customer.id), &found, None)
            .customer_found_by(scope, customer, None)
    }

    /// Writes a changed customer.
    #[must_use]
    pub fn replace_customer(self, scope: TenantScope, before: &Stored<Customer>, customer: &Customer) -> Self {
        let commit = self.replace("customer", &keys::customer(scope, customer.id), before.version, customer);
        commit.customer_found_by(scope, customer, Some(&before.value))
    }

    /// Removes a customer and all that it is found by.
    #[must_use]
    pub fn delete_customer(self, scope: TenantScope, before: &Stored<Customer>) -> Self {
        let (old, id) = (&before.value, before.value.id);
        let commit = self
            .delete("customer", &keys::customer(scope, id), before.version)
            .delete_always("customer list", &keys::customer_of_month(scope, id));
        let commit = locks(scope, old)
            .into_iter()
            .flatten()
            .fold(commit, |commit, lock| commit.delete_always("customer lock", &lock));
        let commit = contacts(old).iter().fold(commit, |commit, contact| {
            commit.delete_always("customer contact", &keys::customer_contact(scope, contact, id))
        });
        names(old)
            .iter()
            .fold(commit, |commit, words| commit.delete_always("customer name", &keys::customer_name(scope, words, id)))
    }

    fn customer_found_by(self, scope: TenantScope, customer: &Customer, before: Option<&Customer>) -> Self {
        let found = Found { id: customer.id };
        let mut commit = self;
        let had = before.map_or([None, None], |before| locks(scope, before));
        for (new, old) in locks(scope, customer).into_iter().zip(had) {
            let same = new.as_ref().zip(old.as_ref()).is_some_and(|(new, old)| new.place == old.place);
            if let Some(old) = old.filter(|_| !same) {
                commit = commit.delete_always("customer lock", &old);
            }
            if let Some(new) = new.filter(|_| !same) {
                commit = commit.create("customer lock", &new, &found);
            }
        }
        let (old, new) = (before.map(names).unwrap_or_default(), names(customer));
        for words in old.difference(&new) {
            commit = commit.delete_always("customer name", &keys::customer_name(scope, words, customer.id));
        }
        for words in new.difference(&old) {
            let key = keys::customer_name(scope, words, customer.id);
            commit = commit.put_always("customer name", &key, &found, None);
        }
        let (old, new) = (before.map(contacts).unwrap_or_default(), contacts(customer));
        for contact in old.difference(&new) {
            commit = commit.delete_always("customer contact", &keys::customer_contact(scope, contact, customer.id));
        }
        for contact in new.difference(&old) {
            let key = keys::customer_contact(scope, contact, customer.id);
            commit = commit.put_always("customer contact", &key, &found, None);
        }
        commit
    }
}

/// By external identifier, then by document.
fn locks(scope: TenantScope, customer: &Customer) -> [Option<keys::Key<Found<CustomerId>>>; 2] {
    let external = customer.external_id.as_ref().map(|id| keys::customer_by_external(scope, id.as_str()));
    let document = customer.document.as_ref().map(|id| keys::customer_by_document(scope, id.as_str()));
    [external, document]
}

/// What a name is found by: all of it, and what follows each of its first words.
fn names(customer: &Customer) -> BTreeSet<String> {
    let whole = searched(&customer.name());
    let words: Vec<&str> = whole.split_whitespace().collect();
    (0..words.len().min(4)).map(|from| words.iter().skip(from).copied().collect::<Vec<_>>().join(" ")).collect()
}

fn contacts(customer: &Customer) -> BTreeSet<String> {
    let phone = customer.phone.as_ref().map(|phone| contact(phone.as_str()));
    phone.into_iter().chain(customer.email.as_ref().map(|email| contact(email.as_str()))).collect()
}

impl Store {
    /// The customer who is found by these: by the identifier in another system, else by document.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer or an item is unreadable.
    pub async fn resolve_customer(
        &self,
        scope: TenantScope,
        by: &CustomerKeys,
        now: Timestamp,
    ) -> Result<Option<Stored<Customer>>, Error> {
        let external = by.external_id.as_ref().map(|id| keys::customer_by_external(scope, id.as_str()));
        let document = by.document.as_ref().map(|id| keys::customer_by_document(scope, id.as_str()));
        let locks: Vec<_> = external.into_iter().chain(document).collect();
        let found: Option<CustomerId> =
            self.read_all(&locks, now).await?.into_iter().flatten().next().map(|found| found.value.id);
        match found {
            Some(id) => self.read(&keys::customer(scope, id), now).await,
            None => Ok(None),
        }
    }

    /// The names of the answers that are kept for repeats and say something of a customer, a part at a time.
    ///
    /// # Errors
    /// As [`Self::resolve_customer`].
    pub async fn answers_about(
        &self,
        scope: TenantScope,
        customer: CustomerId,
        now: Timestamp,
    ) -> Result<Vec<Stored<KeptAnswer>>, Error> {
        let page = Page { limit: 40, after: None };
        Ok(self.list(&keys::kept_answers(scope, customer), &page, now).await?.items)
    }
}
