/// A configuration that could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The table.
    #[error("the root of the configuration")]
    Store(#[from] store::Error),
    /// The bucket.
    #[error("a part of the configuration")]
    Blobs(#[from] blobs::Error),
    /// A part that the root names does not have the shape it should have.
    #[error("the {part} `{name}` of the configuration is unreadable")]
    Unreadable {
        /// `section` or `block`.
        part: &'static str,
        /// Which.
        name: String,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Something of an earlier moment that is not there any more, or never was.
    #[error("the {part} `{name}` of the configuration is not kept")]
    NotKept {
        /// `root` or `table`.
        part: &'static str,
        /// The root's digest, or the policy whose table it is.
        name: String,
    },
}

impl Error {
    pub(crate) fn unreadable(
        part: &'static str,
        name: &str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Unreadable { part, name: name.to_owned(), source: source.into() }
    }

    /// Another change came between: read again and decide again.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        match self {
            Self::Store(error) => error.is_conflict(),
            Self::Blobs(error) => error.is_conflict(),
            Self::Unreadable { .. } | Self::NotKept { .. } => false,
        }
    }

    /// The table or the bucket asks to slow down.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        match self {
            Self::Store(error) => error.is_throttled(),
            Self::Blobs(error) => error.is_throttled(),
            Self::Unreadable { .. } | Self::NotKept { .. } => false,
        }
    }
}
