use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the edition did not start. Each reads as one line that says what to look at.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The template cannot be read or says something that cannot be carried out here.
    #[error("template {}: {reason}", file.display())]
    Template {
        /// The file.
        file: PathBuf,
        /// What is wrong, and where.
        reason: String,
    },
    /// A function of the template has no crate behind it.
    #[error("template {}: function {id} is in folder `{folder}`, and no such function is built in", file.display())]
    UnknownFunction {
        /// The template.
        file: PathBuf,
        /// Logical id in the template.
        id: String,
        /// Last folder of its CodeUri.
        folder: String,
    },
    /// A function refused to start.
    #[error("function {folder} did not start: {reason}")]
    Function {
        /// Folder of the function.
        folder: String,
        /// What it said.
        reason: String,
    },
    /// The data folder cannot be used.
    #[error("data folder {}: {reason}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A file of the data folder cannot be read back.
    #[error("data file {} is damaged ({reason}): put a copy back, or start over with --reset", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What was found.
        reason: String,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {reason}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// Usually that another program has the port.
        reason: String,
    },
    /// One of the engines did not start.
    #[error("{engine} did not start: {reason}")]
    Engine {
        /// Which one.
        engine: &'static str,
        /// What it said.
        reason: String,
    },
    /// The sample data could not be written.
    #[error("the sample data could not be written: {0}")]
    Seed(String),
}

impl Error {
    pub(crate) fn ledger(error: rusqlite::Error) -> Self {
        Self::Engine { engine: "the ledger", reason: error.to_string() }
    }
}

/// One line with every cause of an error, outermost first.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(source) = cause {
        line.push_str(": ");
        line.push_str(&source.to_string());
        cause = source.source();
    }
    line.replace('\n', " ")
}
