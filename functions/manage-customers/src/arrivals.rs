//! What arrives in the bucket: files to import, and orders to erase somebody.

use edge::{InvokeError, Uploaded};

use crate::{Deps, erasure, taking_in};

/// Deals with objects that arrived.
///
/// # Errors
/// [`InvokeError`] when one could not be dealt with now; the bucket tells of it again.
pub(crate) async fn take(deps: &Deps, uploads: Vec<Uploaded>) -> Result<(), InvokeError> {
    for upload in uploads {
        if let Some((scope, id)) = blobs::keys::customers_uploaded(&upload.key) {
            taking_in::deal(deps, scope, id).await?;
        } else if let Some((scope, id)) = blobs::keys::erasure_ordered(&upload.key) {
            erasure::carry_on(deps, scope, id).await?;
        } else {
            tracing::warn!(size = upload.size, "a file arrived that is neither an import nor an order");
        }
    }
    Ok(())
}
