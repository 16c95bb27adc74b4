//! The key guard: no request leaves this process for a partition that its caller may not touch.
//!
//! Keys are made from a `TenantScope` by construction; the guard holds even where construction goes wrong. Every
//! request says on whose behalf it acts, and the guard compares each partition key in it. A request that says nothing
//! is refused, and so is every operation that the guard does not know.

use crate::item::{Attributes, PK};
use crate::keys::Acting;
use aws_sdk_dynamodb::operation::{
    batch_get_item::BatchGetItemInput, get_item::GetItemInput, put_item::PutItemInput, query::QueryInput,
    transact_write_items::TransactWriteItemsInput, update_item::UpdateItemInput,
};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{BeforeSerializationInterceptorContextRef, Input};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

/// Says on whose behalf one request acts. Added to each request where it is made.
#[derive(Clone, Debug)]
pub(crate) struct OnBehalf(pub(crate) Vec<Acting>);

impl Storable for OnBehalf {
    type Storer = StoreReplace<Self>;
}

impl Intercept for OnBehalf {
    fn name(&self) -> &'static str {
        "OnBehalf"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(self.clone());
        Ok(())
    }
}

/// Refuses what [`OnBehalf`] does not cover. Part of the client, so that no request goes without it.
#[derive(Debug)]
pub(crate) struct KeyGuard;

impl Intercept for KeyGuard {
    fn name(&self) -> &'static str {
        "KeyGuard"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let acting = cfg.load::<OnBehalf>().ok_or("a request to the table does not say on whose behalf it acts")?;
        let prefixes: Vec<String> = acting.0.iter().map(|acting| acting.prefix()).collect();
        let touched = partitions(context.input())?;
        if touched.is_empty() {
            return Err("a request to the table names no partition".into());
        }
        match touched.iter().find(|pk| !prefixes.iter().any(|prefix| pk.starts_with(prefix.as_str()))) {
            Some(_) => Err("a request to the table leaves the acting account".into()),
            None => Ok(()),
        }
    }
}

/// Every partition key that a request reads or writes.
fn partitions(input: &Input) -> Result<Vec<&str>, BoxError> {
    if let Some(get) = input.downcast_ref::<GetItemInput>() {
        return pks([get.key()]);
    }
    if let Some(batch) = input.downcast_ref::<BatchGetItemInput>() {
        return pks(batch
            .request_items()
            .into_iter()
            .flat_map(|tables| tables.values())
            .flat_map(|table| table.keys().iter().map(Some)));
    }
    if let Some(query) = input.downcast_ref::<QueryInput>() {
        let value = query.expression_attribute_values().and_then(|values| values.get(":pk"));
        return Ok(vec![value.and_then(|value| value.as_s().ok()).ok_or("a query names no partition")?]);
    }
    if let Some(put) = input.downcast_ref::<PutItemInput>() {
        return pks([put.item()]);
    }
    if let Some(update) = input.downcast_ref::<UpdateItemInput>() {
        return pks([update.key()]);
    }
    if let Some(write) = input.downcast_ref::<TransactWriteItemsInput>() {
        return pks(write.transact_items().iter().map(|action| {
            let put = action.put().map(aws_sdk_dynamodb::types::Put::item);
            let delete = action.delete().map(aws_sdk_dynamodb::types::Delete::key);
            let check = action.condition_check().map(aws_sdk_dynamodb::types::ConditionCheck::key);
            let update = action.update().map(aws_sdk_dynamodb::types::Update::key);
            put.or(delete).or(check).or(update)
        }));
    }
    Err("this operation on the table is not known to the key guard".into())
}

