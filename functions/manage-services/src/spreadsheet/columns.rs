//! The columns of a spreadsheet of services, by their headings in three languages.

use domain::language::Language;
use domain::register::folded;

/// A column that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Column {
    ShipperDocument,
    Sender,
    Name,
    Document,
    Email,
    AreaCode,
    Phone,
    Street,
    Complement,
    Neighbourhood,
    PostalCode,
    City,
    State,
    Latitude,
    Longitude,
    Invoice,
    Series,
    Order,
    Description,
    Customer,
    Partner,
    Minutes,
    Login,
    Plate,
    Starts,
    Ends,
    Scheduled,
    Manifest,
    Kilograms,
    Freight,
    ToCollect,
    // Ours, beyond those that are usual.
    External,
    Kind,
    LastName,
    LegalType,
    Country,
    HouseNumber,
    Landmark,
    Packages,
    Volume,
    Worth,
    Priority,
    Skills,
    Proofs,
    Branch,
    Carrier,
    Agency,
    Deadline,
    Hours,
    // What an export says beside what was asked; an import passes over it.
    Code,
    Status,
    Attempts,
    Created,
    Ended,
    Driver,
    Shift,
}

use Column as C;

/// Column by column: its headings in Portuguese, Spanish and English. The first 31 are the usual ones in their order.
pub(crate) const COLUMNS: [(Column, [&str; 3]); 56] = [
    (C::ShipperDocument, ["CPF/CNPJ do Embarcador", "Documento del remitente", "Shipper document"]),
    (C::Sender, ["Nome do embarcador", "Nombre del remitente", "Shipper name"]),
    (C::Name, ["Nome do destinatário", "Nombre del destinatario", "Recipient name"]),
    (C::Document, ["CPF ou CNPJ", "Documento", "Document"]),
    (C::Email, ["Email", "Correo electrónico", "E-mail"]),
    (C::AreaCode, ["DDD", "Código de área", "Area code"]),
    (C::Phone, ["Telefone celular", "Teléfono móvil", "Mobile phone"]),
    (C::Street, ["Endereço", "Dirección", "Address"]),
    (C::Complement, ["Complemento", "Complemento de dirección", "Complement"]),
    (C::Neighbourhood, ["Bairro", "Barrio", "Neighborhood"]),
    (C::PostalCode, ["CEP", "Código postal", "Postal code"]),
    (C::City, ["Cidade", "Ciudad", "City"]),
    (C::State, ["Estado", "Provincia", "State"]),
    (C::Latitude, ["Latitude", "Latitud", "Latitude"]),
    (C::Longitude, ["Longitude", "Longitud", "Longitude"]),
    (C::Invoice, ["NF / OS", "Factura", "Invoice"]),
    (C::Series, ["Série", "Serie", "Series"]),
    (C::Order, ["Número do Pedido", "Número de pedido", "Order number"]),
    (C::Description, ["Descrição", "Descripción", "Description"]),
    (C::Customer, ["ID do cliente", "ID del cliente", "Customer ID"]),
    (C::Partner, ["ID do parceiro", "ID del socio", "Partner ID"]),
    (C::Minutes, ["Tempo de serviço", "Tiempo de servicio", "Service time"]),
    (C::Login, ["Portador", "Conductor", "Driver login"]),
    (C::Freight, ["ID do frete", "ID del flete", "Freight ID"]),
    (C::ToCollect, ["Valor a receber", "Valor por cobrar", "Amount to collect"]),
    (C::Plate, ["Placa", "Matrícula", "Plate"]),
    (C::Starts, ["Data Início", "Fecha de inicio", "Start date"]),
    (C::Ends, ["Data fim", "Fecha de fin", "End date"]),
    (C::Scheduled, ["Data agendamento", "Fecha acordada", "Scheduled date"]),
    (C::Manifest, ["Romaneio", "Lista de carga", "Manifest"]),
    (C::Kilograms, ["Peso", "Peso (kg)", "Weight"]),
    (C::External, ["Código externo", "ID externo", "External ID"]),
    (C::Kind, ["Tipo", "Tipo de servicio", "Type"]),
    (C::LastName, ["Sobrenome", "Apellido", "Last name"]),
    (C::LegalType, ["Tipo de pessoa", "Tipo de persona", "Legal type"]),
    (C::Country, ["País", "País de destino", "Country"]),
    (C::HouseNumber, ["Número", "Número de puerta", "House number"]),
    (C::Landmark, ["Ponto de referência", "Punto de referencia", "Landmark"]),
    (C::Packages, ["Volumes", "Bultos", "Packages"]),
    (C::Volume, ["Volume (m³)", "Volumen (m³)", "Volume (m³)"]),
    (C::Worth, ["Valor da mercadoria", "Valor de la mercancía", "Goods value"]),
    (C::Priority, ["Prioridade", "Prioridad", "Priority"]),
    (C::Skills, ["Habilidades", "Capacidades", "Skills"]),
    (C::Proofs, ["Comprovantes", "Comprobantes", "Required proof"]),
    (C::Branch, ["Filial", "Sucursal", "Branch"]),
    (C::Carrier, ["Transportadora", "Transportista", "Carrier"]),
    (C::Agency, ["Agência", "Agencia", "Agency"]),
    (C::Deadline, ["Prazo", "Plazo", "Deadline"]),
    (C::Hours, ["Janela de horário", "Franja horaria", "Time window"]),
    (C::Code, ["Código de rastreio", "Código de seguimiento", "Tracking code"]),
    (C::Status, ["Situação", "Situación", "Status"]),
    (C::Attempts, ["Tentativas", "Intentos", "Attempts"]),
    (C::Created, ["Data de cadastro", "Fecha de registro", "Created at"]),
    (C::Ended, ["Data de conclusão", "Fecha de cierre", "Ended at"]),
    (C::Driver, ["ID do portador", "ID del conductor", "Driver ID"]),
    (C::Shift, ["Turno", "Turno agendado", "Shift"]),
];

