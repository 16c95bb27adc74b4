use edge::Exact;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// SKUs to make or to change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SkuBatch {
    /// 1 to 500, each with its id. A field that one leaves out stays as it is registered.
    #[schema(value_type = Vec<super::Sku>)]
    pub(crate) items: Vec<Exact>,
}

/// What warehouses have of SKUs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StockBatch {
    /// 1 to 500, each with its SKU and its warehouse. A field that one leaves out stays as it is.
    #[schema(value_type = Vec<super::Stock>)]
    pub(crate) items: Vec<Exact>,
}

/// What became of the rows.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GoodsBatchAnswer)]
pub struct BatchAnswer {
    /// In the order in which they were sent.
    pub items: Vec<RowAnswer>,
}

/// What became of one row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GoodsRowAnswer)]
pub struct RowAnswer {
    /// Which row, from 0.
    pub row: usize,
    /// The status code that it would have had alone.
    pub status: u16,
    /// The SKU or what there is of it, or the problem.
    #[schema(value_type = Object)]
    pub body: Value,
}
