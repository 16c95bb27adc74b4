//! Identifiers. All are `UUIDv7`: sortable by the time of making, unguessable enough to name, never a secret.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// `{text}` is not an identifier: 36 characters of lower-case hexadecimal digits and hyphens are expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not an identifier")]
pub struct InvalidId {
    text: String,
}

fn made_at(id: Uuid) -> Timestamp {
    let (seconds, nanos) = id.get_timestamp().map_or((0, 0), |made| made.to_unix());
    let (seconds, nanos) = (i64::try_from(seconds).unwrap_or(0), i32::try_from(nanos).unwrap_or(0));
    Timestamp::new(seconds, nanos).unwrap_or(Timestamp::UNIX_EPOCH)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Names a thing by a fresh `UUIDv7`, made by the caller, who owns time and chance.
            #[must_use]
            pub const fn new(uuid: Uuid) -> Self { Self(uuid) }

            /// The identifier as its 128 bits.
            #[must_use]
            pub const fn uuid(self) -> Uuid { self.0 }

            /// When it was made, to the millisecond; long ago when it does not say.
            #[must_use]
            pub fn made_at(self) -> Timestamp { made_at(self.0) }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.hyphenated().fmt(f) }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            /// Reads exactly the form that [`fmt::Display`] writes: other spellings of the same number are refused,
            /// so that one thing has one address.
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let invalid = || InvalidId { text: text.chars().take(64).collect() };
                let uuid = Uuid::try_parse(text).map_err(|_| invalid())?;
                if uuid.hyphenated().to_string() == text { Ok(Self(uuid)) } else { Err(invalid()) }
            }
        }
    )+};
}

ids! {
    /// An account: one contracting company, the tenant that owns everything below it.
    AccountId,
    /// A person who signs in to the console.
    UserId,
    /// An API key. It is the public half; the secret half is shown once.
    KeyId,
    /// A link sent to a person: an invitation, a password reset, a delivery to follow.
    LinkId,
    /// A signed-in device of a user.
    SessionId,
    /// A kept quote.
    QuoteId,
    /// An import of a spreadsheet.
    ImportId,
    /// An export to files, or one of its files.
    ExportId,
    /// Something that happened, told to others.
    EventId,
    /// One SMS or e-mail to one person.
    MessageId,
    /// A delivery, a collection or an attendance at an address.
    ServiceId,
    /// One package of a service.
    PackageId,
    /// A driver's ordered stops of a day.
    RouteId,
    /// One piece of evidence of a service: a photo, a signature, a code.
    ProofId,
    /// A brand that an account delivers for.
    AgencyId,
    /// A place that an account operates from.
    BranchId,
    /// A person or company that services go to.
    CustomerId,
    /// A partner that an account operates with.
    PartnerId,
    /// A transport company.
    CarrierId,
    /// A driver.
    DriverId,
    /// A holiday of whoever operates the drivers.
    HolidayEntryId,
    /// A vehicle.
    VehicleId,
    /// A reason that a register offers: for a failure, a success, a manual change, the end of a chat.
    ReasonId,
    /// A subscription to events.
    WebhookId,
    /// What became of one event at one subscription.
    DeliveryId,
    /// Places of a window held for a cart.
    ReservationId,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, readable: bool) {
        assert_eq!(UserId::from_str(text).is_ok(), readable, "{text}");
    }

    #[test]
    fn only_the_canonical_spelling_is_read() {
        check("0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d", true);
        check("0190C3F0-7D2B-7C1E-8A52-9C0C8A1F2B3D", false);
        check("0190c3f07d2b7c1e8a529c0c8a1f2b3d", false);
        check("{0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d}", false);
        check("", false);
        check("T#other", false);
    }

    #[test]
    fn an_identifier_says_when_it_was_made() {
        let id = |text: &str| text.parse::<UserId>().unwrap().made_at();
        assert_eq!(id("0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d").to_string(), "2024-07-18T03:43:56.203Z");
        assert_eq!(id("00000000-0000-4000-8000-000000000000"), Timestamp::UNIX_EPOCH);
    }
}
