//! Where the bytes of blobs are, and the contract that every such place keeps.

mod local;

pub use local::LocalStore;

use crate::errors::Error;
use crate::id::BlobId;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use std::io;
use std::ops::Range;
use std::path::Path;

/// The bytes of a blob, or of a range of it, in order.
pub type Bytestream = BoxStream<'static, Result<Bytes, StoreError>>;

/// Why a store did not do what it was asked.
#[derive(Debug)]
pub enum StoreError {
    /// There is a blob of this name already; it was not touched.
    Exists,
    /// There is no blob of this name.
    Missing,
    /// There is no room.
    Full,
    /// Anything else, a failed fsync among it. Holds no path: the name of an upload is a capability.
    Failed(String),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exists => f.write_str("the blob exists"),
            Self::Missing => f.write_str("the blob is missing"),
            Self::Full => f.write_str("the store is full"),
            Self::Failed(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::AlreadyExists => Self::Exists,
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::full(),
            other => Self::internal("asking the store", other),
        }
    }
}

/// A place for the bytes of blobs.
///
/// 1. A blob is there whole or not at all: [`Store::publish`] makes all of it visible at once.
/// 2. Nothing is ever replaced: publishing under a name that is taken is [`StoreError::Exists`] and changes nothing.
/// 3. `Ok` means durable: after it, the blob survives the loss of power. Where durability could not be had, the answer
///    is an error, and the caller must not take a later success for the same bytes.
/// 4. [`Store::read`] yields exactly the bytes of the range, in order, or ends in an error; a reader that has begun may
///    finish after the blob is removed.
/// 5. [`Store::remove`] is durable too, and removing what is not there is `Ok`.
///
/// `tests/server/store.rs` holds every place to these rules.
#[async_trait::async_trait]
pub trait Store: Send + Sync + 'static {
    /// Makes the complete, already synced file a blob. The file stays; it must not be written to again.
    async fn publish(&self, id: &BlobId, file: &Path) -> Result<(), StoreError>;

    /// The bytes of a range that lies within the blob.
    async fn read(&self, id: &BlobId, range: Range<u64>) -> Result<Bytestream, StoreError>;

    /// Removes a blob.
    async fn remove(&self, id: &BlobId) -> Result<(), StoreError>;
}
