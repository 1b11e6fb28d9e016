//! The data folder: made durably, closed to other users, and held by one server at a time.

use std::fs::{DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

/// Ciphertext and the names of unfinished uploads are nobody else's business.
const OWNER_ONLY: u32 = 0o700;

/// Makes the folder if it is not there, and locks it until the file is dropped.
///
/// # Errors
/// What the disk says, or that another server has it: two would not know of each other's writers.
pub fn open(data: &Path) -> io::Result<File> {
    for folder in ["", "blobs", "uploads"] {
        let path = data.join(folder);
        DirBuilder::new()
            .recursive(true)
            .mode(OWNER_ONLY)
            .create(path)?;
    }
    let lock = File::create(data.join("serving.lock"))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(io::Error::other("another server has it open"));
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    // A blob in a folder that the disk forgets is no blob.
    File::open(data)?.sync_all()?;
    // The folder above may belong to someone else, who then made this one and saw to it.
    if let Some(Ok(parent)) = data.canonicalize()?.parent().map(File::open) {
        parent.sync_all()?;
    }
    Ok(lock)
}
