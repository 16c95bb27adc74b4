use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use serde_json::{Value, json};

use super::Refusal;
use crate::outbox::{Entry, Outbox};

/// `SendEmail`, simple or raw.
pub(super) fn send(outbox: &Outbox, request: &Value) -> Result<Value, Refusal> {
    let text = |at: &str| request.pointer(at).and_then(Value::as_str).map(ToString::to_string);
    let refused = |message: &str| Refusal::new("BadRequestException", message);
    let from = text("/FromEmailAddress").ok_or_else(|| refused("FromEmailAddress is missing"))?;
    let mut to = Vec::new();
    for kind in ["ToAddresses", "CcAddresses", "BccAddresses"] {
        let addresses = request.pointer(&format!("/Destination/{kind}")).and_then(Value::as_array);
        to.extend(addresses.into_iter().flatten().filter_map(Value::as_str).map(ToString::to_string));
    }
    if to.is_empty() {
        return Err(refused("Destination names nobody"));
    }
    if to.iter().any(|address| !address.contains('@')) {
        return Err(refused("Missing final '@domain'"));
    }
    let tag = |wanted: &str| {
        let tags = request.get("EmailTags").and_then(Value::as_array).into_iter().flatten();
        let mut tags = tags.filter(|tag| tag.get("Name").and_then(Value::as_str) == Some(wanted));
        tags.next().and_then(|tag| Some(tag.get("Value")?.as_str()?.to_string()))
    };
    let raw = text("/Content/Raw/Data").and_then(|data| STANDARD.decode(data).ok());
    let raw = raw.map(|data| String::from_utf8_lossy(&data).into_owned());
    let subject = text("/Content/Simple/Subject/Data");
    if raw.is_none() && subject.is_none() {
        return Err(refused("only Simple and Raw content is carried out by the single-machine edition"));
    }
    let entry = Entry {
        channel: "email".into(),
        from: words(&from),
        subject,
        text: text("/Content/Simple/Body/Text/Data").or(raw).unwrap_or_default(),
        html: text("/Content/Simple/Body/Html/Data"),
        service: tag("service"),
        event: tag("event"),
        ..Entry::sms(&to.join(", "), "", outbox.now())
    };
    let id = outbox.add(entry).map_err(|error| Refusal {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        ..Refusal::new("InternalServiceError", error.to_string())
    })?;
    Ok(json!({ "MessageId": id }))
}

/// A header with its encoded words (RFC 2047) as people read them.
fn words(header: &str) -> String {
    let mut out = String::new();
    let mut after_word = false;
    for (place, part) in header.split(' ').enumerate() {
        let decoded = part.strip_prefix("=?UTF-8?B?").and_then(|part| part.strip_suffix("?="));
        let decoded = decoded.and_then(|part| String::from_utf8(STANDARD.decode(part).ok()?).ok());
        // Blanks between encoded words only separate them.
        if place > 0 && !(after_word && decoded.is_some()) {
            out.push(' ');
        }
        after_word = decoded.is_some();
        out.push_str(decoded.as_deref().unwrap_or(part));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_senders_name_is_shown_as_people_read_it() {
        for (header, shown) in [
            ("a@b.example", "a@b.example"),
            ("\"Loja\" <a@b.example>", "\"Loja\" <a@b.example>"),
            ("=?UTF-8?B?UMOjbw==?= <a@b.example>", "Pão <a@b.example>"),
            ("=?UTF-8?B?UMOj?= =?UTF-8?B?bw==?= <a@b.example>", "Pão <a@b.example>"),
        ] {
            assert_eq!(words(header), shown);
        }
    }
}
