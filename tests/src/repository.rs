//! The files and manifests of this repository, as the tests about its own shape read them.
#![expect(clippy::expect_used, reason = "a test that cannot read its own repository has nothing left to say")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The folder that holds the workspace.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the workspace").to_path_buf()
}

/// A text file of ours.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path from the root, with forward slashes.
    pub path: String,
    /// Its content.
    pub text: String,
}

impl Source {
    /// A file that exists only in a test about a rule.
    #[must_use]
    pub fn made_up(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The last part of the path, without the folders.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The part of a Rust file before its unit tests.
    #[must_use]
    pub fn before_tests(&self) -> &str {
        self.text.split("#[cfg(test)]").next().unwrap_or_default()
    }
}

/// Every text file that we wrote. What tools produce and other people's packages are left out.
#[must_use]
pub fn sources() -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    walk(&root, &root, &mut found);
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    const NOT_OURS: [&str; 7] =
        [".git", "target", "node_modules", "dist", ".entrega", ".aws-sam", "proptest-regressions"];
    for entry in folder.read_dir().expect("a folder of the repository can be listed") {
        let path = entry.expect("a folder of the repository can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if NOT_OURS.contains(&name.as_ref()) {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, found);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let path = path.strip_prefix(root).expect("it lies under the root").to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
}

/// A member of the workspace.
#[derive(Clone, Debug)]
pub struct Crate {
    /// Name of the package.
    pub name: String,
    /// Folder from the root: `functions/sign-in`.
    pub folder: String,
    /// SPDX name of the licence.
    pub license: String,
    /// Names of what it needs to run, without what only its tests need.
    pub dependencies: Vec<String>,
    /// Names of its binaries.
    pub binaries: Vec<String>,
}

impl Crate {
    /// `functions`, `shared`, `infra` or `tests`.
    #[must_use]
    pub fn home(&self) -> &str {
        self.folder.split('/').next().unwrap_or_default()
    }
}

/// The members of the workspace, from their manifests.
#[must_use]
pub fn crates() -> Vec<Crate> {
    let root = root();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(&root)
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    list(&metadata, "packages").map(|package| member(&root, package)).collect()
}

fn member(root: &Path, package: &Value) -> Crate {
    let manifest = PathBuf::from(text(package, "manifest_path"));
    let folder = manifest.parent().expect("a manifest lies in a folder");
    Crate {
        name: text(package, "name"),
        folder: folder.strip_prefix(root).expect("a member lies under the root").to_string_lossy().into_owned(),
        license: text(package, "license"),
        dependencies: list(package, "dependencies")
            .filter(|dependency| dependency.get("kind").is_none_or(Value::is_null))
            .map(|dependency| text(dependency, "name"))
            .collect(),
        binaries: list(package, "targets")
            .filter(|target| list(target, "kind").any(|kind| kind == "bin"))
            .map(|target| text(target, "name"))
            .collect(),
    }
}

fn list<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    value.get(field).and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, field: &str) -> String {
    value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}
