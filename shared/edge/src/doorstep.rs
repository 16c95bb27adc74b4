//! Links that are opened often, by whoever holds them: believed for a minute, and those who guess are slowed.

use crate::access::Opened;
use crate::request::hex;
use crate::{Gate, Problem, Request, credentials};
use domain::link::{Link, LinkPurpose};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;
use store::{Stored, keys};

/// How long a link is believed without asking the table again: the time by which a revoked one stops working.
const BELIEVED: SignedDuration = SignedDuration::from_secs(60);
/// Links and places remembered at once; beyond it all are asked again.
const KEPT: usize = 10_000;

/// What one process remembers of links and of who knocks.
#[derive(Default)]
pub(crate) struct Doorstep {
    links: Mutex<HashMap<String, (Stored<Link>, Timestamp)>>,
    blocked: Mutex<HashMap<String, Timestamp>>,
}

impl Doorstep {
    fn believed(&self, digest: &str, now: Timestamp) -> Option<Stored<Link>> {
        let links = self.links.lock().ok()?;
        links.get(digest).filter(|(_, until)| *until > now).map(|(link, _)| link.clone())
    }

    fn believe(&self, digest: &str, link: &Stored<Link>, now: Timestamp) {
        let until = now.checked_add(BELIEVED).unwrap_or(now);
        remember(&self.links, digest, (link.clone(), until));
    }

    fn blocked(&self, place: &str, now: Timestamp) -> Option<Timestamp> {
        self.blocked.lock().ok()?.get(place).copied().filter(|until| *until > now)
    }
}

fn remember<T>(known: &Mutex<HashMap<String, T>>, name: &str, value: T) {
    if let Ok(mut known) = known.lock() {
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(name.to_owned(), value);
    }
}

/// Finds the service's link that the token in the path opens. A link that opened something lately is believed; who
/// tries too many from one place that open nothing is slowed for a while.
///
/// # Errors
/// 404 for one that opens nothing, 410 for one that has ended or was replaced, 429 for a place that guesses.
pub(crate) async fn follow(gate: &Gate, request: &Request) -> Result<Opened, Problem> {
    let (now, doorstep) = (request.at(), gate.doorstep());
    let digest = credentials::link_digest(request.param("token")).ok_or_else(gone)?;
    if let Some(link) = doorstep.believed(&digest, now) {
        return lasting(digest, link, now);
    }
    // Many share one address: who guesses there is slowed, and what opens something opens all the same.
    let found = gate.store().read(&keys::link(&digest), now).await?;
    match found.filter(|link| link.value.purpose == LinkPurpose::Tracking) {
        Some(link) => {
            doorstep.believe(&digest, &link, now);
            lasting(digest, link, now)
        }
        None => {
            let place = place(gate, request.source_ip());
            let until = match doorstep.blocked(&place, now) {
                Some(until) => Some(until),
                None => missed(gate, &place, now).await?,
            };
            Err(until.map_or_else(gone, |until| slower(until, now)))
        }
    }
}

fn lasting(digest: String, link: Stored<Link>, now: Timestamp) -> Result<Opened, Problem> {
    if link.value.expires_at > now {
        Ok(Opened { digest, link })
    } else {
        Err(Problem::new(410, "link_ended", "This link has ended. Ask whoever sent it for a new one."))
    }
}

/// Counts one more; until when the place is not answered.
async fn missed(gate: &Gate, place: &str, now: Timestamp) -> Result<Option<Timestamp>, Problem> {
    let until = gate.store().count_miss(place, now).await?.blocked(now);
    if let Some(until) = until {
        remember(&gate.doorstep().blocked, place, until);
    }
    Ok(until)
}

fn gone() -> Problem {
    Problem::new(404, "link_gone", "This link opens nothing. Open it again from the message that it came in.")
}

fn slower(until: Timestamp, now: Timestamp) -> Problem {
    let seconds = until.duration_since(now).as_secs().max(1);
    Problem::new(429, "too_many_guesses", "Too many links that open nothing were tried from here. Wait a little.")
        .with_header("retry-after", seconds.to_string())
}

/// Where a request comes from, so that nobody can read it: one address, or the network that one subscriber has of the
/// longer ones.
fn place(gate: &Gate, address: &str) -> String {
    let network = match address.parse::<IpAddr>() {
        Ok(IpAddr::V6(long)) => long.octets().iter().take(8).copied().collect(),
        _ => address.as_bytes().to_vec(),
    };
    hex(&credentials::seal(gate.keys().pepper.bytes(), &[b"place", &network]))
}
