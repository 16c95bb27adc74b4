//! The columns of a spreadsheet: by the name of the field, or as people of three languages call it.

use domain::postal::Country;
use domain::register::folded;
use imports::yes;
use people::cells;
use serde_json::{Map, Value, json};
use sheets::{Cell, Kind};

/// Field, and what else its column may be called, without case, accents and anything but letters and digits.
static NAMES: [(&str, &str); 50] = [
    ("code", "codigo codigoexterno externalcode"),
    ("name", "nome nombre descricao descripcion description"),
    ("active", "ativo activo"),
    ("legalType", "tipo tipopessoa tipopersona"),
    ("companyName", "razaosocial razonsocial"),
    ("document", "documento cpf cnpj cpfcnpj cpfoucnpj"),
    ("stateRegistration", "inscricaoestadual inscripcionestatal"),
    ("municipalRegistration", "inscricaomunicipal inscripcionmunicipal"),
    ("contactName", "nomecontato contato nombrecontacto contacto contact"),
    ("email", "correio correo mail"),
    ("phone", "telefone telefono telephone"),
    ("mobile", "celular movil telefonecelular"),
    ("color", "cor colour"),
    ("logo", "logotipo"),
    ("language", "idioma lingua"),
    ("site", "website pagina sitio"),
    ("requiredProof", "proofs comprovantes comprobantes"),
    ("login", "usuario usuariodelogin username"),
    ("timeZone", "fusohorario husohorario"),
    ("branch", "filial sucursal"),
    ("carrier", "transportadora transportista"),
    ("photo", "foto fotografia"),
    ("identityCard", "rg identidade cedula identidad"),
    ("socialNumber", "pis pispasep nit"),
    ("registration", "matricula legajo"),
    ("homeAddress", "endereco direccion domicilio address"),
    ("vehicleType", "tipo tipoveiculo tipovehiculo"),
    ("plate", "placa patente matricula"),
    ("weight", "peso pesomaximo"),
    ("volume", "volumemaximo volumen"),
    ("units", "unidades pacotes paquetes"),
    ("opensChat", "abrechat"),
    ("reversible", "reversivel"),
    ("asksText", "pedetexto pidetexto"),
    ("after", "depois despues"),
    ("date", "data fecha dia day"),
    ("until", "ate hasta datafim fechadefin"),
    ("country", "pais"),
    ("postalCode", "cep codigopostal"),
    ("street", "endereco rua logradouro direccion calle address"),
    ("number", "numero"),
    ("complement", "complemento"),
    ("neighborhood", "bairro barrio"),
    ("city", "cidade ciudad"),
    ("state", "estado uf provincia"),
    ("reference", "pontodereferencia puntodereferencia referencia landmark"),
    ("lat", "latitude latitud"),
    ("lng", "longitude longitud"),
    ("id", ""),
    ("createdAt", ""),
];

/// The fields of a place.
const OF_ADDRESS: [&str; 11] = [
    "country",
    "postalCode",
    "street",
    "number",
    "complement",
    "neighborhood",
    "city",
    "state",
    "reference",
    "lat",
    "lng",
];

/// The field of a register, out of its `columns`, that a column of a file stands for.
pub(super) fn field(column: &str, columns: &[&str]) -> Option<&'static str> {
    let plain = |text: &str| folded(text).chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let column = plain(column);
    let known =
        |field: &str, names: &str| plain(field) == column || names.split(' ').any(|name| name == column.as_str());
    let mut fields = NAMES.iter().filter(|(field, _)| columns.contains(field));
    if column.is_empty() {
        return None;
    }
    fields.find(|(field, names)| known(field, names)).map(|(field, _)| *field)
}

