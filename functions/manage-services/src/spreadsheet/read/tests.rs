use super::*;

fn sheet(text: &str) -> Sheet {
    read(sheets::collect(text.as_bytes(), &sheets::Options::default()).unwrap()).unwrap()
}

fn told(findings: &Findings) -> Vec<(Option<u64>, Option<&str>, &str)> {
    findings.kept().iter().map(|found| (found.row, found.column.as_deref(), found.rule.as_str())).collect()
}

fn home() -> Home {
    Home { zone: "America/Sao_Paulo".to_owned(), country: Some(Country::BRA) }
}

#[test]
fn a_row_is_read_in_any_of_the_three_languages_and_each_fault_is_told_with_its_column() {
    let mut portuguese = sheet(
        "Nome do destinatário,DDD,Telefone celular,Endereço,CEP,Estado,NF / OS,Peso,Portador\n\
         Ana,11,987654321,\"Avenida Paulista, 1000\",1310100,SP,55,\"1,5\",joao\n\
         ,,,Rua,1,SP,,x,\n\
         Rui,,,Rua,01310-100,SP,55,,\n",
    );
    let ready = portuguese.ready(&Names::new(), &home());
    assert_eq!(ready.iter().map(|row| (row.ordinal, row.number)).collect::<Vec<_>>(), [(0, 2)]);
    let address = ready[0].making.address.clone().unwrap();
    assert_eq!((address.number.unwrap().as_str(), address.postal_code.to_string().as_str()), ("1000", "01310100"));
    assert_eq!(ready[0].making.describing.weight.map(i64::from), Some(1500));
    assert_eq!(told(&portuguese.errors), [(Some(3), Some("Peso"), "weight"), (Some(4), Some("NF / OS"), "duplicate")]);
    let warned = [(Some(2), Some("CEP"), "postal_code_padded"), (Some(2), Some("Portador"), "column_ignored")];
    assert_eq!(told(&portuguese.warnings), warned);

    let mut english = sheet("Recipient name,Address,Postal code,E-mail\n,\"Main, 1\",1,x\n");
    english.ready(&Names::new(), &home());
    let columns: BTreeSet<&str> = told(&english.errors).into_iter().filter_map(|(_, column, _)| column).collect();
    assert_eq!(columns, BTreeSet::from(["Recipient name", "E-mail", "Postal code"]));
}

#[test]
fn a_customer_who_is_known_needs_no_name_and_no_address() {
    let mut sheet = sheet("ID do cliente,Filial\nC-7,SP\n,RJ\n");
    assert_eq!(sheet.names().len(), 2);
    let names =
        Names::from([(Name { kind: Kind::Branches, field: "code", value: "sp".to_owned() }, Uuid::from_u128(7))]);
    let ready = sheet.ready(&names, &home());
    assert_eq!((ready.len(), ready[0].making.address.clone()), (1, None));
    assert_eq!(ready[0].making.describing.facets.branch.map(|id| id.uuid()), Some(Uuid::from_u128(7)));
    assert_eq!(told(&sheet.errors), [(Some(3), Some("Filial"), "unknown_entry")]);
}

#[test]
fn a_file_that_cannot_be_one_of_services_is_refused_as_a_whole() {
    for (text, rules) in [
        ("CEP,Lua\n1,2\n", &["unknown_column", "missing_column"][..]),
        ("Nome do destinatário,CEP,Código postal\na,1,2\n", &["duplicate_column"]),
        ("Nome do destinatário,CEP\n", &["no_rows"]),
    ] {
        let file = sheets::collect(text.as_bytes(), &sheets::Options::default()).unwrap();
        let errors = read(file).unwrap_err();
        assert_eq!(errors.kept().iter().map(|found| found.rule.as_str()).collect::<Vec<_>>(), rules, "{text}");
    }
}
