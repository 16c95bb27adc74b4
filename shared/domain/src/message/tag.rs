//! Tags, and texts with tags.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Notice;

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// A fact that a text can name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Tag {
            $($(#[$doc])* $name),+
        }

        impl Tag {
            /// All of them, in the order in which they are offered.
            pub const ALL: [Self; [$($text),+].len()] = [$(Self::$name),+];

            /// How it is written between the braces.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

tags! {
    /// The brand's logo, as an image; in e-mails only.
    Logo = "Logo",
    /// The brand.
    ShipperName = "ShipperName",
    /// The recipient's first name.
    ShipperCustomerFirstName = "ShipperCustomerFirstName",
    /// The invoice or order of service.
    InvoiceOrderOfService = "InvoiceOrderOfService",
    /// The number of the order.
    OrderNumber = "OrderNumber",
    /// The date of the delivery.
    DeliveryDay = "DeliveryDay",
    /// The address of the recipient's page.
    Link = "Link",
    /// Why it was not delivered.
    NonDeliveryReason = "NonDeliveryReason",
    /// The last day of a route of several days.
    ItinerantDate = "ItinerantDate",
    /// The latest hour.
    UpTo = "UpTo",
    /// The band of hours.
    Interval = "Interval",
    /// The part of the day.
    Period = "Period",
    /// The expected time of arrival.
    Hec = "HEC",
    /// When the driver set out.
    OutForDelivery = "OutForDelivery",
    /// The windows to choose from, numbered.
    Choices = "Choices",
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{{{}}}}}", self.name())
    }
}

/// What fills the tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<Tag, String>);

impl Values {
    /// Notes a fact. Line breaks and control characters become blanks: a name cannot write a line of its own.
    pub fn note(&mut self, tag: Tag, value: impl Into<Option<String>>) {
        if let Some(value) = value.into() {
            let plain: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            if !plain.trim().is_empty() {
                self.0.insert(tag, plain.trim().to_owned());
            }
        }
    }

    /// A fact.
    #[must_use]
    pub fn value(&self, tag: Tag) -> Option<&str> {
        self.0.get(&tag).map(String::as_str)
    }

    /// Whether all of these are known.
    #[must_use]
    pub fn has(&self, tags: &[Tag]) -> bool {
        tags.iter().all(|tag| self.0.contains_key(tag))
    }
}

/// A text with tags, written by a merchant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(String);

/// What is wrong with a text; places count characters from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Nothing is in it.
    #[error("the text is empty")]
    Empty,
    /// It is too long to be a message.
    #[error("the text has more than {most} characters")]
    TooLong {
        /// The most.
        most: usize,
    },
    /// No tag is called so.
    #[error("{{{{{name}}}}} at {at} is no tag{}", .instead.map(|tag| format!("; is {tag} meant?")).unwrap_or_default())]
    UnknownTag {
        /// What stands between the braces.
        name: String,
        /// Where it starts.
        at: usize,
        /// The tag that differs in capitals and blanks only.
        instead: Option<Tag>,
    },
    /// The occasion never has this fact.
    #[error("{tag} at {at} has no value for this notice")]
    NeverFilled {
        /// The tag.
        tag: Tag,
        /// Where it starts.
        at: usize,
    },
    /// An image cannot be sent in a short message.
    #[error("{tag} at {at} is an image, which an SMS cannot hold")]
    Image {
        /// The tag.
        tag: Tag,
        /// Where it starts.
        at: usize,
    },
    /// What is kept of a mail and shown has no secrets, names or images.
    #[error("{tag} at {at} cannot stand in a subject")]
    NotInSubject {
        /// The tag.
        tag: Tag,
        /// Where it starts.
        at: usize,
    },
    /// A subject is one line.
    #[error("a subject is one line, which ends at {at}")]
    Lines {
        /// Where the next one starts.
        at: usize,
    },
    /// Braces open and do not close, or the other way round.
    #[error("the braces at {at} have no counterpart")]
    Braces {
        /// Where they stand.
        at: usize,
    },
}

/// A piece of a text.
enum Piece<'a> {
    Plain(&'a str),
    Named(&'a str, usize),
    Stray(usize),
}

/// The pieces of a text: `{{` opens, `}}` closes.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut at) = (text, 0);
    while let Some((before, after)) = rest.split_once("{{") {
        plain(before, at, &mut pieces);
        at += before.chars().count();
        match after.split_once("}}") {
            Some((name, next)) if !name.contains("{{") => {
                pieces.push(Piece::Named(name, at));
                at += name.chars().count() + 4;
                rest = next;
            }
            _ => {
                pieces.push(Piece::Stray(at));
                at += 2;
                rest = after;
            }
        }
    }
    plain(rest, at, &mut pieces);
    pieces
}

