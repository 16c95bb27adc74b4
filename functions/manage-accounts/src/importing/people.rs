//! Rows as users: each in a commit of its own, known by the e-mail.

use domain::access::{Role, TenantScope};
use domain::account::{Name, User};
use domain::email::Email;
use domain::id::UserId;
use domain::import::Findings;
use domain::language::Language;
use domain::register::{Kind, Unique, folded};
use domain::visibility::Reach;
use edge::{Fields, Problem};
use imports::{Counts, Effect, Line, Names, line, yes};
use sheets::Collected;
use store::{Commit, Stored, keys};
use uuid::Uuid;

use super::job::Job;
use crate::users::{self, Acting};
use crate::{Deps, wire};

pub(super) const NAMES: [Names; 10] = [
    ("email", "correio correo correoelectronico mail login usuario user"),
    ("name", "nome nombre"),
    ("role", "grupo group perfil papel rol funcao funcion tipo"),
    ("language", "idioma lingua"),
    ("branches", "filial filiais sucursal sucursales branch"),
    ("partner", "parceiro socio idparceiro"),
    ("carriers", "transportadora transportadoras transportista transportistas carrier"),
    ("states", "estado estados uf provincia provincias state"),
    ("driver", "motorista entregador portador conductor"),
    ("active", "ativo activo"),
];

/// How often a row is decided again when others change the same user.
const ATTEMPTS: u32 = 5;

