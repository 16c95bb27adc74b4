//! The columns of a spreadsheet: by the name of the field, or as people of three languages call it.

use domain::register::folded;
use serde_json::{Map, Value};
use sheets::{Cell, Kind};

/// Field, and what else its column may be called, without case, accents and anything but letters and digits.
static NAMES: [(&str, &str); 35] = [
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
    ("id", ""),
    ("createdAt", ""),
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
        "active" | "opensChat" | "reversible" | "asksText" => match folded(&cell.text).as_str() {
            "true" | "yes" | "y" | "sim" | "s" | "si" | "x" | "1" => Ok(Some(Value::Bool(true))),
            "false" | "no" | "n" | "nao" | "0" => Ok(Some(Value::Bool(false))),
            _ => Err("The cell holds yes or no."),
        },
        "weight" | "volume" | "units" => {
            let number = cell.text.parse::<u64>().map_err(|_| "The cell holds a whole number.")?;
            Ok(Some(number.into()))
        }
        "date" | "until" => Ok(Some(day(&cell.text).into())),
        "legalType" | "vehicleType" | "after" => Ok(Some(choice(&cell.text).into())),
        _ => Ok(Some(sheets::write::unescaped(&cell.text).into())),
    }
}

/// `dd/mm/yyyy` as `yyyy-mm-dd`; the date of a workbook loses its time.
fn day(text: &str) -> String {
    let parts: Vec<&str> = text.trim().split('/').collect();
    match parts.as_slice() {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.trim().split(' ').next().unwrap_or(text).to_owned(),
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

/// The fields of a row, and what is wrong with its cells.
pub(super) fn line(
    header: &[Option<&'static str>],
    cells: &[Cell],
) -> (Map<String, Value>, Vec<(&'static str, &'static str)>) {
    let mut line = Map::new();
    let mut wrong = Vec::new();
    for (field, cell) in header.iter().zip(cells) {
        let Some(field) = field.filter(|field| *field != "id") else { continue };
        match value(field, cell) {
            Ok(Some(value)) => drop(line.insert(field.to_owned(), value)),
            Ok(None) => {}
            Err(detail) => wrong.push((field, detail)),
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
