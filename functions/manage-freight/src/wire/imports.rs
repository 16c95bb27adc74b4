use domain::code::PolicyId;
use domain::import::Asked;
use edge::{Fields, Problem};
use imports::{RowFinding, Shown, Subject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::job::{Applied, ForPolicy, Job, Rows};

/// A freight table to import.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewImport {
    /// The shipping policy that the table is for.
    #[schema(example = "expresso")]
    pub policy: String,
    /// Name of the file, for people.
    #[schema(example = "expresso.csv")]
    pub file_name: String,
    /// Bytes of the file.
    #[schema(example = 31787)]
    pub size: i64,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Check the file and wait for an activation.
    #[serde(default)]
    pub dry_run: bool,
}

impl NewImport {
    /// Reads the body.
    pub(crate) fn read(&self) -> Result<(ForPolicy, Asked), Problem> {
        let mut fields = Fields::new();
        let policy = fields.take("/policy", "invalid_id", self.policy.as_str(), PolicyId::new(&self.policy));
        let asked =
            imports::file(&mut fields, &self.file_name, self.size, &self.sha256, self.dry_run, ForPolicy::LARGEST);
        let (policy, asked) = fields.all(policy.zip(asked))?;
        Ok((ForPolicy { policy, block: None, version: None }, asked))
    }
}

/// One import of a freight table. A file with errors is rejected; one without is live at once, or checked, where
/// somebody wants to look first.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FreightTableImport {
    /// What every import shows.
    #[serde(flatten)]
    pub shown: Shown,
    /// The shipping policy that the table is for.
    pub policy: String,
    /// Rows that were read; while it is processing, those read so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// How many errors the file has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_count: Option<u64>,
    /// How many warnings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning_count: Option<u64>,
    /// The first 100 warnings; left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<RowFinding>>,
    /// The version that the table went live as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

impl FreightTableImport {
    /// With what every import shows of a job, without its warnings.
    pub(crate) fn of(job: &Job, shown: Shown) -> Self {
        let result = job.result.as_ref();
        Self {
            shown,
            policy: job.of.policy.to_string(),
            rows: job.rows(),
            error_count: result.map(|result| result.error_count),
            warning_count: result.map(|result| result.warning_count),
            warnings: None,
            version: job.of.version,
        }
    }

    /// With its first warnings, too.
    pub(crate) fn whole(job: &Job, shown: Shown) -> Self {
        let warnings = job.result.as_ref().map(|result| imports::shown(&result.warnings));
        Self { warnings, ..Self::of(job, shown) }
    }
}

/// What kind of goods a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum GoodsKind {
    /// SKUs, in the columns Id, Name, Weight (grams), Height, Width, Length (millimetres), and, if wanted, Price (in the
    /// currency, such as 49.90), Modal, Components (such as `caneca:2;prato:1`), `AvailableFrom` (RFC 3339).
    Skus,
    /// Stock, in the columns Sku, Warehouse, Quantity, and, if wanted, Unlimited (true or false), `LeadTime` (ISO 8601).
    Inventory,
}

/// What kind of configuration a file is about. Times are ISO 8601, amounts are of the account's currency, and a column
/// that the file does not have leaves what is configured. Lists have semicolons between, hours are written as
/// `1 08:00-18:00; 2 08:00-12:00` (0 is Sunday).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum SettingKind {
    /// Id, Name, and, if wanted, Active, Seller, Priority, `ProcessingTime`, `OverheadTime`, `SalesChannels`, Policies.
    Docks,
    /// Id, Name, and, if wanted, Active, Seller, Priority, Docks (such as `doca PT4H 1.99; outra`).
    Warehouses,
    /// Id, Name, `ShippingMethod`, and, if wanted, Active, Seller, Saturday, Sunday, Holiday, `LargestMeasure`,
    /// `MaxMeasureSum`, `ItemMultiple`, `SplitCargo`, `MinimumValue`, `MaximumValue`, `AdditionalTime`, `CubicFactor`,
    /// `CubicMinimum`, Modals, `OnlyTheseModals`, `BusinessHours`, `AcceptsOrdersOutside`, Pickups (such as
    /// `1 18:00; 3 18:00`), `ByAppointment`, `MaxRangeDays`, Windows (such as
    /// `1 08:00-12:00 price=10.00 orders=16 items=40 before=PT2H`), `PickupPoints`, `PickupPointTags`,
    /// `PickupPointSellers`, `PickupPointsShown`.
    ShippingPolicies,
    /// Id, Name, Country, Latitude, Longitude, and, if wanted, `PostalCode`, State, City, Neighborhood, Street, Number,
    /// Complement, Reference, Active, Seller, Description, Instructions, Hours, Tags, `ThirdParty`.
    PickupPoints,
    /// Id, Name, and, if wanted, Active, `WhiteLabel`, `MaxOrders`, `MaxItems`, `WhenFull` (`next_days` or `pause`),
    /// `AheadDays`.
    Sellers,
    /// Id, Name, `StartDate` (YYYY-MM-DD), and, if wanted, `EndDate`.
    Holidays,
}

