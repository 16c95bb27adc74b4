use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Error;

/// What every deployment has below its prefix.
const NAMES: [&str; 4] = ["jwt-key", "pepper", "cursor-key", "link-key"];

/// The parameter store: a file that only its owner can read.
#[derive(Clone, Debug)]
pub(crate) struct Parameters(Arc<Inner>);

struct Inner {
    file: PathBuf,
    values: Mutex<BTreeMap<String, String>>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Parameters").field(&self.file).finish()
    }
}

impl Parameters {
    /// Reads the file, and makes the secrets that are not in it yet.
    pub(crate) fn open(file: &Path, prefixes: &[String]) -> Result<Self, Error> {
        let damaged = |reason: String| Error::Damaged { file: file.to_path_buf(), reason };
        let mut values: BTreeMap<String, String> = match std::fs::read(file) {
            Ok(text) => serde_json::from_slice(&text).map_err(|error| damaged(error.to_string()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(damaged(error.to_string())),
        };
        let before = values.len();
        for prefix in prefixes {
            for name in NAMES {
                let name = format!("{}/{name}", prefix.trim_end_matches('/'));
                if let Entry::Vacant(missing) = values.entry(name) {
                    let mut secret = [0_u8; 32];
                    getrandom::fill(&mut secret).map_err(|error| damaged(error.to_string()))?;
                    missing.insert(STANDARD.encode(secret));
                }
            }
        }
        if values.len() > before {
            write(file, &values).map_err(|error| damaged(error.to_string()))?;
        }
        Ok(Self(Arc::new(Inner { file: file.to_path_buf(), values: Mutex::new(values) })))
    }

    pub(crate) fn value(&self, name: &str) -> Option<String> {
        self.0.values.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// Sets a parameter; false when it is there already and may not be replaced.
    pub(crate) fn put(&self, name: &str, value: &str, replace: bool) -> std::io::Result<bool> {
        let mut values = self.0.values.lock().unwrap_or_else(PoisonError::into_inner);
        if values.contains_key(name) && !replace {
            return Ok(false);
        }
        values.insert(name.into(), value.into());
        write(&self.0.file, &values)?;
        Ok(true)
    }
}

fn write(file: &Path, values: &BTreeMap<String, String>) -> std::io::Result<()> {
    write_private(file, &serde_json::to_vec_pretty(values)?)
}

/// Replaces a file in one step by one that only its owner can read.
pub(crate) fn write_private(file: &Path, content: &[u8]) -> std::io::Result<()> {
    let draft = file.with_extension("draft");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut open = options.open(&draft)?;
    open.write_all(content)?;
    open.sync_all()?;
    std::fs::rename(&draft, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_made_once_and_only_their_owner_reads_them() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secrets.json");
        let prefixes = ["/entrega".to_string()];
        let made = Parameters::open(&file, &prefixes).unwrap().value("/entrega/jwt-key").unwrap();
        assert_eq!(STANDARD.decode(&made).unwrap().len(), 32);
        assert_eq!(Parameters::open(&file, &prefixes).unwrap().value("/entrega/jwt-key"), Some(made));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secrets.json");
        std::fs::write(&file, "{").unwrap();
        let line = Parameters::open(&file, &[]).unwrap_err().to_string();
        assert!(line.contains("secrets.json") && line.contains("damaged"), "{line}");
    }
}