/// A cell as its field travels; none when it is empty.
///
/// # Errors
/// What the cell should hold.
pub(super) fn value(field: &str, cell: &Cell) -> Result<Option<Value>, &'static str> {
    if cell.kind == Kind::Empty || cell.text.is_empty() {
        return Ok(None);
    }
    match field {
        "active" | "opensChat" | "reversible" | "asksText" => {
            Ok(Some(yes(&cell.text).ok_or("The cell holds yes or no.")?.into()))
        }
        "weight" | "volume" | "units" => {
            let number = cell.text.parse::<u64>().map_err(|_| "The cell holds a whole number.")?;
            Ok(Some(number.into()))
        }
        "lat" | "lng" => {
            let degrees = cell.text.replace(',', ".").parse::<f64>().map_err(|_| "The cell holds degrees.")?;
            Ok(Some(degrees.into()))
        }
        "date" | "until" => Ok(Some(cells::day(&cell.text).into())),
        "legalType" | "vehicleType" | "after" => Ok(Some(choice(&cell.text).into())),
        _ => Ok(Some(sheets::write::unescaped(&cell.text).into())),
    }
}

/// One of a few names, as people of three languages call it; any other stays as it is.
fn choice(text: &str) -> String {
    let name = match folded(text).as_str() {
        "pf" | "pessoa fisica" | "persona" | "pessoa" => "person",
        "pj" | "pessoa juridica" | "empresa" => "company",
        "caminhao" | "camion" => "truck",
        "furgao" | "furgon" => "van",
        "carro" | "auto" | "coche" => "car",
        "moto" => "motorcycle",
        "bicicleta" => "bicycle",
        "tentar de novo" | "reintentar" => "retry",
        "reagendar" | "reprogramar" => "reschedule",
        "devolver" => "return",
        _ => return text.to_owned(),
    };
    name.to_owned()
}

/// Puts the fields of an address where they travel: into the one that is there already, or a new one.
pub(super) fn nest(sent: &mut Map<String, Value>) {
    let said: Vec<(String, Value)> = OF_ADDRESS.iter().filter_map(|field| sent.remove_entry(*field)).collect();
    if said.is_empty() {
        return;
    }
    let address = sent.entry("address").or_insert(Value::Null);
    if !address.is_object() {
        *address = json!({ "postalCode": "", "street": "" });
    }
    if let Some(address) = address.as_object_mut() {
        address.extend(said);
    }
}

/// The fields of a row, by the rules of the account's country, and what is wrong with its cells.
pub(super) fn line(
    header: &[Option<&'static str>],
    row: &[Cell],
    country: Option<Country>,
) -> (Map<String, Value>, Vec<(&'static str, &'static str)>) {
    let mut line = Map::new();
    let mut wrong = Vec::new();
    for (field, cell) in header.iter().zip(row) {
        let Some(field) = field.filter(|field| *field != "id") else { continue };
        match value(field, cell) {
            Ok(Some(value)) => drop(line.insert(field.to_owned(), value)),
            Ok(None) => {}
            Err(detail) => wrong.push((field, detail)),
        }
        // A program that takes a postal code for a number drops the zeros that it begins with.
        let padded = cells::padded(&cell.text, cell.kind == Kind::Number);
        if let Some(padded) = padded.filter(|_| field == "postalCode" && country.is_none_or(|own| own == Country::BRA))
        {
            line.insert(field.to_owned(), padded.into());
        }
    }
    (line, wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_its_names_in_three_languages() {
        let columns = ["name", "document", "companyName", "vehicleType", "plate"];
        for (column, expected) in [
            ("name", Some("name")),
            ("Tipo", Some("vehicleType")),
            ("Telefone", None),
            ("Descrição", Some("name")),
            ("CPF ou CNPJ", Some("document")),
            ("Razão social", Some("companyName")),
            ("vehicleType", Some("vehicleType")),
            ("Placa", Some("plate")),
            ("whatever", None),
            ("", None),
        ] {
            assert_eq!(field(column, &columns), expected, "{column}");
        }
    }

    #[test]
    fn a_cell_becomes_what_its_field_is() {
        let cell = |text: &str| Cell { text: text.to_owned(), kind: Kind::Text };
        assert_eq!(value("active", &cell("Não")), Ok(Some(Value::Bool(false))));
        assert!(value("active", &cell("maybe")).is_err());
        assert_eq!(value("weight", &cell("650000")), Ok(Some(650_000.into())));
        assert!(value("weight", &cell("1,5")).is_err());
        assert_eq!(value("vehicleType", &cell("Caminhão")), Ok(Some("truck".into())));
        assert_eq!(value("name", &cell("")), Ok(None));
    }
}
