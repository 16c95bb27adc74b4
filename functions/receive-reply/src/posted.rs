//! Inbound SMS that SNS posts to an address of ours: the way in where a queue cannot be subscribed.
//!
//! Anybody can post there, so nothing is believed that SNS has not signed
//! (<https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html>): the topic is ours, the message is
//! young, the certificate comes from SNS in the region of the topic, is valid and was issued to SNS, and its key signed
//! exactly this. A message that is posted again has its effect once, as everything that is heard.

mod certificate;
mod source;
mod written;

use edge::{Message, Problem, Reply, Request, WireProblem};
use jiff::Timestamp;

pub(crate) use certificate::Certificate;
pub(crate) use source::Source;
pub(crate) use written::{Forged, Kind, Written};

use crate::{Deps, hear};

/// Takes what SNS posts: an SMS that somebody wrote to us, or the question whether the subscription is ours. The
/// content type does not matter, SNS calls it text.
#[utoipa::path(post, path = "/v1/inbound-sms", tag = "Inbox", security(()),
    request_body(content = String, content_type = "text/plain", description = "A notification of SNS, as JSON"),
    responses((status = 204, description = "Heard, or heard before"), (status = 400, description = "`not_genuine`", body = WireProblem), (status = 503, description = "`certificate_unread`", body = WireProblem)))]
pub async fn take(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (now, source) = (request.at(), &deps.source);
    let written = Written::read(request.body()).map_err(|forged| refused(&forged))?;
    let from = written.check(&deps.topic, source, now).map_err(|forged| refused(&forged))?;
    let certificate = match source.certificate(&from, now).await {
        // A name that SNS knows nothing of was made up.
        Err(source::Error::Answered(status)) if matches!(status.as_u16(), 403 | 404 | 410) => {
            return Err(refused(&Forged::Address));
        }
        read => read.map_err(|error| unread(&error))?,
    };
    certificate.map_err(Forged::Certificate).and_then(|one| one.verify(&written, now)).map_err(|f| refused(&f))?;
    match written.kind {
        Kind::Notification => heard(deps, &written, now).await?,
        Kind::SubscriptionConfirmation => {
            let address = written.subscription(&deps.topic, source).map_err(|forged| refused(&forged))?;
            source.visit(&address).await.map_err(|error| unread(&error))?;
            tracing::info!("the subscription to inbound SMS is confirmed");
        }
        // Whoever left may mean it: it is neither undone nor followed.
        Kind::UnsubscribeConfirmation => tracing::warn!("the subscription to inbound SMS was ended"),
    }
    Ok(Reply::no_content())
}

async fn heard(deps: &Deps, written: &Written, now: Timestamp) -> Result<(), Problem> {
    let (id, body) = (written.message_id.clone(), written.message.clone());
    let message = Message { id, body, attempt: 1, sent_at: Some(written.sent_at.min(now)) };
    Box::pin(hear::hear(deps, &message, &[])).await.map_err(|why| Problem::internal(std::io::Error::other(why)))
}

/// The log says what was wrong; whoever forges is told nothing.
fn refused(forged: &Forged) -> Problem {
    tracing::warn!(%forged, "something was posted that SNS has not signed for us");
    Problem::new(400, "not_genuine", "This is no message that SNS signed for this address.")
}

fn unread(error: &source::Error) -> Problem {
    tracing::error!(%error, "SNS did not answer");
    Problem::new(503, "certificate_unread", "The certificate of SNS cannot be read now. Send it again.")
}
