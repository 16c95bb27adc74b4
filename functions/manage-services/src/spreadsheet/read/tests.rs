use super::*;

fn sheet(text: &str) -> Sheet {
    read(sheets::collect(text.as_bytes(), &sheets::Options::default()).unwrap()).unwrap()
}

fn told(findings: &Findings) -> Vec<(Option<u64>, Option<&str>, &str)> {
    findings.kept().iter().map(|found| (found.row, found.column.as_deref(), found.rule.as_str())).collect()
}

fn home() -> Home {
    let today = "2027-01-10".parse().unwrap();
    Home { zone: "America/Sao_Paulo".to_owned(), country: Some(Country::BRA), currency: Currency::BRL, today }
}

#[test]
fn a_row_is_read_in_any_of_the_three_languages_and_each_fault_is_told_with_its_column() {
    let mut portuguese = sheet(
        "Nome do destinatário,DDD,Telefone celular,Endereço,CEP,Estado,NF / OS,Peso,ID do frete,Valor a receber\n\
         Ana,11,987654321,\"Avenida Paulista, 1000\",1310100,SP,55,\"1,5\",sul-3,\"R$ 1.250,90\"\n\
         ,,,Rua,1,SP,,x,,muito\n\
         Rui,,,Rua,01310-100,SP,55,,,\n",
    );
    let ready = portuguese.ready(&Names::new(), &home());
    assert_eq!(ready.iter().map(|row| (row.ordinal, row.number)).collect::<Vec<_>>(), [(0, 2)]);
    let address = ready[0].making.address.clone().unwrap();
    assert_eq!((address.number.unwrap().as_str(), address.postal_code.to_string().as_str()), ("1000", "01310100"));
    assert_eq!(ready[0].making.describing.weight.map(i64::from), Some(1500));
    let said = &ready[0].making.describing;
    assert_eq!(said.freight.as_ref().map(ToString::to_string).as_deref(), Some("sul-3"));
    assert_eq!(said.to_collect, Some(domain::currency::Money::new(125_090, Currency::BRL)));
    let wrong = [
        (Some(3), Some("Peso"), "weight"),
        (Some(3), Some("Valor a receber"), "amount"),
        (Some(4), Some("NF / OS"), "duplicate"),
    ];
    assert_eq!(told(&portuguese.errors), wrong);
    assert_eq!(told(&portuguese.warnings), [(Some(2), Some("CEP"), "postal_code_padded")]);

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

#[test]
fn a_row_that_names_a_driver_is_for_a_day_of_theirs() {
    let mut sheet = sheet(
        "Nome do destinatário,Endereço,CEP,Portador,Placa,Data Início,Data fim,Janela de horário,Nome do embarcador\n\
         Ana,\"Rua A, 1\",01310-100,casa-joao,abc-1d23,15/01/2027,16/01/2027,8h-12h,Casa Verde\n\
         Rui,\"Rua A, 1\",01310-100,casa-joao,,,,,\n\
         Eva,\"Rua A, 1\",01310-100,nobody,,x,,12h-8h,\n\
         Bia,\"Rua A, 1\",01310-100,casa-joao,,15/01/2027,14/01/2027,,\n\
         Caio,\"Rua A, 1\",01310-100,,abc-1d23,15/01/2027,,,\n",
    );
    let known = |kind, field, value: &str, id| (Name { kind, field, value: value.to_owned() }, Uuid::from_u128(id));
    let names =
        Names::from([known(Kind::Drivers, "login", "casa-joao", 7), known(Kind::Vehicles, "plate", "ABC1D23", 8)]);
    let ready = sheet.ready(&names, &home());
    let days: Vec<(u128, Option<u128>, String)> = ready
        .iter()
        .filter_map(|row| row.day.as_ref())
        .map(|day| (day.driver.uuid().as_u128(), day.vehicle.map(|id| id.uuid().as_u128()), day.date.to_string()))
        .collect();
    assert_eq!(days, [(7, Some(8), "2027-01-15".to_owned()), (7, None, "2027-01-10".to_owned())]);
    let said = &ready[0].making.describing;
    assert_eq!(said.hours.map(|hours| hours.to_string()).as_deref(), Some("08:00-12:00"));
    assert_eq!(said.sender.as_ref().map(ToString::to_string).as_deref(), Some("Casa Verde"));
    let wrong = [
        (Some(4), Some("Portador"), "unknown_entry"),
        (Some(4), Some("Data Início"), "date"),
        (Some(5), Some("Data fim"), "before_start"),
    ];
    assert_eq!(told(&sheet.errors), wrong);
    let idle = [(Some(6), Some("Placa"), "column_ignored"), (Some(6), Some("Data Início"), "column_ignored")];
    assert_eq!(told(&sheet.warnings), idle);
}
