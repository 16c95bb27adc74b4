use crate::{said, text};
use domain::customer::{Customer, CustomerKeys, Document, LegalType};
use domain::document::{Legal, TaxId};
use domain::email::Email;
use domain::id::CustomerId;
use domain::phone::Phone;
use domain::postal::Country;
use domain::service::Text;
use edge::Fields;
use jiff::Timestamp;

/// What somebody says of a person or a company, as it came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent<'a> {
    /// person, which is the default, or company.
    pub legal_type: Option<&'a str>,
    /// Given name, or the name of a company.
    pub first_name: Option<&'a str>,
    /// Family name.
    pub last_name: Option<&'a str>,
    /// CPF or CNPJ in Brazil, with or without separators; elsewhere 3 to 20 letters and digits.
    pub document: Option<&'a str>,
    /// Telephone, as people of the account's country write it, or with + and its country code.
    pub phone: Option<&'a str>,
    /// E-mail.
    pub email: Option<&'a str>,
    /// Identifier in the system that the person comes from.
    pub external_id: Option<&'a str>,
}

/// What is known of a person or a company from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Person or company.
    pub legal_type: LegalType,
    /// Given name, or the name of a company.
    pub first_name: Text<150>,
    /// Family name.
    pub last_name: Option<Text<100>>,
    /// What the person is found by.
    pub keys: CustomerKeys,
    /// Telephone, as E.164 where the country's numbers are known.
    pub phone: Option<Text<20>>,
    /// E-mail.
    pub email: Option<Email>,
}

impl Sent<'_> {
    /// Reads it by the rules of a country, noting what is wrong below the pointer `at`.
    pub fn read(&self, at: &str, country: Option<Country>, fields: &mut Fields) -> Option<Person> {
        let legal_type = match said(self.legal_type) {
            None | Some("person") => LegalType::Person,
            Some("company") => LegalType::Company,
            Some(other) => {
                let detail = "A customer is a person or a company.";
                fields.refuse(&format!("{at}/legalType"), "choice", detail, Some(other.into()));
                LegalType::Person
            }
        };
        let first = self.first_name.unwrap_or_default();
        let first_name = fields.take_secret(&format!("{at}/firstName"), "text", Text::new(first));
        let last_name = text(fields, &format!("{at}/lastName"), self.last_name);
        let document = said(self.document).and_then(|text| {
            let legal = if legal_type == LegalType::Company { Legal::Company } else { Legal::Person };
            let checked = TaxId::new(country, legal, text).map_err(|error| error.to_string());
            let read = checked.and_then(|id| Document::new(id.as_str()).map_err(|error| error.to_string()));
            fields.take_secret(&format!("{at}/document"), "document", read)
        });
        let phone = said(self.phone).and_then(|text| {
            let checked = Phone::new(country, text).map_err(|error| error.to_string());
            let read = checked.and_then(|phone| Text::new(phone.as_str()).map_err(|error| error.to_string()));
            fields.take_secret(&format!("{at}/phone"), "phone", read)
        });
        let email = said(self.email)
            .and_then(|text| fields.take_secret(&format!("{at}/email"), "email", text.parse::<Email>()));
        let external_id = text(fields, &format!("{at}/externalId"), self.external_id);
        let keys = CustomerKeys { external_id, document };
        Some(Person { legal_type, first_name: first_name?, last_name, keys, phone, email })
    }
}

impl Person {
    /// The customer that this person becomes, in use and without an address.
    #[must_use]
    pub fn customer(self, id: CustomerId, created_at: Timestamp) -> Customer {
        Customer {
            id,
            legal_type: self.legal_type,
            first_name: self.first_name,
            last_name: self.last_name,
            document: self.keys.document,
            phone: self.phone,
            email: self.email,
            external_id: self.keys.external_id,
            addresses: Vec::new(),
            active: true,
            created_at,
            import: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pointers of what is wrong with a person, in the country.
    fn wrong(country: Option<Country>, sent: Sent<'_>) -> Vec<String> {
        let mut fields = Fields::new();
        let read = sent.read("/customer", country, &mut fields);
        match fields.all(read) {
            Ok(_) => Vec::new(),
            Err(problem) => problem.errors().iter().map(|error| error.pointer.clone()).collect(),
        }
    }

    #[test]
    fn everything_that_is_wrong_with_a_person_is_told_at_once_and_by_the_rules_of_the_country() {
        let ana = Sent { first_name: Some("Ana"), ..Sent::default() };
        let check = |country, sent: Sent<'_>, expected: &[&str]| assert_eq!(wrong(country, sent), expected, "{sent:?}");
        let brazil = Some(Country::BRA);
        check(brazil, ana, &[]);
        let cpf = Sent { document: Some("529.982.247-25"), phone: Some("(11) 98765-4321"), ..ana };
        check(brazil, cpf, &[]);
        check(brazil, Sent { legal_type: Some("company"), ..cpf }, &["/customer/document"]);
        let typo = Sent { document: Some("529.982.247-26"), phone: Some("9"), email: Some("ana"), ..ana };
        check(brazil, typo, &["/customer/document", "/customer/phone", "/customer/email"]);
        check(None, Sent { document: Some("529.982.247-26"), ..ana }, &[]);
        let nobody = Sent { legal_type: Some("robot"), first_name: None, ..ana };
        check(brazil, nobody, &["/customer/legalType", "/customer/firstName"]);
    }
}
