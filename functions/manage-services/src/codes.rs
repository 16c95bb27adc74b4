//! A tracking code that no other service has.

use domain::access::TenantScope;
use domain::tracking_code::{Scheme, TrackingCode};
use edge::{Problem, credentials};
use jiff::Timestamp;
use std::collections::BTreeSet;
use store::keys::{self, Lookup};

use crate::Deps;

/// Codes that are looked at where the numbers of a carrier or of GS1 run short: when half of them are taken, one of so
/// many is free but once in 65,000 times, and the lock in the commit has the last word.
const LOOKED_AT: usize = 16;

/// A code by the scheme of the account. Our own have room for chance; of numbers that others gave out, one is chosen
/// that is not taken.
pub(crate) async fn free(
    deps: &Deps,
    scope: TenantScope,
    scheme: &Scheme,
    now: Timestamp,
) -> Result<TrackingCode, Problem> {
    let first = TrackingCode::make(scheme, random()?);
    if matches!(scheme, Scheme::Own) {
        return Ok(first);
    }
    let mut codes = BTreeSet::from([first.as_str().to_owned()]);
    let mut made = vec![first.clone()];
    for _ in 1..LOOKED_AT {
        let code = TrackingCode::make(scheme, random()?);
        if codes.insert(code.as_str().to_owned()) {
            made.push(code);
        }
    }
    let locks: Vec<_> = made.iter().map(|code| keys::lookup(scope, &Lookup::Code(code.as_str().to_owned()))).collect();
    let taken = deps.gate.store().read_all(&locks, now).await?;
    let free = made.into_iter().zip(taken).find(|(_, taken)| taken.is_none()).map(|(code, _)| code);
    Ok(free.unwrap_or(first))
}

fn random() -> Result<u128, Problem> {
    let bytes =
        credentials::random_secret().ok_or_else(|| Problem::internal(std::io::Error::other("no randomness")))?;
    Ok(bytes.iter().take(16).fold(0_u128, |number, byte| (number << 8) | u128::from(*byte)))
}
