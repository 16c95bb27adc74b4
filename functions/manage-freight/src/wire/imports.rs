use domain::code::PolicyId;
use domain::import::{Asked, Failure, Finding};
use edge::{Fields, Problem};
use imports::{RowFinding, Subject, Upload};
use jiff::Timestamp;
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

/// One import of a freight table.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FreightTableImport {
    /// Identifier.
    pub id: String,
    /// The shipping policy that the table is for.
    pub policy: String,
    /// Name of the file.
    pub file_name: String,
    /// `awaiting_upload`, processing, rejected (the file has errors), checked (it can go live), live, or failed.
    #[schema(example = "live")]
    pub status: &'static str,
    /// Whether it waits for an activation once it is checked.
    pub dry_run: bool,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When its status last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Timestamp,
    /// Rows that were read; while it is processing, those read so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// How many errors the file has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_count: Option<u64>,
    /// How many warnings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning_count: Option<u64>,
    /// The first 100 errors; left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<RowFinding>>,
    /// The first 100 warnings; left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<RowFinding>>,
    /// Where all of them can be read as CSV, for 15 minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_url: Option<String>,
    /// The version that the table went live as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Why it failed: `not_uploaded`, `content_differs`, `policy_gone`, `gave_up`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<&'static str>,
    /// Where the file goes; in the first answer only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload: Option<Upload>,
}

impl FreightTableImport {
    /// A job as it stands at a moment, without what only its own address shows.
    pub(crate) fn summary(job: &Job, now: Timestamp) -> Self {
        let result = job.result.as_ref();
        Self {
            id: job.id.to_string(),
            policy: job.of.policy.to_string(),
            file_name: job.asked.file_name.clone(),
            status: job.status_at(now).name(),
            dry_run: job.asked.dry_run,
            created_at: job.created_at,
            updated_at: job.updated_at,
            rows: job.rows(),
            error_count: result.map(|result| result.error_count),
            warning_count: result.map(|result| result.warning_count),
            errors: None,
            warnings: None,
            report_url: None,
            version: job.of.version,
            failure: job.failure_at(now).map(Failure::name),
            upload: None,
        }
    }

    /// A job with its first findings.
    pub(crate) fn whole(job: &Job, now: Timestamp) -> Self {
        let of = |findings: &[Finding]| findings.iter().map(RowFinding::from).collect();
        let result = job.result.as_ref();
        Self {
            errors: result.map(|result| of(&result.errors)),
            warnings: result.map(|result| of(&result.warnings)),
            ..Self::summary(job, now)
        }
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
            /// Identifier.
            pub id: String,
            /// What the rows are.
            pub kind: $kind,
            /// Name of the file.
            pub file_name: String,
            /// `awaiting_upload`, processing, finished (rows without errors are applied), checked (a dry run without errors),
            /// rejected (a dry run with errors, or a file that cannot be read), or failed.
            #[schema(example = "finished")]
            pub status: &'static str,
            /// Whether rows are only checked.
            pub dry_run: bool,
            /// When it was asked for.
            #[schema(value_type = String, format = DateTime)]
            pub created_at: Timestamp,
            /// When its status last changed.
            #[schema(value_type = String, format = DateTime)]
            pub updated_at: Timestamp,
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
            /// The first 100 errors; left out of lists.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub errors: Option<Vec<RowFinding>>,
            /// Where all of them can be read as CSV, for 15 minutes.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub report_url: Option<String>,
            /// Why it failed: `not_uploaded`, `content_differs`, `gave_up`.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub failure: Option<&'static str>,
            /// Where the file goes; in the first answer only.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub upload: Option<Upload>,
        }

        impl $one {
            /// A job as it stands at a moment, without what only its own address shows.
            pub(crate) fn summary(job: &Job<Rows<$kind>>, now: Timestamp) -> Self {
                let result = job.result.as_ref();
                let applied: Option<Applied> = job.of.applied;
                Self {
                    id: job.id.to_string(),
                    kind: job.of.kind,
                    file_name: job.asked.file_name.clone(),
                    status: job.status_at(now).name(),
                    dry_run: job.asked.dry_run,
                    created_at: job.created_at,
                    updated_at: job.updated_at,
                    rows: job.rows(),
                    created: applied.map(|applied| applied.created),
                    changed: applied.map(|applied| applied.changed),
                    unchanged: applied.map(|applied| applied.unchanged),
                    error_count: result.map(|result| result.error_count),
                    errors: None,
                    report_url: None,
                    failure: job.failure_at(now).map(Failure::name),
                    upload: None,
                }
            }

            /// A job with its first findings.
            pub(crate) fn whole(job: &Job<Rows<$kind>>, now: Timestamp) -> Self {
                let result = job.result.as_ref();
                let errors = result.map(|result| result.errors.iter().map(RowFinding::from).collect());
                Self { errors, ..Self::summary(job, now) }
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
    /// One import of goods.
    GoodsImport,
    /// A part of the imports of goods.
    GoodsImports
}

row_imports! {
    SettingKind:
    /// Configuration to import.
    NewConfigurationImport,
    /// One import of configuration.
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
