//! Why a file that arrived is told of again.

/// Why a file could not be dealt with now; the bucket tells of it again.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Undealt {
    #[error("the job of an import")]
    Store(#[from] store::Error),
    #[error(transparent)]
    Import(#[from] imports::Error),
    #[error("the configuration")]
    Configuration(#[from] configuration::Error),
    #[error("others kept changing the same things")]
    Contended,
}

impl Undealt {
    pub(crate) fn is_conflict(&self) -> bool {
        match self {
            Self::Store(error) => error.is_conflict(),
            Self::Configuration(error) => error.is_conflict(),
            Self::Import(_) | Self::Contended => false,
        }
    }
}
