//! One effect per request, however often it is sent and whoever writes at the same time.

use crate::{Gate, Problem, Reply, Request};
use domain::access::{Idempotency, TenantScope};
use jiff::Timestamp;
use store::{Commit, keys};

/// How often a decision is taken again when the world changed under it.
const ATTEMPTS: u32 = 3;
/// The same for decisions about something scarce that many want at once. Each conflict is somebody's success, so one
/// is over when the scarce is gone.
const CONTENDED: u32 = 200;

/// Carries out a request that changes something. `decide` loads what it needs, decides, and adds its writes to the
/// fresh commit it is given; the commit then carries the answer too. When a condition does not hold, `decide` runs
/// again on what is there now. A repeat of a request that was carried out gets the first answer again.
///
/// # Errors
/// Whatever `decide` refuses with; 422 when the `Idempotency-Key` was used for another request; 503 when others kept
/// changing the same things.
pub async fn save<F, Decision>(gate: &Gate, request: &Request, decide: F) -> Result<Reply, Problem>
where
    F: Fn(Commit) -> Decision,
    Decision: Future<Output = Result<(Commit, Reply), Problem>>,
{
    let asking = Asking { scope: request.scope()?, at: request.at(), asked: request.idempotency.as_ref() };
    save_within(gate, asking, ATTEMPTS, decide).await
}

/// As [`save`], for something scarce that many want at once: it decides again until there is an answer.
///
/// # Errors
/// As [`save`].
pub async fn save_contended<F, Decision>(gate: &Gate, request: &Request, decide: F) -> Result<Reply, Problem>
where
    F: Fn(Commit) -> Decision,
    Decision: Future<Output = Result<(Commit, Reply), Problem>>,
{
    let asking = Asking { scope: request.scope()?, at: request.at(), asked: request.idempotency.as_ref() };
    save_within(gate, asking, CONTENDED, decide).await
}

/// As [`save`], for one row of a request or of a file: `asked` names the row, so that each has its own answer.
///
/// # Errors
/// As [`save`].
pub async fn save_once<F, Decision>(
    gate: &Gate,
    scope: TenantScope,
    at: Timestamp,
    asked: Option<&Idempotency>,
    decide: F,
) -> Result<Reply, Problem>
where
    F: Fn(Commit) -> Decision,
    Decision: Future<Output = Result<(Commit, Reply), Problem>>,
{
    save_within(gate, Asking { scope, at, asked }, ATTEMPTS, decide).await
}

/// The answer that a request got when it was carried out before; none when it was not. For whoever works in steps
/// before the one that saves the answer.
///
/// # Errors
/// 422 when the `Idempotency-Key` was used for another request; 503 when the table does not answer.
pub async fn replayed(gate: &Gate, request: &Request) -> Result<Option<Reply>, Problem> {
    let asking = Asking { scope: request.scope()?, at: request.at(), asked: request.idempotency.as_ref() };
    answered(gate, asking).await
}

/// As [`save_once`], for something scarce that many want at once, as [`save_contended`].
///
/// # Errors
/// As [`save`].
pub async fn save_once_contended<F, Decision>(
    gate: &Gate,
    scope: TenantScope,
    at: Timestamp,
    asked: Option<&Idempotency>,
    decide: F,
) -> Result<Reply, Problem>
where
    F: Fn(Commit) -> Decision,
    Decision: Future<Output = Result<(Commit, Reply), Problem>>,
{
    save_within(gate, Asking { scope, at, asked }, CONTENDED, decide).await
}

/// Whose request it is, when it came, and what makes a repeat of it known.
#[derive(Clone, Copy)]
struct Asking<'a> {
    scope: TenantScope,
    at: Timestamp,
    asked: Option<&'a Idempotency>,
}

async fn save_within<F, Decision>(gate: &Gate, asking: Asking<'_>, attempts: u32, decide: F) -> Result<Reply, Problem>
where
    F: Fn(Commit) -> Decision,
    Decision: Future<Output = Result<(Commit, Reply), Problem>>,
{
    let Asking { scope, at, asked } = asking;
    let mut attempt = 1;
    loop {
        if let Some(reply) = answered(gate, asking).await? {
            return Ok(reply);
        }
        let outcome = match Box::pin(decide(Commit::new(scope, at, gate.fresh()))).await {
            Ok((commit, reply)) => {
                let commit = match asked {
                    Some(asked) => commit.answer(asked, &reply.to_answer(asked.content())),
                    None => commit,
                };
                gate.store().commit(commit).await.map(|()| reply).map_err(Problem::from)
            }
            Err(problem) => Err(problem),
        };
        match outcome {
            Err(problem) if problem.is_conflict() && attempt < attempts => attempt += 1,
            // A copy of this request may have won between the two reads: what it refuses now is its own effect.
            Err(problem) => return answered(gate, asking).await?.ok_or(problem),
            Ok(reply) => return Ok(reply),
        }
    }
}

impl Request {
    /// What makes one row of this request the same as a row of another: its key, the number of the row, and what the
    /// row says. None when no key was sent.
    #[must_use]
    pub fn row_idempotency(&self, row: usize, content: &[u8]) -> Option<Idempotency> {
        let asked = self.idempotency.as_ref()?;
        Some(Idempotency::new(format!("{}#{row}", asked.name()), crate::request::digest(&[content])))
    }

    /// What makes a form of a page the same as one sent before: what it does to what, what it says, and the hidden key
    /// that the page gave it. A corrected form is another one.
    #[must_use]
    pub fn form_idempotency(&self, key: &str) -> Idempotency {
        let name = crate::request::digest(&[self.path.as_bytes(), key.as_bytes(), &self.body]);
        Idempotency::new(name, crate::request::digest(&[&self.body]))
    }
}

/// The answer that this request got before; none when it has not been carried out.
async fn answered(gate: &Gate, Asking { scope, at, asked }: Asking<'_>) -> Result<Option<Reply>, Problem> {
    let Some(asked) = asked else { return Ok(None) };
    let found = gate.store().read(&keys::answer(scope, asked), at).await?;
    match found {
        Some(found) if found.value.content != asked.content() => {
            let detail = "This `Idempotency-Key` was used for another request. Use a fresh one for each.";
            Err(Problem::new(422, "idempotency_key_reused", detail))
        }
        found => Ok(found.map(|found| Reply::from_answer(found.value))),
    }
}
