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
    /// Reads a report; none for one that tells nothing final. What is told without a time, or with one that is still to
    /// come, happened now.
    ///
    /// # Errors
    /// A sentence for the log when it is no report.
    pub(crate) fn read(body: &str, now: Timestamp) -> Result<Option<Self>, String> {
        let told = Self::told(body).map_err(|error| format!("no report: {error}"))?;
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

    /// What was reported, also where SNS has wrapped it into a notification of its own.
    fn told(body: &str) -> Result<Value, serde_json::Error> {
        let told: Value = serde_json::from_str(body)?;
        match text(&told, "/Message").filter(|_| text(&told, "/Type") == Some("Notification")) {
            Some(message) => serde_json::from_str(message),
            None => Ok(told),
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

fn receipt(fate: Fate, at: Option<Timestamp>, now: Timestamp) -> Receipt {
    Receipt { fate, at: at.unwrap_or(now).min(now) }
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
        // Who says that it is no spam has taken it out of there.
        "Complaint" if text(told, "/complaint/complaintFeedbackType") == Some("not-spam") => return None,
        "Complaint" => {
            let stops = address("/complaint/complainedRecipients/0/emailAddress");
            (Fate::Complained, time(told, "/complaint/timestamp"), stops.map(|stops| (stops, Cause::Complained)))
        }
        "Reject" => (Fate::Failed { why: "rejected".to_owned() }, None, None),
        "Rendering Failure" => (Fate::Failed { why: "not rendered".to_owned() }, None, None),
        _ => return None,
    };
    Some(Report { named, receipt: receipt(fate, at, now), stops })
}

fn sms(told: &Value, kind: &str, name: &str, now: Timestamp) -> Option<Report> {
    let last = told.get("isFinal").and_then(Value::as_bool);
    // Where carriers report nothing later, that they took it is the last that is heard; that nothing was heard at all
    // (`TEXT_UNKNOWN`) is no failure.
    let fate = match kind {
        "TEXT_DELIVERED" => Fate::Delivered,
        "TEXT_SUCCESSFUL" if last == Some(true) => Fate::Delivered,
        _ if last == Some(false) => return None,
        "TEXT_INVALID"
        | "TEXT_INVALID_MESSAGE"
        | "TEXT_UNREACHABLE"
        | "TEXT_CARRIER_UNREACHABLE"
        | "TEXT_BLOCKED"
        | "TEXT_CARRIER_BLOCKED"
        | "TEXT_PROTECT_BLOCKED"
        | "TEXT_SPAM"
        | "TEXT_TTL_EXPIRED" => Fate::Failed { why: kind.trim_start_matches("TEXT_").to_lowercase() },
        _ => return None,
    };
    let millis = told.get("eventTimestamp").and_then(Value::as_i64);
    let at = millis.and_then(|millis| Timestamp::from_millisecond(millis).ok());
    let named = Named::Provider(Channel::Sms, name.to_owned());
    Some(Report { named, receipt: receipt(fate, at, now), stops: None })
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
    Some(Report { named, receipt: receipt(fate, at, now), stops: None })
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
    fn only_what_is_final_is_told_and_never_of_a_time_to_come() {
        fn check(told: &Value, expected: Option<&str>) {
            let fate = read(told).map(|report| match report.receipt.fate {
                Fate::Delivered => "delivered".to_owned(),
                Fate::Complained => "complained".to_owned(),
                Fate::Failed { why } => why,
            });
            assert_eq!(fate.as_deref(), expected, "{told}");
        }
        let sms = |kind: &str, last: Option<bool>| json!({ "eventType": kind, "messageId": "m", "isFinal": last });
        check(&sms("TEXT_DELIVERED", Some(true)), Some("delivered"));
        check(&sms("TEXT_SUCCESSFUL", Some(true)), Some("delivered"));
        check(&sms("TEXT_SUCCESSFUL", Some(false)), None);
        check(&sms("TEXT_SUCCESSFUL", None), None);
        check(&sms("TEXT_UNREACHABLE", Some(true)), Some("unreachable"));
        check(&sms("TEXT_UNREACHABLE", Some(false)), None);
        check(&sms("TEXT_PROTECT_BLOCKED", None), Some("protect_blocked"));
        for kind in ["TEXT_QUEUED", "TEXT_PENDING", "TEXT_SENT", "TEXT_UNKNOWN", "TEXT_OF_TOMORROW"] {
            check(&sms(kind, Some(true)), None);
        }
        let mail = |kind: &str, more: Value| {
            let mut told = json!({ "eventType": kind, "mail": { "messageId": "m" } });
            told.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            told
        };
        let complaint = |kind: &str| mail("Complaint", json!({ "complaint": { "complaintFeedbackType": kind } }));
        check(&mail("Delivery", json!({ "delivery": {} })), Some("delivered"));
        check(&mail("Reject", json!({ "reject": { "reason": "Bad content" } })), Some("rejected"));
        check(&mail("Rendering Failure", json!({ "failure": {} })), Some("not rendered"));
        check(&mail("Bounce", json!({ "bounce": { "bounceSubType": "MailboxFull" } })), Some("bounced MailboxFull"));
        check(&mail("Bounce", json!({})), Some("bounced"));
        check(&complaint("abuse"), Some("complained"));
        check(&complaint("not-spam"), None);
        for kind in ["Send", "Open", "Click", "DeliveryDelay", "Subscription", ""] {
            check(&mail(kind, json!({})), None);
        }
        let wrapped = json!({ "Type": "Notification", "Message": sms("TEXT_DELIVERED", None).to_string() });
        check(&wrapped, Some("delivered"));
        let ahead = json!({ "eventType": "TEXT_DELIVERED", "messageId": "m", "eventTimestamp": 4_000_000_000_000_i64 });
        assert_eq!(read(&ahead).unwrap().receipt.at, at("2026-11-22T16:00:00Z"));
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