/// Puts every row, and notes what was wrong with those that were left out.
pub(super) async fn put(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    (file, columns): (&Collected, &[Option<&'static str>]),
) -> Result<(Counts, Findings), Problem> {
    let account = deps.gate.store().read(&keys::account(scope), deps.gate.now()).await?;
    let language = account.map_or(Language::Portuguese, |account| account.value.language);
    let desk = deps.imports();
    desk.each_row(scope, job, (file, columns), |row| {
        let line = line(columns, row);
        Box::pin(async move { one(deps, scope, job, language, &line).await })
    })
    .await
}

async fn one(deps: &Deps, scope: TenantScope, job: &Job, language: Language, line: &Line) -> Result<Effect, Problem> {
    let mut attempt = 1;
    loop {
        let now = deps.gate.now();
        let found = known(deps, scope, line).await?;
        let joined = match &found {
            Some(found) => deps.gate.store().read(&keys::credentials(scope, found.value.id), now).await?.is_some(),
            None => false,
        };
        let said = said(line, found.as_ref().map(|found| &found.value), language, joined)?;
        let reach = resolved(deps, scope, line, said.reach.clone()).await?;
        let user = read(&said, &reach, found.as_ref().map(|found| &found.value), UserId::new(deps.gate.fresh()), now)?;
        if found.as_ref().is_some_and(|found| found.value == user) {
            return Ok(Effect::Unchanged);
        }
        let acting = Acting { scope, at: now, author: &job.author, sight: &job.of.standing.visibility() };
        let commit = Commit::new(scope, now, deps.gate.fresh());
        let (commit, effect) = match &found {
            None => (users::join(deps, &acting, commit, &user).await?, Effect::Added),
            Some(found) => (users::alter(deps, &acting, commit, found, &user).await?, Effect::Changed),
        };
        if job.asked.dry_run {
            return Ok(effect);
        }
        match deps.gate.store().commit(commit).await {
            Ok(()) => return Ok(effect),
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => attempt = attempt.saturating_add(1),
            Err(error) => return Err(error.into()),
        }
    }
}

/// The user who signs in with the e-mail of a row; none when nobody does.
async fn known(deps: &Deps, scope: TenantScope, line: &Line) -> Result<Option<Stored<User>>, Problem> {
    let Some(email) = line.get("email").and_then(|text| text.parse::<Email>().ok()) else { return Ok(None) };
    let (store, now) = (deps.gate.store(), deps.gate.now());
    let Some(login) = store.read(&keys::login(&email), now).await? else { return Ok(None) };
    let taken = || Problem::of_field("/email", "email_taken", "Somebody signs in with this e-mail already.");
    if login.value.account != scope.account() {
        return Err(taken());
    }
    store.read(&keys::user(scope, login.value.user), now).await?.map(Some).ok_or_else(taken)
}

/// A row as the body of a request: what it does not say stays as it is.
struct Said {
    email: String,
    name: String,
    role: String,
    reach: wire::Reach,
    language: String,
    active: bool,
}

fn said(line: &Line, before: Option<&User>, language: Language, joined: bool) -> Result<Said, Problem> {
    let cell = |field: &str| line.get(field).map(String::as_str);
    let kept = |own: fn(&User) -> String| before.map(own).unwrap_or_default();
    let role = cell("role").map_or_else(|| kept(|user| user.role.to_string()), role);
    let has = before.is_some_and(|before| before.active);
    let active = match cell("active").map(yes) {
        None => has,
        Some(None) => return Err(Problem::of_field("/active", "cell", "The cell holds yes or no.")),
        Some(Some(false)) if before.is_none() => {
            let detail = "Whoever is not to sign in is not invited: leave the row out.";
            return Err(Problem::of_field("/active", "inactive", detail));
        }
        // Somebody who was invited becomes active by accepting.
        Some(Some(active)) => active && (has || joined),
    };
    // Another role sees other things: what limited the one says nothing of the other.
    let reach = match before {
        Some(before) if before.role.to_string() == role => wire::Reach::from(&before.reach),
        _ => wire::Reach::default(),
    };
    Ok(Said {
        email: cell("email").unwrap_or_default().to_owned(),
        name: cell("name").map_or_else(|| kept(|user| user.name.as_str().to_owned()), str::to_owned),
        role,
        reach,
        language: cell("language").map_or_else(|| before.map_or(language, |user| user.language).to_string(), tongue),
        active,
    })
}

fn read(
    said: &Said,
    reach: &wire::Reach,
    before: Option<&User>,
    id: UserId,
    now: jiff::Timestamp,
) -> Result<User, Problem> {
    let mut fields = Fields::new();
    let email = fields.take("/email", "email", said.email.as_str(), said.email.parse::<Email>());
    let name = fields.take("/name", "name", said.name.as_str(), Name::new(&said.name));
    let role: Option<(Role, Reach)> = reach.role(&mut fields, &said.role);
    let language = fields.take("/language", "language", said.language.as_str(), said.language.parse::<Language>());
    let (((email, name), (role, reach)), language) = fields.all(email.zip(name).zip(role).zip(language))?;
    let (id, created_at) = before.map_or((id, now), |before| (before.id, before.created_at));
    Ok(User { id, email, name, role, reach, language, active: said.active, created_at })
}

/// What a row says that a user sees: each list as the row has it, its codes as identifiers.
async fn resolved(
    deps: &Deps,
    scope: TenantScope,
    line: &Line,
    mut reach: wire::Reach,
) -> Result<wire::Reach, Problem> {
    let ids = async |field: &str, kind: Kind, by: &[&'static str]| match line.get(field) {
        Some(text) => named(deps, scope, field, kind, by, text).await.map(Some),
        None => Ok(None),
    };
    if let Some(branches) = ids("branches", Kind::Branches, &["code"]).await? {
        reach.branches = branches;
    }
    if let Some(partners) = ids("partner", Kind::Partners, &["code"]).await? {
        reach.partner = only("/partner", partners)?;
    }
    if let Some(carriers) = ids("carriers", Kind::Carriers, &["code"]).await? {
        reach.carriers = carriers;
    }
    if let Some(drivers) = ids("driver", Kind::Drivers, &["login", "code", "document"]).await? {
        reach.driver = only("/driver", drivers)?;
    }
    if let Some(states) = line.get("states") {
        reach.states = parts(states).map(str::to_owned).collect();
    }
    Ok(reach)
}

/// The entries of a register that a cell names, by identifier or by what is unique of them.
async fn named(
    deps: &Deps,
    scope: TenantScope,
    field: &str,
    kind: Kind,
    by: &[&'static str],
    text: &str,
) -> Result<Vec<String>, Problem> {
    let mut ids = Vec::new();
    for name in parts(text) {
        if Uuid::try_parse(name).is_ok() {
            ids.push(name.to_owned());
            continue;
        }
        let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let value = |by: &str| if by == "document" { bare.to_ascii_uppercase() } else { folded(name) };
        let keys: Vec<_> =
            by.iter().map(|by| keys::entry_key(scope, kind, &Unique { field: by, value: value(by) })).collect();
        let found = deps.gate.store().read_all(&keys, deps.gate.now()).await?.into_iter().flatten().next();
        let Some(found) = found else {
            let detail = format!("No entry of {} is called `{name}`.", kind.name());
            return Err(Problem::of_field(format!("/{field}"), "unknown_entry", &detail));
        };
        ids.push(found.value.id.to_string());
    }
    Ok(ids)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '|', ',', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

fn only(pointer: &str, ids: Vec<String>) -> Result<Option<String>, Problem> {
    if ids.len() > 1 {
        return Err(Problem::of_field(pointer, "count", "The cell names one."));
    }
    Ok(ids.into_iter().next())
}

/// A role in the words of three languages; any other text stays as it is.
fn role(text: &str) -> String {
    let role = match folded(text).as_str() {
        "gerente" | "gestor" | "administrador" | "administrator" | "admin" => "manager",
        "operador" | "operacao" | "operacion" => "operator",
        "parceiro" | "socio" => "partner",
        "transportadora" | "transportista" | "transportador" => "carrier",
        "suporte" | "soporte" | "atendimento" | "central de atendimento" | "atencion al cliente" => "support",
        "motorista" | "entregador" | "portador" | "conductor" => "driver",
        other => return other.to_owned(),
    };
    role.to_owned()
}

/// A language in its own words; any other text stays as it is.
fn tongue(text: &str) -> String {
    let tongue = match folded(text).as_str() {
        "pt" | "portugues" | "portuguese" => "pt-BR",
        "espanol" | "espanhol" | "spanish" => "es",
        "ingles" | "english" => "en",
        _ => text,
    };
    tongue.to_owned()
}
