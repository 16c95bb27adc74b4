use super::*;

const ID: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d";

fn proof(shows: Shows, status: Status) -> Proof {
    Proof {
        id: ID.parse().unwrap(),
        service: ID.parse().unwrap(),
        shows,
        status,
        author: "driver:1".to_owned(),
        taken_at: Timestamp::UNIX_EPOCH,
        place: None,
        report: None,
        announced_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        digest: None,
    }
}

fn photo() -> Shows {
    Shows::Photo(Announced { format: Format::Jpeg, size: 1, sha256: String::new() })
}

#[test]
fn only_what_is_attached_pays_what_is_owed() {
    use ProofKind::{Photo, ReceiverDocument, ReceiverName};
    let name = Receiver { name: Some(Text::new("Bia").unwrap()), ..Receiver::default() };
    let named = proof(Shows::Receiver(name), Status::Attached);
    let check = |required: &[ProofKind], proofs: &[Proof], expected: &[ProofKind]| {
        let required: BTreeSet<ProofKind> = required.iter().copied().collect();
        assert_eq!(owed(&required, proofs), expected.iter().copied().collect(), "{required:?}");
    };
    check(&[], &[], &[]);
    check(&[Photo], &[], &[Photo]);
    check(&[Photo], &[proof(photo(), Status::Checking)], &[Photo]);
    check(&[Photo], &[proof(photo(), Status::Refused(Flaw::Blank))], &[Photo]);
    check(&[Photo, ReceiverName], &[proof(photo(), Status::Attached)], &[ReceiverName]);
    check(&[ReceiverName, ReceiverDocument], &[named], &[ReceiverDocument]);
}

#[test]
fn kinds_are_read_as_they_are_written() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(text.parse::<Required>().ok().map(|read| read.to_string()).as_deref(), expected, "{text}");
    };
    check("signature, photo", Some("photo,signature"));
    check("receiver_name", Some("receiver_name"));
    check("", Some(""));
    check("photo,film", None);
}

#[test]
fn a_proof_that_nobody_carries_on_is_told_as_refused() {
    let check = |status: Status, minutes: i64, expected: Status| {
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        assert_eq!(proof(photo(), status).status_at(now), expected, "{minutes}");
    };
    check(Status::AwaitingUpload, 90, Status::AwaitingUpload);
    check(Status::AwaitingUpload, 91, Status::Refused(Flaw::NotUploaded));
    check(Status::Checking, 75, Status::Checking);
    check(Status::Checking, 76, Status::Refused(Flaw::GaveUp));
    check(Status::Attached, 100_000, Status::Attached);
}

#[test]
fn a_format_is_what_a_file_begins_with() {
    for (content, expected) in [
        (&b"\xff\xd8\xff\xe0"[..], Some(Format::Jpeg)),
        (b"\x89PNG\r\n\x1a\n", Some(Format::Png)),
        (b"\x89PNG\n\x1a\n", None),
        (b"GIF89a", None),
        (b"<svg", None),
        (b"%PDF-1.7", None),
        (b"\xff\xd8", None),
        (b"", None),
    ] {
        assert_eq!(Format::of(content), expected, "{content:?}");
    }
}
