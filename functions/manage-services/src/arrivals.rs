//! What arrives in the bucket: files to import, and orders for exports.

use edge::{InvokeError, Uploaded};

use crate::{Deps, giving_out, taking_in};

/// Deals with objects that arrived.
///
/// # Errors
/// [`InvokeError`] when one could not be dealt with now; the bucket tells of it again.
pub(crate) async fn take(deps: &Deps, uploads: Vec<Uploaded>) -> Result<(), InvokeError> {
    for upload in uploads {
        if let Some((scope, id)) = blobs::keys::services_uploaded(&upload.key) {
            taking_in::deal(deps, scope, id).await?;
        } else if let Some((scope, id)) = blobs::keys::service_export_ordered(&upload.key) {
            giving_out::deal(deps, scope, id).await?;
        } else {
            tracing::warn!(size = upload.size, "a file arrived that is neither an import nor an order");
        }
    }
    Ok(())
}