fn plain<'a>(text: &'a str, at: usize, pieces: &mut Vec<Piece<'a>>) {
    if let Some((before, _)) = text.split_once("}}") {
        pieces.push(Piece::Stray(at + before.chars().count()));
    }
    if !text.is_empty() {
        pieces.push(Piece::Plain(text));
    }
}

fn tag(name: &str) -> Option<Tag> {
    Tag::ALL.into_iter().find(|tag| tag.name() == name)
}

impl Text {
    /// The longest SMS text, in characters.
    pub const LONGEST_SMS: usize = 600;
    /// The longest e-mail text, in characters.
    pub const LONGEST_MAIL: usize = 50_000;
    /// The longest subject of an e-mail, in characters, before its tags are filled in.
    pub const LONGEST_SUBJECT: usize = 150;

    /// Checks a text for a notice; `sms` says whether it is for a short message.
    ///
    /// # Errors
    /// Every [`InvalidText`], in the order of their places.
    pub fn new(text: &str, notice: Notice, sms: bool) -> Result<Self, Vec<InvalidText>> {
        let most = if sms { Self::LONGEST_SMS } else { Self::LONGEST_MAIL };
        let image = |tag, at| (sms && tag == Tag::Logo).then_some(InvalidText::Image { tag, at });
        Self::checked(text, notice, most, image)
    }

    /// Checks the subject of an e-mail for a notice: one line, without what is told to the recipient alone.
    ///
    /// # Errors
    /// Every [`InvalidText`].
    pub fn subject(text: &str, notice: Notice) -> Result<Self, Vec<InvalidText>> {
        let apart = |tag| matches!(tag, Tag::Logo | Tag::Link | Tag::ShipperCustomerFirstName | Tag::Choices);
        let apart = |tag, at| apart(tag).then_some(InvalidText::NotInSubject { tag, at });
        let next = text.chars().position(char::is_control).map(|at| InvalidText::Lines { at });
        match (Self::checked(text, notice, Self::LONGEST_SUBJECT, apart), next) {
            (Err(mut wrong), next) => {
                wrong.extend(next);
                Err(wrong)
            }
            (Ok(_), Some(next)) => Err(vec![next]),
            (Ok(subject), None) => Ok(subject),
        }
    }

    fn checked(
        text: &str,
        notice: Notice,
        most: usize,
        unfit: impl Fn(Tag, usize) -> Option<InvalidText>,
    ) -> Result<Self, Vec<InvalidText>> {
        let mut wrong = Vec::new();
        if text.trim().is_empty() {
            wrong.push(InvalidText::Empty);
        }
        if text.chars().count() > most {
            wrong.push(InvalidText::TooLong { most });
        }
        for piece in pieces(text) {
            match piece {
                Piece::Plain(_) => {}
                Piece::Stray(at) => wrong.push(InvalidText::Braces { at }),
                Piece::Named(name, at) => match tag(name) {
                    None => wrong.push(InvalidText::UnknownTag { name: shortened(name), at, instead: similar(name) }),
                    Some(tag) => {
                        let never = (!notice.fills(tag)).then_some(InvalidText::NeverFilled { tag, at });
                        wrong.extend(unfit(tag, at).or(never));
                    }
                },
            }
        }
        if wrong.is_empty() { Ok(Self(text.to_owned())) } else { Err(wrong) }
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text with its tags filled in. `escape` protects values within markup.
    #[must_use]
    pub fn fill(&self, values: &Values, escape: impl Fn(&str) -> String) -> String {
        let mut filled = String::new();
        for piece in pieces(&self.0) {
            match piece {
                Piece::Plain(text) => {
                    // The blank after a missing fact would be a second one.
                    let blank = filled.is_empty() || filled.ends_with([' ', '\n']);
                    let text = if blank { text.strip_prefix(' ').unwrap_or(text) } else { text };
                    filled.push_str(text);
                }
                Piece::Named(name, _) => {
                    let value = tag(name).and_then(|tag| values.value(tag)).unwrap_or_default();
                    filled.push_str(&escape(value));
                }
                Piece::Stray(_) => {}
            }
        }
        filled.trim_end().to_owned()
    }

    /// The text with its tags filled in, for a short message.
    #[must_use]
    pub fn fill_plain(&self, values: &Values) -> String {
        self.fill(values, str::to_owned)
    }
}

fn shortened(name: &str) -> String {
    name.chars().take(40).collect()
}

fn similar(name: &str) -> Option<Tag> {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_ascii_lowercase();
    Tag::ALL.into_iter().find(|tag| bare(tag.name()) == bare(name))
}
