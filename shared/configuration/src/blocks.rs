//! Compiled freight tables in the bucket, whole and in slices.

use std::sync::Arc;

use blobs::Digest;
use bytes::Bytes;
use domain::access::TenantScope;
use domain::postal::PostalCode;
use freight::table::{Block, BlockHash, Compiled, Slices};

use crate::{Error, Register};

/// The largest compiled table that is read.
const BLOCK_LIMIT: u64 = 256 << 20;
/// The largest index of slices that is read.
const INDEX_LIMIT: u64 = 4 << 20;
/// The rows from which on a table is divided. A block of so many takes about five megabytes in the bucket.
pub(crate) const DIVIDED_FROM: u64 = 1_000_000;
/// Slices in such a table, about: a larger table has larger ones.
const SLICES: usize = 20;

/// How much of an account's freight tables is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// All of them.
    Whole,
    /// What a destination with this postal code needs.
    For(Option<PostalCode>),
    /// None of them.
    WithoutTables,
}

impl Part {
    /// What tells parts of one state apart: slices do not begin within the first three characters of a code.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::WithoutTables => "/+".to_owned(),
            Self::For(None) => "/-".to_owned(),
            Self::For(Some(code)) => format!("/{}", code.as_str().chars().take(3).collect::<String>()),
        }
    }
}

impl Register {
    /// Puts a compiled table into the bucket, where nothing names it yet; a large one also in slices.
    ///
    /// # Errors
    /// [`Error`] when the bucket does not answer.
    pub async fn keep_block(&self, scope: TenantScope, compiled: Compiled) -> Result<(), Error> {
        let Compiled { block, bytes, .. } = compiled;
        let hash = block.hash();
        let key = key_of(scope, hash)?;
        if u64::try_from(block.row_count()).is_ok_and(|rows| self.divides(rows)) {
            self.keep_slices(scope, hash, &block).await?;
        }
        drop(block);
        self.blobs().put(&key, Bytes::from(bytes), BYTES).await?;
        Ok(())
    }

    async fn keep_slices(&self, scope: TenantScope, hash: BlockHash, block: &Block) -> Result<(), Error> {
        let slices = block.slices(block.row_count().div_ceil(SLICES));
        let index = serde_json::to_vec(&Slices::of(&slices));
        for slice in slices {
            let key = key_of(scope, slice.block.hash())?;
            self.blobs().put(&key, Bytes::from(slice.bytes), BYTES).await?;
        }
        // Last: whoever finds the index finds all that it names.
        let key = index_of(scope, hash)?;
        let index = index.map_err(|error| Error::unreadable("block", key.as_str(), error))?;
        self.blobs().put(&key, Bytes::from(index), "application/json").await?;
        Ok(())
    }

    /// One compiled table, from memory where it was read before.
    ///
    /// # Errors
    /// [`Error`] when the bucket does not answer.
    pub async fn block(&self, scope: TenantScope, hash: BlockHash) -> Result<Arc<Block>, Error> {
        let key = key_of(scope, hash)?;
        self.blocks()
            .get(key.as_str(), async || {
                let bytes = self.blobs().get(&key, BLOCK_LIMIT).await?;
                let block =
                    Block::from_bytes(&bytes).map_err(|error| Error::unreadable("block", key.as_str(), error))?;
                let size = block.size();
                Ok((block, size))
            })
            .await
    }

    /// The slice of a divided table for a postal code.
    pub(crate) async fn slice(
        &self,
        scope: TenantScope,
        hash: BlockHash,
        code: Option<PostalCode>,
    ) -> Result<Arc<Block>, Error> {
        let key = index_of(scope, hash)?;
        let index = self
            .slices()
            .get(key.as_str(), async || {
                let bytes = self.blobs().get(&key, INDEX_LIMIT).await?;
                let index: Slices =
                    serde_json::from_slice(&bytes).map_err(|error| Error::unreadable("block", key.as_str(), error))?;
                Ok::<_, Error>((index, bytes.len()))
            })
            .await?;
        self.block(scope, index.holding(code).unwrap_or(hash)).await
    }
}

const BYTES: &str = "application/octet-stream";

fn key_of(scope: TenantScope, hash: BlockHash) -> Result<blobs::Key, Error> {
    Ok(blobs::keys::block(scope, digest(hash)?))
}

fn index_of(scope: TenantScope, hash: BlockHash) -> Result<blobs::Key, Error> {
    Ok(blobs::keys::slices(scope, digest(hash)?))
}

fn digest(hash: BlockHash) -> Result<Digest, Error> {
    let name = hash.to_string();
    Digest::parse(&name).ok_or_else(|| Error::unreadable("block", &name, std::io::Error::other("no digest")))
}
