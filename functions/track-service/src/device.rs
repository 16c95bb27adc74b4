//! Whether a device is the recipient's: it has answered once what only the recipient knows, and carries a cookie since.

use domain::customer::Customer;
use domain::knocking::Tries;
use edge::{Problem, Request, credentials};
use jiff::{SignedDuration, Timestamp};
use store::{Commit, keys};

use crate::Deps;
use crate::form::Form;
use crate::scene::Subject;

/// The cookie's name. Its path is the link, so that each link has one of its own.
const COOKIE: &str = "d";
/// How long a device is known.
const KNOWN: SignedDuration = SignedDuration::from_hours(24 * 30);

/// What a new device is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// The last four digits of the recipient's telephone.
    Phone(String),
    /// The postal code of the address.
    Postal(String),
}

impl Question {
    /// What can be asked of who waits for it; none when nothing is known of the person any more.
    pub(crate) fn of(customer: Option<&Customer>, address: u16) -> Option<Self> {
        let customer = customer?;
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let phone = customer.phone.as_ref().map(|phone| digits(phone.as_str())).filter(|phone| phone.len() >= 8);
        let last = phone.and_then(|phone| phone.get(phone.len().saturating_sub(4)..).map(str::to_owned));
        let postal = || customer.address(address).map(|address| digits(address.postal_code.as_str()));
        last.map(Self::Phone).or_else(|| postal().filter(|code| code.len() >= 4).map(Self::Postal))
    }

    fn answer(&self) -> &str {
        match self {
            Self::Phone(answer) | Self::Postal(answer) => answer,
        }
    }
}

/// What came of asking.
pub(crate) enum Answered {
    /// The device was known.
    Known,
    /// It is known from now on, by this cookie.
    New(String),
    /// The answer was wrong, or nothing was answered.
    Wrong,
    /// Too many were wrong.
    Locked,
}

/// Whether the request carries the cookie of its link.
pub(crate) fn is_known(deps: &Deps, request: &Request) -> Result<bool, Problem> {
    let digest = &request.opened()?.digest;
    let cookies = request.header("cookie").unwrap_or_default();
    let values = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
    let mut own = values.filter(|(name, _)| *name == COOKIE).map(|(_, value)| value);
    Ok(own.any(|value| opens(deps, digest, value, request.at())))
}

fn opens(deps: &Deps, digest: &str, value: &str, now: Timestamp) -> bool {
    let Some((until, _)) = value.split_once('.') else { return false };
    let lasting = until.parse::<i64>().is_ok_and(|until| until > now.as_second());
    lasting && credentials::same_hash(value, &sealed(deps, digest, until))
}

fn sealed(deps: &Deps, digest: &str, until: &str) -> String {
    let key = deps.gate.keys().link.bytes();
    let mark = credentials::seal(key, &[b"device", digest.as_bytes(), until.as_bytes()]);
    format!("{until}.{}", credentials::secret_hash(key, &mark))
}

/// Looks at what a form answered, and counts what was wrong.
pub(crate) async fn answer(
    deps: &Deps,
    request: &Request,
    subject: &Subject,
    form: &Form,
) -> Result<Answered, Problem> {
    if is_known(deps, request)? {
        return Ok(Answered::Known);
    }
    let (scope, now, store) = (request.scope()?, request.at(), deps.gate.store());
    let key = keys::tries(scope, subject.service.value.id);
    let before = store.read(&key, now).await?;
    let tries = before.as_ref().map(|stored| stored.value).unwrap_or_default();
    if tries.locked(now).is_some() {
        return Ok(Answered::Locked);
    }
    let said = form.digits("digits");
    if subject.question().is_some_and(|question| credentials::same_hash(question.answer(), &said)) {
        let until = now.checked_add(KNOWN).unwrap_or(now).as_second().to_string();
        let value = sealed(deps, &request.opened()?.digest, &until);
        let secure = if deps.gate.link_base().starts_with("https:") { "; Secure" } else { "" };
        let (path, age) = (format!("/t/{}", request.param("token")), KNOWN.as_secs());
        let cookie = format!("{COOKIE}={value}; Path={path}; Max-Age={age}; HttpOnly; SameSite=Strict{secure}");
        return Ok(Answered::New(cookie));
    }
    if said.is_empty() {
        return Ok(Answered::Wrong);
    }
    let tries = tries.after_wrong(now);
    let forgotten = now.checked_add(Tries::LOCK).unwrap_or(now);
    let commit = Commit::new(scope, now, deps.gate.fresh());
    let commit = match before {
        Some(before) => commit.replace_until("tries", &key, before.version, &tries, forgotten),
        None => commit.create_until("tries", &key, &tries, forgotten),
    };
    // Of answers that are given at the same moment one is counted, and all of them are wrong.
    match store.commit(commit).await {
        Err(error) if !error.is_conflict() => Err(error.into()),
        _ if tries.locked(now).is_some() => Ok(Answered::Locked),
        _ => Ok(Answered::Wrong),
    }
}
