//! Reports as the providers write them.
//!
//! Mail: events of SES (<https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html>), also
//! in the older form of notifications. SMS: events of AWS End User Messaging
//! (<https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html>), and the records that
//! SNS logs of each delivery (<https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html>).

use domain::consent::Cause;
use domain::message::{Channel, Fate, Receipt};
use jiff::Timestamp;
use serde_json::Value;
use store::keys::Provided;

/// What a report names its message by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// By our own names, which mail carries along.
    Message(Provided),
    /// By the name that the provider gave it.
    Provider(Channel, String),
}

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) named: Named,
    pub(crate) receipt: Receipt,
    /// The mail address that gets no more, and why.
    pub(crate) stops: Option<(String, Cause)>,
}

impl Report {
    /// Reads a report; none for one that tells nothing final. What is told without a time happened now.
    ///
    /// # Errors
    /// A sentence for the log when it is no report.
    pub(crate) fn read(body: &str, now: Timestamp) -> Result<Option<Self>, String> {
        let told: Value = serde_json::from_str(body).map_err(|error| format!("no report: {error}"))?;
        if told.pointer("/mail/messageId").is_some() {
            return Ok(mail(&told, now));
        }
        if let Some(name) = told.pointer("/notification/messageId").and_then(Value::as_str) {
            return Ok(logged(&told, name, now));
        }
        match (text(&told, "/eventType"), text(&told, "/messageId")) {
            (Some(kind), Some(name)) => Ok(sms(&told, kind, name, now)),
            _ => Err("no report of a provider that is known".to_owned()),
        }
    }

    pub(crate) const fn channel(&self) -> Channel {
        match &self.named {
            Named::Message(_) => Channel::Email,
            Named::Provider(channel, _) => *channel,
        }
    }
}

fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer).and_then(Value::as_str)
}

fn time(value: &Value, pointer: &str) -> Option<Timestamp> {
    text(value, pointer).and_then(|text| text.parse().ok())
}

fn mail(told: &Value, now: Timestamp) -> Option<Report> {
    let kind = text(told, "/eventType").or_else(|| text(told, "/notificationType"))?;
    let tag = |name: &str| text(told, &format!("/mail/tags/{name}/0"));
    let ours = tag("account").zip(tag("service")).zip(tag("message")).and_then(|((account, service), message)| {
        let (account, service) = (account.parse().ok()?, service.parse().ok()?);
        Some(Provided { account, service, message: message.parse().ok()? })
    });
    let name = || Named::Provider(Channel::Email, text(told, "/mail/messageId").unwrap_or_default().to_owned());
    let named = ours.map_or_else(name, Named::Message);
    let address = |pointer: &str| text(told, pointer).map(str::to_lowercase);
    let (fate, at, stops) = match kind {
        "Delivery" => (Fate::Delivered, time(told, "/delivery/timestamp"), None),
        "Bounce" => {
            let why = text(told, "/bounce/bouncedRecipients/0/status").or_else(|| text(told, "/bounce/bounceSubType"));
            let why = format!("bounced {}", why.unwrap_or_default()).trim_end().to_owned();
            let for_good = text(told, "/bounce/bounceType") == Some("Permanent");
            let stops = address("/bounce/bouncedRecipients/0/emailAddress").filter(|_| for_good);
            (Fate::Failed { why }, time(told, "/bounce/timestamp"), stops.map(|stops| (stops, Cause::Bounced)))
        }
        "Complaint" => {
            let stops = address("/complaint/complainedRecipients/0/emailAddress");
            (Fate::Complained, time(told, "/complaint/timestamp"), stops.map(|stops| (stops, Cause::Complained)))
        }
        "Reject" => (Fate::Failed { why: "rejected".to_owned() }, None, None),
        _ => return None,
    };
    Some(Report { named, receipt: Receipt { fate, at: at.unwrap_or(now) }, stops })
}

