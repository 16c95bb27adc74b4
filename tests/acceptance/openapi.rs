//! The OpenAPI document is what the code says.

use acceptance::openapi::{FILE, document};
use acceptance::repository::root;

/// `UPDATE=openapi` writes the document instead of comparing it.
#[test]
fn the_committed_document_is_the_one_that_the_code_gives() {
    let (path, fresh) = (root().join(FILE), document());
    if std::env::vars().any(|(name, value)| name == "UPDATE" && value == "openapi") {
        std::fs::write(&path, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept == fresh, "{FILE} is not what the code gives: run `make openapi` and commit the file");
}
