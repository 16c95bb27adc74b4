//! One effect per request, however often it is sent and whoever writes at the same time.

use crate::{Gate, Problem, Reply, Request};
use store::{Commit, keys};

/// How often a decision is taken again when the world changed under it.
const ATTEMPTS: u32 = 3;

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
    let scope = request.scope()?;
    let mut attempt = 1;
    loop {
        if let Some(reply) = answered(gate, request).await? {
            return Ok(reply);
        }
        let outcome = match Box::pin(decide(Commit::new(scope, request.at(), gate.fresh()))).await {
            Ok((commit, reply)) => {
                let commit = match &request.idempotency {
                    Some(asked) => commit.answer(asked, &reply.to_answer(asked.content())),
                    None => commit,
                };
                gate.store().commit(commit).await.map(|()| reply).map_err(Problem::from)
            }
            Err(problem) => Err(problem),
        };
        match outcome {
            Err(problem) if problem.is_conflict() && attempt < ATTEMPTS => attempt += 1,
            // A copy of this request may have won between the two reads: what it refuses now is its own effect.
            Err(problem) => return answered(gate, request).await?.ok_or(problem),
            Ok(reply) => return Ok(reply),
        }
    }
}

/// The answer that this request got before; none when it has not been carried out.
async fn answered(gate: &Gate, request: &Request) -> Result<Option<Reply>, Problem> {
    let Some(asked) = &request.idempotency else { return Ok(None) };
    let found = gate.store().read(&keys::answer(request.scope()?, asked), request.at()).await?;
    match found {
        Some(found) if found.value.content != asked.content() => {
            let detail = "This `Idempotency-Key` was used for another request. Use a fresh one for each.";
            Err(Problem::new(422, "idempotency_key_reused", detail))
        }
        found => Ok(found.map(|found| Reply::from_answer(found.value))),
    }
}
