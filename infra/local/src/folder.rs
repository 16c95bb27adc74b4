use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::Error;

/// The data folder, held by one edition at a time.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
    _held: File,
}

/// Everything that an edition keeps in it.
const CONTENT: [&str; 5] = ["table.sqlite", "edition.sqlite", "buckets", "secrets.json", "demo.json"];

impl Folder {
    /// Makes the folder where there is none, and takes it.
    pub(crate) fn take(root: &Path) -> Result<Self, Error> {
        let wrong = |reason: String| Error::Folder { folder: root.to_path_buf(), reason };
        std::fs::create_dir_all(root).map_err(|error| wrong(error.to_string()))?;
        let held = File::options().write(true).create(true).truncate(false).open(root.join("lock"));
        let held = held.map_err(|error| wrong(format!("it cannot be written to ({error})")))?;
        match held.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(wrong("another edition is running on it".into())),
            Err(TryLockError::Error(error)) => return Err(wrong(error.to_string())),
        }
        Ok(Self { root: root.to_path_buf(), _held: held })
    }

    /// Deletes what an edition keeps.
    pub(crate) fn clear(&self) -> Result<(), Error> {
        for name in CONTENT {
            for end in ["", "-wal", "-shm"] {
                let path = self.path(&format!("{name}{end}"));
                let gone = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
                match gone {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        return Err(Error::Folder { folder: path, reason: error.to_string() });
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Makes the folder of the buckets and answers its path.
    pub(crate) fn buckets(&self) -> Result<PathBuf, Error> {
        let path = self.path("buckets");
        let made = std::fs::create_dir_all(&path);
        made.map_err(|error| Error::Folder { folder: path.clone(), reason: error.to_string() })?;
        Ok(path)
    }
}

/// Deletes what an edition has kept in a folder, and nothing else that may be there.
///
/// # Errors
/// [`Error::Folder`] when an edition is running on it, or something cannot be deleted.
pub fn reset(root: &Path) -> Result<(), Error> {
    if !root.exists() {
        return Ok(());
    }
    Folder::take(root)?.clear()
}
