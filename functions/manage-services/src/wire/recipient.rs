use domain::id::CustomerId;
use domain::postal::Country;
use edge::Fields;
use people::Sent;
use serde::Deserialize;
use utoipa::ToSchema;

use super::texts::text;
use crate::wish::Who;

/// Who waits for a service: one who is known by `id`, or who is found by `externalId`, else by `document`, else made.
/// One who is known needs no name. Beside a name, a telephone and an e-mail take the place of those that were known, and
/// names stay: they are changed by `/v1/customers`.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ServiceCustomer)]
pub struct NewCustomer {
    /// Id of a customer; nothing else is read then.
    #[serde(default)]
    pub id: Option<String>,
    /// Identifier in the system that the customer comes from.
    #[serde(default)]
    pub external_id: Option<String>,
    /// person, which is the default, or company.
    #[serde(default)]
    pub legal_type: Option<String>,
    /// Given name, or the name of a company.
    #[serde(default)]
    #[schema(example = "Ana")]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// CPF or CNPJ in Brazil, with or without separators; elsewhere 3 to 20 letters and digits.
    #[serde(default)]
    pub document: Option<String>,
    /// Telephone, as people of the account's country write it, or with + and its country code.
    #[serde(default)]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<String>,
}

impl NewCustomer {
    pub(super) fn read(&self, country: Option<Country>, fields: &mut Fields) -> Option<Who> {
        if let Some(id) = &self.id {
            let id = fields.take("/customer/id", "invalid_id", id.as_str(), id.parse::<CustomerId>());
            return id.map(Who::Known);
        }
        let blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        if blank(&self.first_name) && !blank(&self.external_id) {
            let external = text(fields, "/customer/externalId", self.external_id.as_deref());
            return external.map(Who::Called);
        }
        let sent = Sent {
            legal_type: self.legal_type.as_deref(),
            first_name: self.first_name.as_deref(),
            last_name: self.last_name.as_deref(),
            document: self.document.as_deref(),
            phone: self.phone.as_deref(),
            email: self.email.as_deref(),
            external_id: self.external_id.as_deref(),
        };
        sent.read("/customer", country, fields).map(|person| Who::Described(Box::new(person)))
    }
}