/// The column of a heading, whatever its case, its accents and its signs.
pub(super) fn column(heading: &str) -> Option<Column> {
    let wanted = plain(heading);
    COLUMNS.iter().find(|(_, names)| names.iter().any(|name| plain(name) == wanted)).map(|(column, _)| *column)
}

fn plain(heading: &str) -> String {
    folded(heading).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

impl Column {
    /// Its heading in a language.
    pub(crate) fn heading(self, language: Language) -> &'static str {
        let names = COLUMNS.iter().find(|(column, _)| *column == self).map_or([""; 3], |(_, names)| *names);
        let [portuguese, spanish, english] = names;
        match language {
            Language::Portuguese => portuguese,
            Language::Spanish => spanish,
            Language::English => english,
        }
    }

    /// Whether an export says it beside what was asked.
    pub(crate) const fn is_told(self) -> bool {
        matches!(self, C::Code | C::Status | C::Attempts | C::Created | C::Ended | C::Driver | C::Shift)
    }

    /// The field of a service that a column holds, as a pointer into its JSON begins.
    const fn pointer(self) -> Option<&'static str> {
        Some(match self {
            C::Name => "/customer/firstName",
            C::LastName => "/customer/lastName",
            C::LegalType => "/customer/legalType",
            C::Document => "/customer/document",
            C::Email => "/customer/email",
            C::Phone => "/customer/phone",
            C::Customer => "/customer",
            C::Street => "/address/street",
            C::HouseNumber => "/address/number",
            C::Complement => "/address/complement",
            C::Neighbourhood => "/address/neighborhood",
            C::PostalCode => "/address/postalCode",
            C::City => "/address/city",
            C::State => "/address/state",
            C::Country => "/address/country",
            C::Landmark => "/address/reference",
            C::Latitude => "/address/lat",
            C::Longitude => "/address/lng",
            C::Invoice => "/invoice",
            C::Series => "/invoice/series",
            C::Order => "/order",
            C::Description => "/description",
            C::Partner => "/partner",
            C::Branch => "/branch",
            C::Carrier => "/carrier",
            C::Agency => "/agency",
            C::Minutes => "/serviceMinutes",
            C::Priority => "/priority",
            C::Scheduled => "/scheduledDate",
            C::Manifest => "/manifest",
            C::Freight => "/freightId",
            C::ToCollect => "/amountToCollect",
            C::Kilograms => "/weight",
            C::External => "/externalId",
            C::Kind => "/type",
            C::Deadline => "/deadline",
            C::Hours => "/timeWindow",
            C::Sender => "/sender",
            C::Packages => "/packages",
            C::Volume => "/volume",
            C::Worth => "/goodsValue",
            C::Skills => "/skills",
            C::Proofs => "/requiredProof",
            _ => return None,
        })
    }

    /// The column that a pointer into the JSON of a service is about: the one that says most of it.
    pub(crate) fn of_pointer(pointer: &str) -> Option<Self> {
        let within =
            |field: &str| pointer == field || pointer.strip_prefix(field).is_some_and(|rest| rest.starts_with('/'));
        let fits =
            COLUMNS.iter().filter_map(|(column, _)| Some((*column, column.pointer().filter(|field| within(field))?)));
        fits.max_by_key(|(_, field)| field.len()).map(|(column, _)| column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_heading_names_two_columns() {
        let mut seen: BTreeMap<String, (Column, [&str; 3])> = BTreeMap::new();
        for (column, names) in COLUMNS {
            for name in names {
                let other = seen.insert(plain(name), (column, names));
                assert!(other.is_none_or(|other| other == (column, names)), "{name}");
            }
        }
    }

    #[test]
    fn headings_are_known_in_three_languages() {
        for (heading, expected) in [
            ("CEP", Some(C::PostalCode)),
            ("código  postal", Some(C::PostalCode)),
            ("POSTAL CODE", Some(C::PostalCode)),
            ("nf/os", Some(C::Invoice)),
            ("Endereco", Some(C::Street)),
            ("Portador", Some(C::Login)),
            ("ID do frete", Some(C::Freight)),
            ("Código Postal da Lua", None),
            ("", None),
        ] {
            assert_eq!(column(heading), expected, "{heading}");
        }
    }

    #[test]
    fn an_error_of_a_field_is_one_of_its_column() {
        for (pointer, expected) in [
            ("/customer/firstName", Some(C::Name)),
            ("/customer/id", Some(C::Customer)),
            ("/invoice/number", Some(C::Invoice)),
            ("/invoice/series", Some(C::Series)),
            ("/packages/3/barcode", Some(C::Packages)),
            ("/skillset", None),
            ("", None),
        ] {
            assert_eq!(Column::of_pointer(pointer), expected, "{pointer}");
        }
    }
}
