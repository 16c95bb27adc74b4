//! The built web faces, held in memory: a few megabytes that never change while the function runs.

use bytes::Bytes;
use edge::{Reply, accepts_encoding};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Every file of the faces by its path below the root. Only what was found at the start can be asked for.
pub(crate) struct Faces {
    files: BTreeMap<String, File>,
    policy: String,
}

struct File {
    media: &'static str,
    tag: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// A file of the faces cannot be read.
#[derive(Debug)]
pub(crate) struct Unreadable {
    path: PathBuf,
    cause: io::Error,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "reading the web face {}: {}", self.path.display(), self.cause)
    }
}

impl Faces {
    /// Reads every file below `root`. A root that is not there yet holds no files.
    ///
    /// # Errors
    /// [`Unreadable`] for a file that is there and cannot be read.
    pub(crate) fn open(root: &Path, policy: &str) -> Result<Self, Unreadable> {
        let mut contents = BTreeMap::new();
        if root.is_dir() {
            collect(root, "", &mut contents)?;
        }
        if !contents.contains_key("index.html") {
            tracing::warn!(root = %root.display(), "the web faces have not been built");
        }
        let files = contents
            .iter()
            .filter_map(|(path, plain)| {
                let file = File {
                    media: media(path)?,
                    tag: tag(plain),
                    plain: plain.clone(),
                    brotli: contents.get(&format!("{path}.br")).cloned(),
                    gzip: contents.get(&format!("{path}.gz")).cloned(),
                };
                Some((path.clone(), file))
            })
            .collect();
        Ok(Self { files, policy: policy.to_owned() })
    }

    /// A file as an answer, in the best encoding that the browser accepts; none when there is no such file.
    pub(crate) fn reply(&self, path: &str, accepted: Option<&str>) -> Option<Reply> {
        let file = self.files.get(path)?;
        let accepted = accepted.unwrap_or_default();
        let (body, encoding) = match (&file.brotli, &file.gzip) {
            (Some(body), _) if accepts_encoding(accepted, "br") => (body, Some("br")),
            (_, Some(body)) if accepts_encoding(accepted, "gzip") => (body, Some("gzip")),
            _ => (&file.plain, None),
        };
        let kept = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
        let reply = Reply::bytes(200, file.media, body.clone())
            .with_header("cache-control", kept)
            .with_header("vary", "accept-encoding")
            .with_header("etag", &format!("\"{}{}\"", file.tag, encoding.unwrap_or_default()));
        let reply = match encoding {
            Some(encoding) => reply.with_header("content-encoding", encoding),
            None => reply,
        };
        // Shops load it from everywhere, and a module comes from another origin only if that one allows it.
        let reply =
            if path.starts_with("widget/") { reply.with_header("access-control-allow-origin", "*") } else { reply };
        let page = file.media.starts_with("text/html");
        Some(if page { reply.with_header("content-security-policy", &self.policy) } else { reply })
    }
}

/// A short name for content, for ETags.
pub(crate) fn tag(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn collect(folder: &Path, prefix: &str, contents: &mut BTreeMap<String, Bytes>) -> Result<(), Unreadable> {
    let unreadable = |cause| Unreadable { path: folder.to_owned(), cause };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let key = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{key}/"), contents)?;
        } else {
            let content = fs::read(&path).map_err(|cause| Unreadable { path: path.clone(), cause })?;
            contents.insert(key, Bytes::from(content));
        }
    }
    Ok(())
}

/// The media type of a file that may be served.
fn media(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "json" => "application/json",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "default-src 'none'";

    fn faces() -> (tempfile::TempDir, Faces) {
        let root = tempfile::tempdir().unwrap();
        for folder in ["assets", "widget"] {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        for (path, content) in [
            ("index.html", "<p>"),
            ("assets/a-1.js", "let a"),
            ("assets/a-1.js.br", "BR"),
            ("assets/a-1.js.gz", "GZ"),
            ("assets/a-1.js.map", "{}"),
            ("widget/entrega-quote.js", "let b"),
        ] {
            fs::write(root.path().join(path), content).unwrap();
        }
        let faces = Faces::open(root.path(), POLICY).unwrap();
        (root, faces)
    }

    fn check(path: &str, accepted: Option<&str>, body: &str, encoding: Option<&str>) {
        let (_root, faces) = faces();
        let reply = faces.reply(path, accepted).unwrap();
        assert_eq!(
            (reply.body().as_ref(), reply.header("content-encoding")),
            (body.as_bytes(), encoding),
            "{accepted:?}"
        );
    }

    #[test]
    fn a_browser_gets_the_smallest_encoding_that_it_accepts() {
        check("assets/a-1.js", Some("gzip, deflate, br, zstd"), "BR", Some("br"));
        check("assets/a-1.js", Some("gzip, br;q=0"), "GZ", Some("gzip"));
        check("assets/a-1.js", Some("deflate"), "let a", None);
        check("assets/a-1.js", None, "let a", None);
        check("index.html", Some("br"), "<p>", None);
    }

    #[test]
    fn only_files_of_the_build_can_be_asked_for() {
        let (_root, faces) = faces();
        for path in
            ["assets/none.js", "../Cargo.toml", "assets/../index.html", "assets/a-1.js.br", "assets/a-1.js.map", ""]
        {
            assert!(faces.reply(path, None).is_none(), "{path}");
        }
    }

    #[test]
    fn pages_are_asked_for_again_and_carry_the_policy_while_hashed_files_are_kept() {
        let (_root, faces) = faces();
        let page = faces.reply("index.html", None).unwrap();
        assert_eq!(
            (page.header("cache-control"), page.header("content-security-policy")),
            (Some("no-cache"), Some(POLICY))
        );
        let asset = faces.reply("assets/a-1.js", None).unwrap();
        assert_eq!(asset.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(asset.header("content-security-policy"), None);
    }

    #[test]
    fn only_the_widget_may_be_loaded_as_a_module_of_other_pages() {
        let (_root, faces) = faces();
        let allowed = |path| faces.reply(path, None).unwrap().header("access-control-allow-origin").map(str::to_owned);
        assert_eq!(allowed("widget/entrega-quote.js").as_deref(), Some("*"));
        assert_eq!((allowed("assets/a-1.js"), allowed("index.html")), (None, None));
    }

    #[test]
    fn each_encoding_has_its_own_etag() {
        let (_root, faces) = faces();
        let tag = |accepted| faces.reply("assets/a-1.js", accepted).unwrap().header("etag").unwrap().to_owned();
        assert_ne!(tag(Some("br")), tag(Some("gzip")));
        assert_ne!(tag(Some("br")), tag(None));
        assert_eq!(tag(Some("br")), tag(Some("br")));
    }

    #[test]
    fn faces_that_are_not_built_are_no_reason_not_to_start() {
        let root = tempfile::tempdir().unwrap();
        let faces = Faces::open(&root.path().join("dist"), POLICY).unwrap();
        assert!(faces.reply("index.html", None).is_none());
    }

    #[test]
    fn the_document_is_json_with_paths() {
        let document: serde_json::Value = serde_json::from_str(crate::OPENAPI).unwrap();
        assert!(document.pointer("/paths/~1v1~1quotes/post").is_some());
    }
}
