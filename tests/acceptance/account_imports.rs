//! Users and holidays from a spreadsheet: invited once, changed where a row says so, and nothing the second time.

use acceptance::files::{self, errors};
use acceptance::mailbox::mails_to;
use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use reqwest::Method;
use serde_json::{Value, json};

struct House {
    world: World,
    merchant: Merchant,
}

impl House {
    async fn open() -> Self {
        let world = World::empty().await;
        let merchant = Merchant::found(&world, "casa").await;
        Self { world, merchant }
    }

    async fn get(&self, path: &str) -> Answer {
        send(self.merchant.request(&self.world, Method::GET, path)).await
    }

    async fn import(&self, register: &str, file: &str, dry_run: bool) -> Value {
        let more = json!({ "register": register, "dryRun": dry_run });
        files::import(&self.world, &self.merchant, "/v1/account-imports", more, file.as_bytes()).await
    }

    /// Of everybody: the e-mail, the name, the role and whether they may sign in.
    async fn people(&self) -> Vec<[String; 4]> {
        let listed = self.get("/v1/users").await.json;
        let mut people: Vec<_> = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|user| ["email", "name", "role", "active"].map(|of| user[of].to_string().replace('"', "")))
            .collect();
        people.sort();
        people
    }
}

/// Added, changed, unchanged, rejected.
fn counts(job: &Value) -> [u64; 4] {
    files::counts(job, ["added", "changed", "unchanged", "rejected"])
}

const PEOPLE: &str = "E-mail;Nome;Grupo;Idioma;Filial;Estados;Ativo\n\
    ana@example.com;Ana Souza;Operador;português;SP;;sim\n\
    bia@example.com;Bia;Gerente;es;;;\n\
    cid@example.com;Cid;atendimento;;;SP, RJ;\n\
    nobody;;rei;fr;;;\n\
    dan@example.com;Dan;operador;;nowhere;;\n\
    eva@example.com;Eva;operador;;;;não\n\
    rui@example.com;Rui;parceiro;;SP;;\n";

#[tokio::test]
async fn everybody_new_in_a_file_is_invited_once_and_the_same_file_again_changes_nothing() {
    let house = House::open().await;
    let branch = json!({ "name": "Centro", "code": "SP" });
    assert_eq!(send(house.merchant.post(&house.world, "/v1/branches").json(&branch)).await.status, 201);

    let dry = house.import("users", PEOPLE, true).await;
    assert_eq!((dry["status"].as_str(), counts(&dry)), (Some("checked"), [3, 0, 0, 4]), "{dry}");
    assert_eq!(house.people().await.len(), 1, "a dry run invites nobody");
    assert_eq!(mails_to(&house.world, "ana@example.com").await.len(), 0);

    let done = house.import("users", PEOPLE, false).await;
    assert_eq!((done["status"].as_str(), counts(&done)), (Some("done"), [3, 0, 0, 4]), "{done}");
    let wrong = [
        (5, "E-mail", "email"),
        (5, "Nome", "name"),
        (5, "Grupo", "role"),
        (5, "Idioma", "language"),
        (6, "Filial", "unknown_entry"),
        (7, "Ativo", "inactive"),
        (8, "Filial", "reach"),
        (8, "", "reach"),
    ];
    assert_eq!(errors(&done), wrong, "{done}");
    let invited = [
        ["ana@example.com", "Ana Souza", "operator", "false"],
        ["bia@example.com", "Bia", "manager", "false"],
        ["cid@example.com", "Cid", "support", "false"],
    ];
    assert_eq!(house.people().await.into_iter().filter(|user| user[3] == "false").collect::<Vec<_>>(), invited);
    let ana = house.get("/v1/users?email=ana@example.com").await.json["items"][0].clone();
    assert_eq!((ana["language"].as_str(), ana["reach"]["branches"].as_array().map(Vec::len)), (Some("pt-BR"), Some(1)));
    let rejected = house.world.download(done["rejectedUrl"].as_str().unwrap()).await;
    assert!(rejected.contains("dan@example.com") && !rejected.contains("ana@example.com"), "{rejected}");

    let again = house.import("users", PEOPLE, false).await;
    assert_eq!(counts(&again), [0, 0, 3, 4], "{again}");
    for email in ["ana@example.com", "bia@example.com", "cid@example.com"] {
        assert_eq!(mails_to(&house.world, email).await.len(), 1, "{email} is invited once");
    }
}

