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
        if let Some(asked) = &request.idempotency
            && let Some(found) = gate.store().read(&keys::answer(scope, asked), request.at()).await?
        {
            if found.value.content != asked.content() {
                return Err(Problem::new(
                    422,
                    "idempotency_key_reused",
                    "This `Idempotency-Key` was used for another request. Use a fresh one for each.",
                ));
            }
            return Ok(Reply::from_answer(found.value));
        }
        // Boxed: decisions nest deeply, and each level would otherwise be laid out inside the one above.
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
            other => return other,
        }
    }
}
