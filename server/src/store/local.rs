//! Blobs as files on the local disk, by object_store.
//!
//! Unfinished uploads are files of our own on the same disk, because object_store cannot append. Publishing one is a
//! hard link: it cannot replace anything, needs no second copy, and is durable once the folder is synced.

use super::{Bytestream, Store, StoreError};
use crate::id::BlobId;
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Location;
use object_store::{CopyMode, CopyOptions, GetOptions, GetRange, ObjectStore, ObjectStoreExt as _};
use std::error::Error as _;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Blobs under `DATA/blobs`, in one folder for each first two letters of an id: 3,364 folders at most.
#[derive(Debug)]
pub struct LocalStore {
    files: LocalFileSystem,
    data: PathBuf,
}

impl LocalStore {
    /// The store in this data folder, which has to exist.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        let data = data.canonicalize()?;
        let files = LocalFileSystem::new_with_prefix(&data)
            .map_err(translate)?
            .with_fsync(true);
        Ok(Self { files, data })
    }
}

fn location(id: &BlobId) -> Location {
    let id = id.as_str();
    Location::from_iter(["blobs", &id[..2], id])
}

#[async_trait::async_trait]
impl Store for LocalStore {
    async fn publish(&self, id: &BlobId, file: &Path) -> Result<(), StoreError> {
        let relative = file
            .strip_prefix(&self.data)
            .map_err(|_| StoreError::Failed("the file is elsewhere".into()))?;
        let from = Location::from_iter(relative.iter().filter_map(|part| part.to_str()));
        let create = CopyOptions::new().with_mode(CopyMode::Create);
        self.files
            .copy_opts(&from, &location(id), create)
            .await
            .map_err(translate)
    }

    async fn read(&self, id: &BlobId, range: Range<u64>) -> Result<Bytestream, StoreError> {
        let options = GetOptions {
            range: Some(GetRange::Bounded(range)),
            ..GetOptions::default()
        };
        let found = self
            .files
            .get_opts(&location(id), options)
            .await
            .map_err(translate)?;
        Ok(found.into_stream().map_err(translate).boxed())
    }

    async fn remove(&self, id: &BlobId) -> Result<(), StoreError> {
        match self.files.delete(&location(id)).await.map_err(translate) {
            Ok(()) | Err(StoreError::Missing) => {}
            Err(error) => return Err(error),
        }
        // object_store does not sync after a removal, and a file that comes back after a crash was not removed.
        let folder = self.data.join("blobs").join(&id.as_str()[..2]);
        match tokio::task::spawn_blocking(move || std::fs::File::open(folder)?.sync_all()).await {
            Ok(Err(error)) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Ok(result) => Ok(result?),
            Err(join) => Err(StoreError::Failed(join.to_string())),
        }
    }
}

/// object_store's messages hold paths; what is kept is the system's own word for what happened.
fn translate(error: object_store::Error) -> StoreError {
    match error {
        object_store::Error::NotFound { .. } => return StoreError::Missing,
        object_store::Error::AlreadyExists { .. } => return StoreError::Exists,
        _ => {}
    }
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(system) = inner.downcast_ref::<io::Error>() {
            return match system.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
                kind => StoreError::Failed(format!("the disk said: {kind}")),
            };
        }
        cause = inner.source();
    }
    StoreError::Failed("object_store failed without a system error".into())
}
