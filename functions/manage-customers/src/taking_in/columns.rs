//! The columns of a spreadsheet of customers: by the name of the field, or as people of three languages call it.

use domain::import::Finding;
use domain::postal::Country;
use imports::{Columns, Line, Names};
use people::cells;
use sheets::{CollectedRow, Kind};

/// Field, and what else its column may be called, without case, accents and anything but letters and digits.
const NAMES: [Names; 20] = [
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
pub(super) fn fields(header: &[String]) -> Result<Columns, Box<Finding>> {
    let fields = imports::columns(header, &NAMES, "customers")?;
    if !["firstName", "externalId", "document"].into_iter().any(|field| fields.contains(&Some(field))) {
        let detail = "The file has no column that says who a customer is: a name, an identifier or a document.";
        return Err(Box::new(Finding::of_file("missing_column", Some("firstName"), detail)));
    }
    Ok(fields)
}

/// The cells of a row by their fields, as they travel, by the rules of the account's country where they name none;
/// those that are empty are left out.
pub(super) fn line(fields: &[Option<&'static str>], row: &CollectedRow, account: Option<Country>) -> Line {
    let mut line = imports::line(fields, row);
    let country = cells::country(line.get("country").map(String::as_str), account);
    let brazil = country == Some(Country::BRA);
    let postal_code = fields.iter().position(|field| *field == Some("postalCode")).and_then(|at| row.cells.get(at));
    if let Some(cell) = postal_code.filter(|_| brazil)
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
        Ok(file.rows.iter().map(|row| line(&fields, row, None)).collect())
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
