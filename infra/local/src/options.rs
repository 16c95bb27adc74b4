use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// What an edition is started with.
#[derive(Clone)]
pub struct Options {
    /// Folder that everything is kept in.
    pub data: PathBuf,
    /// Address that is listened on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The template.
    pub template: PathBuf,
    /// Whether the clock stands still until it is moved.
    pub manual_clock: bool,
    /// Whether sample data is written into an empty folder.
    pub seed: bool,
    /// Whether the sample data has deliveries in every state.
    pub deliveries: bool,
    /// Values of the template's parameters, before those that the edition sets itself.
    pub parameters: BTreeMap<String, String>,
    /// Functions beside those built in, by folder: for tests.
    pub functions: Vec<(&'static str, edge::Start)>,
}

impl Options {
    /// The project's own template on a free port, without sample data.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            template: Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("template.yaml"),
            manual_clock: false,
            seed: false,
            deliveries: true,
            parameters: BTreeMap::new(),
            functions: Vec::new(),
        }
    }
}
