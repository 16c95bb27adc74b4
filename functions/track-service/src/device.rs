//! Whether a device is the recipient's: it has answered once what only the recipient knows, and carries a cookie since.

use domain::customer::Customer;
use domain::knocking::Tries;
use edge::{Problem, Request, credentials};
use jiff::{SignedDuration, Timestamp};
use store::{Commit, Stored, keys};

use crate::Deps;
use crate::form::Form;
use crate::scene::Subject;

/// The cookie's name. Its path is the link, so that each link has one of its own.
const COOKIE: &str = "d";
/// How often an answer is counted again that others were counted before.
const TURNS: u32 = 12;
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

/// Looks at what a form answered. An answer is counted before it is compared: of many at the same moment no more are
/// compared than may be wrong, and the one that was right is taken off again.
pub(crate) async fn answer(
    deps: &Deps,
    request: &Request,
    subject: &Subject,
    form: &Form,
) -> Result<Answered, Problem> {
    if is_known(deps, request)? {
        return Ok(Answered::Known);
    }
    let said = form.digits("digits");
    let Some(tries) = count(deps, request, subject, !said.is_empty()).await? else { return Ok(Answered::Locked) };
    if said.is_empty() {
        return Ok(Answered::Wrong);
    }
    let now = request.at();
    if !subject.question().is_some_and(|question| credentials::same_hash(question.answer(), &said)) {
        return Ok(if tries.locked(now).is_some() { Answered::Locked } else { Answered::Wrong });
    }
    take_off(deps, request, subject).await?;
    let until = now.checked_add(KNOWN).unwrap_or(now).as_second().to_string();
    let value = sealed(deps, &request.opened()?.digest, &until);
    let secure = if deps.gate.link_base().starts_with("https:") { "; Secure" } else { "" };
    let (path, age) = (format!("/t/{}", request.param("token")), KNOWN.as_secs());
    let cookie = format!("{COOKIE}={value}; Path={path}; Max-Age={age}; HttpOnly; SameSite=Strict{secure}");
    Ok(Answered::New(cookie))
}

/// Counts an answer where one was given; none while nothing is tried.
async fn count(deps: &Deps, request: &Request, subject: &Subject, given: bool) -> Result<Option<Tries>, Problem> {
    let now = request.at();
    for _ in 0..TURNS {
        let before = tries(deps, request, subject).await?;
        let tries = before.as_ref().map(|stored| stored.value).unwrap_or_default();
        if tries.locked(now).is_some() {
            return Ok(None);
        }
        if !given {
            return Ok(Some(tries));
        }
        let counted = tries.after_wrong(now);
        if write(deps, request, subject, before.as_ref(), counted).await? {
            return Ok(Some(counted));
        }
    }
    // So many at the same moment are nobody who knows the answer.
    Ok(None)
}

/// Takes a counted answer off that was right. Where others keep counting it stays: it is theirs that lock.
async fn take_off(deps: &Deps, request: &Request, subject: &Subject) -> Result<(), Problem> {
    for _ in 0..TURNS {
        let Some(before) = tries(deps, request, subject).await? else { return Ok(()) };
        if write(deps, request, subject, Some(&before), before.value.after_right()).await? {
            return Ok(());
        }
    }
    Ok(())
}

async fn tries(deps: &Deps, request: &Request, subject: &Subject) -> Result<Option<Stored<Tries>>, Problem> {
    let key = keys::tries(request.scope()?, subject.service.value.id);
    Ok(deps.gate.store().read(&key, request.at()).await?)
}

/// Writes over what was seen. False when somebody else did meanwhile.
async fn write(
    deps: &Deps,
    request: &Request,
    subject: &Subject,
    before: Option<&Stored<Tries>>,
    tries: Tries,
) -> Result<bool, Problem> {
    let (scope, now) = (request.scope()?, request.at());
    let key = keys::tries(scope, subject.service.value.id);
    let forgotten = now.checked_add(Tries::LOCK).unwrap_or(now);
    let commit = Commit::new(scope, now, deps.gate.fresh());
    let commit = match before {
        Some(before) => commit.replace_until("tries", &key, before.version, &tries, forgotten),
        None => commit.create_until("tries", &key, &tries, forgotten),
    };
    match deps.gate.store().commit(commit).await {
        Ok(()) => Ok(true),
        Err(error) if error.is_conflict() => Ok(false),
        Err(error) => Err(error.into()),
    }
}
