//! The columns of a spreadsheet of customers: by the name of the field, or as people of three languages call it.

use domain::import::Finding;
use domain::postal::Country;
use domain::register::folded;
use people::cells;
use sheets::write::unescaped;
use sheets::{Cell, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// Field, and what else its column may be called, without case, accents and anything but letters and digits.
const NAMES: [(&str, &str); 20] = [
    ("externalId", "codigoexterno idexterno iddocliente iddelcliente customerid codigo id"),
    ("legalType", "tipo tipodepessoa tipodepersona type"),
    (
        "firstName",
        "nome nombre name nomedodestinatario nombredeldestinatario recipientname razaosocial razonsocial companyname",
    ),
    ("lastName", "sobrenome apellido"),
    ("document", "cpf cnpj cpfcnpj cpfoucnpj documento"),
    ("areaCode", "ddd codigodearea"),
    ("phone", "telefone telefono telefonecelular telefonomovil celular movil mobile mobilephone"),
    ("email", "correio correo correoelectronico mail"),
    ("active", "ativo activo"),
    ("country", "pais paisdedestino"),
    ("postalCode", "cep codigopostal"),
    ("street", "endereco rua logradouro direccion calle address"),
    ("number", "numero numerodepuerta housenumber"),
    ("complement", "complemento complementodedireccion"),
    ("neighborhood", "bairro barrio"),
    ("city", "cidade ciudad"),
    ("state", "estado uf provincia"),
    ("reference", "pontodereferencia puntodereferencia referencia landmark"),
    ("lat", "latitude latitud"),
    ("lng", "longitude longitud"),
];

/// The field of each column.
///
/// # Errors
/// What is wrong with the headings.
pub(super) fn fields(header: &[String]) -> Result<Vec<Option<&'static str>>, Box<Finding>> {
    let mut seen = BTreeSet::new();
    let mut fields = Vec::new();
    for heading in header {
        let field = field(heading);
        if field.is_none() && !imports::was_rejected(heading) {
            let detail = "No column of customers is called so. Take it out, or call it by its name.";
            return Err(Box::new(Finding::of_file("unknown_column", Some(heading), detail)));
        }
        if field.is_some_and(|field| !seen.insert(field)) {
            let detail = "Another column of the file means the same.";
            return Err(Box::new(Finding::of_file("duplicate_column", Some(heading), detail)));
        }
        fields.push(field);
    }
    if !seen.contains("firstName") && !seen.contains("externalId") && !seen.contains("document") {
        let detail = "The file has no column that says who a customer is: a name, an identifier or a document.";
        return Err(Box::new(Finding::of_file("missing_column", Some("firstName"), detail)));
    }
    Ok(fields)
}

fn field(heading: &str) -> Option<&'static str> {
    let plain = |text: &str| folded(text).chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let wanted = plain(heading);
    let known = |field: &str, names: &str| plain(field) == wanted || names.split(' ').any(|name| name == wanted);
    NAMES.iter().find(|(field, names)| known(field, names)).map(|(field, _)| *field)
}

/// What a row says, by field.
pub(super) type Line = BTreeMap<&'static str, String>;

/// The cells of a row by their fields, as they travel, by the rules of the account's country where they name none;
/// those that are empty are left out.
pub(super) fn line(fields: &[Option<&'static str>], row: &[Cell], account: Option<Country>) -> Line {
    let filled = fields.iter().zip(row).filter_map(|(field, cell)| Some(((*field)?, cell)));
    let filled = filled.filter(|(_, cell)| cell.kind != Kind::Empty && !cell.text.is_empty());
    let mut line: Line = filled.clone().map(|(field, cell)| (field, unescaped(&cell.text).to_owned())).collect();
    let country = cells::country(line.get("country").map(String::as_str), account);
    let brazil = country == Some(Country::BRA);
    if let Some((_, cell)) = filled.clone().find(|(field, _)| *field == "postalCode").filter(|_| brazil)
        && let Some(padded) = cells::padded(&cell.text, cell.kind == Kind::Number)
    {
        line.insert("postalCode", padded);
    }
    if let Some(kind) = line.get("legalType").map(|text| cells::legal_type(text)) {
        line.insert("legalType", kind);
    }
    if let Some(area) = line.remove("areaCode")
        && let Some(number) = line.get("phone").cloned()
    {
        line.insert("phone", cells::phone(Some(&area), &number, country));
    }
    if !fields.contains(&Some("number"))
        && let Some((street, number)) = line.get("street").map(|street| cells::street(street))
    {
        line.insert("street", street);
        line.extend(number.map(|number| ("number", number)));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Result<Vec<Line>, Box<Finding>> {
        let file = sheets::collect(file.as_bytes(), &sheets::Options::default()).unwrap();
        let fields = fields(&file.header)?;
        Ok(file.rows.iter().map(|row| line(&fields, &row.cells, None)).collect())
    }

    #[test]
    fn a_row_says_what_its_cells_say_in_any_of_three_languages() {
        let lines = read("Código externo;Nome;DDD;Telefone celular;Endereço;CEP;Tipo de pessoa\nC1;Ana;011;98765-4321;Rua A, 7;1310100;PF\n").unwrap();
        let said: Vec<(&str, &str)> = lines[0].iter().map(|(field, text)| (*field, text.as_str())).collect();
        let expected = [
            ("externalId", "C1"),
            ("firstName", "Ana"),
            ("legalType", "person"),
            ("number", "7"),
            ("phone", "+5511987654321"),
            ("postalCode", "01310100"),
            ("street", "Rua A"),
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn headings_that_say_nothing_or_the_same_are_refused_by_name() {
        let refused = |file: &str| read(file).unwrap_err();
        assert_eq!(refused("Nome,Lua\na,b\n").rule, "unknown_column");
        assert_eq!(refused("Nome,firstName\na,b\n").rule, "duplicate_column");
        assert_eq!(refused("CEP\na\n").rule, "missing_column");
    }
}
