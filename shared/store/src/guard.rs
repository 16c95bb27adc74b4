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
