use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use jiff::Timestamp;

/// What an edition is started with.
#[derive(Clone)]
pub struct Options {
    /// Folder that everything is kept in.
    pub data: PathBuf,
    /// Address that is listened on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The template.
    pub template: PathBuf,
    /// What the functions take for the time.
    pub time: Time,
    /// Whether sample data is written into an empty folder.
    pub seed: bool,
    /// Whether the sample data has deliveries in every state.
    pub deliveries: bool,
    /// Values of the template's parameters, before those that the edition sets itself.
    pub parameters: BTreeMap<String, String>,
    /// Functions beside those built in, by folder: for tests.
    pub functions: Vec<(&'static str, edge::Start)>,
}

/// What the functions of an edition take for the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// The machine's.
    Passes,
    /// It stands still until it is moved, and starts at an instant, else at the machine's. A folder that was left at a
    /// later one goes on there.
    Stands(Option<Timestamp>),
}

/// `system`, `manual`, or the instant at which it stands.
impl FromStr for Time {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "system" => Ok(Self::Passes),
            "manual" => Ok(Self::Stands(None)),
            instant => match instant.parse() {
                Ok(from) => Ok(Self::Stands(Some(from))),
                Err(error) => Err(format!("neither system, nor manual, nor an instant: {error}")),
            },
        }
    }
}

impl Options {
    /// The project's own template on a free port, without sample data.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            template: Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("template.yaml"),
            time: Time::Passes,
            seed: false,
            deliveries: true,
            parameters: BTreeMap::new(),
            functions: Vec::new(),
        }
    }
}
