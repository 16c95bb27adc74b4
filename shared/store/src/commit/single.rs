//! Writing one item: its own condition is enough, and a transaction of one would cost twice as much.

use super::When;
use super::transact::pause;
use crate::guard::OnBehalf;
use crate::item::{self, Attributes, MUTATION};
use crate::{Error, Store};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;

impl Store {
    /// Puts an item; one that meets a transaction is put again. `label` names the write when its condition does not
    /// hold, and `mutation` is the mark that the item carries.
    pub(crate) async fn put(
        &self,
        (item, when): (Attributes, When),
        label: &'static str,
        mutation: &str,
        acting: &OnBehalf,
    ) -> Result<(), Error> {
        let (condition, names, values) = when.expression();
        let put = self.client.put_item().table_name(&*self.table).set_item(Some(item));
        let put = put
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        for attempt in 1..=12_u32 {
            let sent = put.clone().customize().interceptor(acting.clone()).send().await;
            let Err(error) = sent else { return Ok(()) };
            match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(there)) => {
                    // Our own mark: it was put before, and only the answer was lost.
                    let ours = there.item().and_then(|item| item::string(item, MUTATION)) == Some(mutation);
                    return if ours { Ok(()) } else { Err(Error::refused(label)) };
                }
                Some(PutItemError::TransactionConflictException(_)) => {
                    tokio::time::sleep(pause(attempt, mutation)).await;
                }
                _ => return Err(Error::from_sdk("committing", &error)),
            }
        }
        Err(Error::contended())
    }
}