/// What travels about imports of rows that each make or change one thing, of one kind of things.
macro_rules! row_imports {
    ($kind:ident: $(#[$to_import:meta])* $new:ident, $(#[$imported:meta])* $one:ident, $(#[$listed:meta])* $many:ident) => {
        $(#[$to_import])*
        #[derive(Debug, Deserialize, ToSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $new {
            /// What the rows are.
            pub kind: $kind,
            /// Name of the file, for people.
            #[schema(example = "skus.xlsx")]
            pub file_name: String,
            /// Bytes of the file.
            #[schema(example = 31787)]
            pub size: i64,
            /// SHA-256 of the file, 64 hexadecimal digits.
            pub sha256: String,
            /// Only check the file.
            #[serde(default)]
            pub dry_run: bool,
        }

        impl $new {
            /// Reads the body.
            pub(crate) fn read(&self) -> Result<Asked, Problem> {
                let mut fields = Fields::new();
                let (name, largest) = (&self.file_name, Rows::<$kind>::LARGEST);
                let asked = imports::file(&mut fields, name, self.size, &self.sha256, self.dry_run, largest);
                fields.all(asked)
            }
        }

        $(#[$imported])*
        #[derive(Debug, Serialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub struct $one {
            /// What every import shows.
            #[serde(flatten)]
            pub shown: Shown,
            /// What the rows are.
            pub kind: $kind,
            /// Rows that were read; while it is processing, those dealt with so far.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub rows: Option<u64>,
            /// Rows that made something new.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub created: Option<u64>,
            /// Rows that changed something.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub changed: Option<u64>,
            /// Rows that were so already.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub unchanged: Option<u64>,
            /// How many errors there are. A row with an error changes nothing.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub error_count: Option<u64>,
        }

        impl $one {
            /// With what every import shows of a job.
            pub(crate) fn of(job: &Job<Rows<$kind>>, shown: Shown) -> Self {
                let applied: Option<Applied> = job.of.applied;
                Self {
                    shown,
                    kind: job.of.kind,
                    rows: job.rows(),
                    created: applied.map(|applied| applied.created),
                    changed: applied.map(|applied| applied.changed),
                    unchanged: applied.map(|applied| applied.unchanged),
                    error_count: job.result.as_ref().map(|result| result.error_count),
                }
            }
        }

        $(#[$listed])*
        #[derive(Serialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub struct $many {
            /// Newest first.
            pub items: Vec<$one>,
            /// For the next page; null on the last.
            pub next_cursor: Option<String>,
        }
    };
}

row_imports! {
    GoodsKind:
    /// Goods to import.
    NewGoodsImport,
    /// One import of goods. It is finished when the rows without errors are applied; a dry run is checked, or rejected when
    /// it has errors.
    GoodsImport,
    /// A part of the imports of goods.
    GoodsImports
}

row_imports! {
    SettingKind:
    /// Configuration to import.
    NewConfigurationImport,
    /// One import of configuration. It is finished when the rows without errors are applied; a dry run is checked, or
    /// rejected when it has errors.
    ConfigurationImport,
    /// A part of the imports of configuration.
    ConfigurationImports
}

/// A part of the imports.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FreightTableImports {
    /// Newest first.
    pub items: Vec<FreightTableImport>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}