#[tokio::test]
async fn a_row_changes_what_it_says_of_somebody_known_and_never_the_last_manager() {
    let house = House::open().await;
    house.import("users", "email,name,role,language,states\nana@example.com,Ana,support,en,SP\n", false).await;
    let changed = house.import("users", "email,name\nana@example.com,Ana Maria\n", false).await;
    assert_eq!(counts(&changed), [0, 1, 0, 0], "{changed}");
    let ana = house.get("/v1/users?email=ana@example.com").await.json["items"][0].clone();
    assert_eq!((ana["name"].as_str(), &ana["reach"]["states"]), (Some("Ana Maria"), &json!(["SP"])), "{ana}");
    let moved = house.import("users", "email,role\nana@example.com,operator\n", false).await;
    assert_eq!(counts(&moved), [0, 1, 0, 0], "what limits one role is not asked of another: {moved}");

    let last = format!("email,role\n{},operator\n", house.merchant.email);
    for dry_run in [true, false] {
        let refused = house.import("users", &last, dry_run).await;
        assert_eq!((counts(&refused), errors(&refused)), ([0, 0, 0, 1], vec![(2, "", "last_manager")]), "{refused}");
    }
    let other = Merchant::found(&house.world, "outra").await;
    let theirs = format!("email,name,role\n{},X,operator\n", other.email);
    let taken = house.import("users", &theirs, false).await;
    assert_eq!(errors(&taken), [(2, "email", "email_taken")], "{taken}");
}

#[tokio::test]
async fn holidays_of_a_file_stand_in_the_calendar_and_a_second_time_change_nothing() {
    let house = House::open().await;
    let file = "Código;Feriado;Data;Até\nnatal;Natal;25/12/2026;\nano-novo;Ano novo;2026-12-31;01/01/2027\nx y;Y;hoje;\nlongo;Longo;2026-12-31;2027-12-31\n";
    let dry = house.import("holidays", file, true).await;
    assert_eq!((dry["status"].as_str(), counts(&dry)), (Some("checked"), [2, 0, 0, 2]), "{dry}");
    assert_eq!(house.get("/v1/holidays").await.json["items"], json!([]));
    let done = house.import("holidays", file, false).await;
    assert_eq!((done["status"].as_str(), counts(&done)), (Some("done"), [2, 0, 0, 2]), "{done}");
    let expected = [(4, "Código", "code"), (4, "Data", "date"), (5, "Até", "holiday")];
    assert_eq!(errors(&done), expected, "a run over 60 days comes back to be put right: {done}");
    let expected = json!([
        { "id": "ano-novo", "name": "Ano novo", "startDate": "2026-12-31", "endDate": "2027-01-01" },
        { "id": "natal", "name": "Natal", "startDate": "2026-12-25", "endDate": null },
    ]);
    assert_eq!(house.get("/v1/holidays").await.json["items"], expected);
    assert_eq!(counts(&house.import("holidays", file, false).await), [0, 0, 2, 2]);
    let later = house.import("holidays", "id,name,startDate\nnatal,Natal,2027-12-25\n", false).await;
    assert_eq!(counts(&later), [0, 1, 0, 0], "{later}");
}

#[tokio::test]
async fn an_import_is_announced_by_its_rules_and_one_of_users_is_for_managers_only() {
    let house = House::open().await;
    let ask = json!({ "register": "drivers", "fileName": " ", "size": 0, "sha256": "x" });
    let refused = send(house.merchant.post(&house.world, "/v1/account-imports").json(&ask)).await;
    let named = [("/register", "register"), ("/fileName", "file_name"), ("/size", "file_size"), ("/sha256", "sha256")];
    assert_eq!(refused.broken(), named.map(|(pointer, rule)| (pointer.to_owned(), rule.to_owned())));
    let unknown = house.get("/v1/account-imports/00000000-0000-7000-8000-000000000000").await;
    assert_eq!(unknown.status, 404);
    for (file, rule) in [
        ("E-mail;Lua\na;b\n", "unknown_column"),
        ("Nome\na\n", "missing_column"),
        ("E-mail;mail\na;b\n", "duplicate_column"),
    ] {
        let job = house.import("users", file, false).await;
        assert_eq!(
            (job["status"].as_str(), job["errors"][0]["rule"].as_str()),
            (Some("rejected"), Some(rule)),
            "{job}"
        );
    }
    let listed = house.get("/v1/account-imports").await.json;
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(3));

    let program = house.world.request(Method::GET, "/v1/account-imports").bearer_auth(&house.merchant.key);
    assert_eq!(send(program).await.json["items"], json!([]), "a program hears nothing of people");
    let path = format!("/v1/account-imports/{}", listed["items"][0]["id"].as_str().unwrap());
    let program = house.world.request(Method::GET, &path).bearer_auth(&house.merchant.key);
    assert_eq!(send(program).await.status, 404);
    let digest = "0".repeat(64);
    let ask = json!({ "register": "users", "fileName": "a.csv", "size": 1, "sha256": digest });
    let program = house.world.request(Method::POST, "/v1/account-imports").bearer_auth(&house.merchant.key);
    assert_eq!(send(program.header("idempotency-key", "k").json(&ask)).await.status, 403);
}
