use edge::Row;
use serde::Deserialize;
use utoipa::ToSchema;

/// SKUs to make or to change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SkuBatch {
    /// 1 to 500, each with its id. A field that one leaves out stays as it is registered.
    #[schema(value_type = Vec<super::Sku>)]
    pub(crate) items: Vec<Row>,
}

/// What warehouses have of SKUs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StockBatch {
    /// 1 to 500, each with its SKU and its warehouse. A field that one leaves out stays as it is.
    #[schema(value_type = Vec<super::Stock>)]
    pub(crate) items: Vec<Row>,
}