fn pks<'a>(keys: impl IntoIterator<Item = Option<&'a Attributes>>) -> Result<Vec<&'a str>, BoxError> {
    keys.into_iter()
        .map(|key| {
            let pk: Option<&AttributeValue> = key.and_then(|key| key.get(PK));
            pk.and_then(|pk| pk.as_s().ok())
                .map(String::as_str)
                .ok_or_else(|| BoxError::from("a request to the table has no partition key"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::{SK, text};
    use crate::{Store, keys};
    use domain::access::{GlobalScope, TenantScope};
    use domain::id::AccountId;
    use std::collections::HashMap;
    use uuid::Uuid;

    fn acting(n: u128) -> Acting {
        Acting::For(AccountId::new(Uuid::from_u128(n)))
    }

    fn scope(n: u128) -> TenantScope {
        TenantScope::acting_for(AccountId::new(Uuid::from_u128(n)))
    }

    /// A table that nobody answers for: what the guard lets pass fails later, and otherwise.
    fn store() -> Store {
        let config = aws_config::SdkConfig::builder()
            .region(aws_config::Region::new("nowhere"))
            .behavior_version(aws_config::BehaviorVersion::latest())
            .retry_config(aws_config::retry::RetryConfig::disabled())
            .endpoint_url("http://127.0.0.1:9");
        Store::new(&config.build(), "table")
    }

    fn place(n: u128) -> Attributes {
        HashMap::from([(PK.to_owned(), text(&format!("{}ACCOUNT", acting(n).prefix()))), (SK.to_owned(), text("-"))])
    }

    /// What the guard says of a request; none when it lets it pass.
    fn refusal<E: std::error::Error + 'static>(error: &E) -> Option<String> {
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        let mut found = None;
        while let Some(error) = cause {
            let words = error.to_string();
            let ours = ["acting account", "on whose behalf", "not known to the key guard", "names no partition"];
            if ours.iter().any(|part| words.contains(part)) {
                found = Some(words);
            }
            cause = error.source();
        }
        found
    }

    #[tokio::test]
    async fn a_request_for_another_account_never_leaves_the_process() {
        let own = OnBehalf(vec![acting(1)]);
        for (n, refused) in [(1, false), (2, true)] {
            let (client, table) = (store().client, "table");
            let get = client.get_item().table_name(table).set_key(Some(place(n))).customize();
            let get = get.interceptor(own.clone()).send().await.unwrap_err();
            let put = client.put_item().table_name(table).set_item(Some(place(n))).customize();
            let put = put.interceptor(own.clone()).send().await.unwrap_err();
            let query = client.query().table_name(table).key_condition_expression("#pk = :pk");
            let pk = text(&format!("{}USER", acting(n).prefix()));
            let query = query.expression_attribute_values(":pk", pk).customize();
            let query = query.interceptor(own.clone()).send().await.unwrap_err();
            let told = [refusal(&get), refusal(&put), refusal(&query)];
            assert!(told.iter().all(|told| told.is_some() == refused), "{n}: {told:?}");
        }
    }

    #[tokio::test]
    async fn one_foreign_key_among_many_is_enough() {
        let own = OnBehalf(vec![acting(1)]);
        for (others, refused) in [(1, false), (2, true)] {
            let (client, table) = (store().client, "table");
            let keys = aws_sdk_dynamodb::types::KeysAndAttributes::builder().keys(place(1)).keys(place(others));
            let batch = client.batch_get_item().request_items(table, keys.build().unwrap()).customize();
            let batch = batch.interceptor(own.clone()).send().await.unwrap_err();
            assert_eq!(refusal(&batch).is_some(), refused, "{batch:?}");
            let delete = |n| {
                let delete = aws_sdk_dynamodb::types::Delete::builder().table_name(table).set_key(Some(place(n)));
                aws_sdk_dynamodb::types::TransactWriteItem::builder().delete(delete.build().unwrap()).build()
            };
            let write = client.transact_write_items().transact_items(delete(1)).transact_items(delete(others));
            let write = write.customize().interceptor(own.clone()).send().await.unwrap_err();
            assert_eq!(refusal(&write).is_some(), refused, "{write:?}");
        }
    }

    #[tokio::test]
    async fn whoever_does_not_say_on_whose_behalf_and_whatever_is_not_known_is_refused() {
        let client = store().client;
        let silent = client.get_item().table_name("table").set_key(Some(place(1))).send().await.unwrap_err();
        assert!(refusal(&silent).is_some_and(|told| told.contains("on whose behalf")), "{silent:?}");
        let unknown =
            client.describe_table().table_name("table").customize().interceptor(OnBehalf(vec![acting(1)])).send().await;
        assert!(refusal(&unknown.unwrap_err()).is_some_and(|told| told.contains("not known")));
        let nothing =
            client.query().table_name("table").customize().interceptor(OnBehalf(vec![acting(1)])).send().await;
        assert!(refusal(&nothing.unwrap_err()).is_some_and(|told| told.contains("names no partition")));
    }

    #[tokio::test]
    async fn what_belongs_to_no_account_is_reached_by_its_own_scope_only() {
        let login = OnBehalf(vec![Acting::Global(GlobalScope::Login)]);
        let at = jiff::Timestamp::UNIX_EPOCH;
        let email = "ana@example.com".parse().unwrap();
        let own = store().read(&keys::login(&email), at).await.unwrap_err();
        assert!(!own.to_string().contains("acting account"), "{own}");
        let client = store().client;
        let key = crate::item::key_of(&keys::account(scope(1)).place);
        let account = client.get_item().table_name("table").set_key(Some(key)).customize().interceptor(login);
        assert!(refusal(&account.send().await.unwrap_err()).is_some());
    }
}