fn sms(told: &Value, kind: &str, name: &str, now: Timestamp) -> Option<Report> {
    let fate = match kind {
        "TEXT_DELIVERED" => Fate::Delivered,
        "TEXT_INVALID"
        | "TEXT_INVALID_MESSAGE"
        | "TEXT_UNREACHABLE"
        | "TEXT_CARRIER_UNREACHABLE"
        | "TEXT_BLOCKED"
        | "TEXT_CARRIER_BLOCKED"
        | "TEXT_SPAM"
        | "TEXT_TTL_EXPIRED"
        | "TEXT_UNKNOWN" => Fate::Failed { why: kind.trim_start_matches("TEXT_").to_lowercase() },
        _ => return None,
    };
    let millis = told.get("eventTimestamp").and_then(Value::as_i64);
    let at = millis.and_then(|millis| Timestamp::from_millisecond(millis).ok()).unwrap_or(now);
    let named = Named::Provider(Channel::Sms, name.to_owned());
    Some(Report { named, receipt: Receipt { fate, at }, stops: None })
}

fn logged(told: &Value, name: &str, now: Timestamp) -> Option<Report> {
    let fate = match text(told, "/status")? {
        "SUCCESS" => Fate::Delivered,
        "FAILURE" => Fate::Failed { why: text(told, "/delivery/providerResponse").unwrap_or("failed").to_owned() },
        _ => return None,
    };
    // `2026-11-22 15:00:00.123`, in UTC.
    let at = text(told, "/notification/timestamp").and_then(|text| format!("{}Z", text.replace(' ', "T")).parse().ok());
    let named = Named::Provider(Channel::Sms, name.to_owned());
    Some(Report { named, receipt: Receipt { fate, at: at.unwrap_or(now) }, stops: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ID: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn read(told: &Value) -> Option<Report> {
        Report::read(&told.to_string(), at("2026-11-22T16:00:00Z")).unwrap()
    }

    #[test]
    fn mail_names_our_message_and_a_lasting_bounce_stops_its_address() {
        let tags = json!({ "account": [ID], "service": [ID], "message": [ID] });
        let bounce = |kind: &str| {
            json!({ "eventType": "Bounce", "mail": { "messageId": "m", "tags": tags }, "bounce": { "bounceType": kind,
                "timestamp": "2026-11-22T15:00:00.000Z",
                "bouncedRecipients": [{ "emailAddress": "Ana@Example.com", "status": "5.1.1" }] } })
        };
        let report = read(&bounce("Permanent")).unwrap();
        assert!(matches!(report.named, Named::Message(_)));
        let receipt =
            Receipt { fate: Fate::Failed { why: "bounced 5.1.1".to_owned() }, at: at("2026-11-22T15:00:00Z") };
        assert_eq!(report.receipt, receipt);
        assert_eq!(report.stops, Some(("ana@example.com".to_owned(), Cause::Bounced)));
        assert_eq!(read(&bounce("Transient")).unwrap().stops, None);
        let complaint = json!({ "notificationType": "Complaint", "mail": { "messageId": "m" },
            "complaint": { "complainedRecipients": [{ "emailAddress": "ana@example.com" }] } });
        let report = read(&complaint).unwrap();
        assert_eq!(report.named, Named::Provider(Channel::Email, "m".to_owned()));
        assert_eq!(report.stops, Some(("ana@example.com".to_owned(), Cause::Complained)));
        assert_eq!(read(&json!({ "eventType": "Open", "mail": { "messageId": "m" } })), None);
    }

    #[test]
    fn both_forms_of_sms_receipts_are_read() {
        let event =
            json!({ "eventType": "TEXT_CARRIER_BLOCKED", "messageId": "m", "eventTimestamp": 1_795_359_600_000_i64 });
        let report = read(&event).unwrap();
        assert_eq!(report.receipt.fate, Fate::Failed { why: "carrier_blocked".to_owned() });
        let logged = json!({ "notification": { "messageId": "m", "timestamp": "2026-11-22 15:00:00.123" },
            "delivery": { "providerResponse": "Message has been accepted by phone" }, "status": "SUCCESS" });
        let receipt = Receipt { fate: Fate::Delivered, at: at("2026-11-22T15:00:00.123Z") };
        assert_eq!(read(&logged).unwrap().receipt, receipt);
        assert_eq!(read(&json!({ "eventType": "TEXT_QUEUED", "messageId": "m" })), None);
        assert!(Report::read("{}", at("2026-11-22T16:00:00Z")).is_err());
        assert!(Report::read("x", at("2026-11-22T16:00:00Z")).is_err());
    }
}
