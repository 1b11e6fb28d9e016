//! The bytes of an unfinished upload: a file that only grows, hashed while it is written.
//!
//! Its length is the upload's offset. Nothing else is written down, so nothing can disagree with it; the file is never
//! given its final size ahead, so that its length is always what really arrived.

use crate::id::UploadId;
use crate::structure::CHECKED_BYTES;
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The folder of unfinished uploads.
#[derive(Debug, Clone)]
pub struct Partials {
    folder: PathBuf,
}

impl Partials {
    /// Unfinished uploads under `DATA/uploads`.
    ///
    /// # Errors
    /// When there is no data folder.
    pub fn open(data: &Path) -> io::Result<Self> {
        let folder = data.canonicalize()?.join("uploads");
        Ok(Self { folder })
    }

    /// How many bytes the disk still takes.
    ///
    /// # Errors
    /// When the disk does not say.
    pub fn free_bytes(&self) -> io::Result<u64> {
        let disk = nix::sys::statvfs::statvfs(&self.folder)?;
        Ok(disk.blocks_available().saturating_mul(disk.fragment_size()))
    }

    /// The file of this upload, whether it is there or not.
    pub fn path(&self, id: &UploadId) -> PathBuf {
        self.folder.join(id.as_str())
    }

    /// Removes the file of this upload, if there is one.
    ///
    /// # Errors
    /// When it is there and stays.
    pub fn remove(&self, id: &UploadId) -> io::Result<()> {
        match std::fs::remove_file(self.path(id)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// What is known of an upload between two requests, so that its bytes are hashed once.
#[derive(Clone, Default)]
pub struct Known {
    length: u64,
    hash: Sha256,
}

/// One unfinished upload, open. Its methods block: they are called where blocking is allowed.
pub struct Partial {
    file: File,
    known: Known,
}

impl Partial {
    /// Opens or makes the file. What is on the disk decides: if it is not what was known, it is hashed again.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open(path: &Path, known: Option<Known>) -> io::Result<Self> {
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(path)?;
        let length = file.metadata()?.len();
        if let Some(known) = known.filter(|k| k.length == length) {
            return Ok(Self { file, known });
        }
        let mut known = Known::default();
        let mut buffer = vec![0; 256 * 1024];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(Self { file, known }),
                read => known.add(&buffer[..read]),
            }
        }
    }

    /// How many bytes there are: the upload's offset.
    pub fn length(&self) -> u64 {
        self.known.length
    }

    /// Adds bytes at the end.
    ///
    /// # Errors
    /// What the disk says; then this value no longer knows what is on it, and has to be opened again.
    pub fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.known.add(bytes);
        Ok(())
    }

    /// Takes back everything after this offset.
    ///
    /// # Errors
    /// What the disk says.
    pub fn cut(self, to: u64) -> io::Result<()> {
        self.file.set_len(to)
    }

    /// Closes the file and keeps what is known of it.
    pub fn close(self) -> Known {
        self.known
    }

    /// Makes every byte durable, and tells the hash of all of them.
    ///
    /// # Errors
    /// What the disk says. The system may have dropped what it could not write, so a second try proves nothing.
    pub fn sync(self) -> io::Result<[u8; 32]> {
        self.file.sync_all()?;
        Ok(self.known.hash.finalize().into())
    }

    /// The bytes that are checked before the upload becomes a blob.
    ///
    /// # Errors
    /// What the disk says.
    pub fn first_bytes(path: &Path) -> io::Result<[u8; CHECKED_BYTES]> {
        let mut first = [0; CHECKED_BYTES];
        File::open(path)?.read_exact(&mut first)?;
        Ok(first)
    }
}

impl Known {
    fn add(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.length += bytes.len() as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_and_the_hash_come_from_the_disk_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("upload");
        let mut first = Partial::open(&path, None).unwrap();
        first.append(b"hello ").unwrap();
        drop(first);
        let mut again = Partial::open(&path, None).unwrap();
        assert_eq!(again.length(), 6);
        again.append(b"world").unwrap();
        let whole: [u8; 32] = Sha256::digest(b"hello world").into();
        assert_eq!(again.sync().unwrap(), whole);
    }

    #[test]
    fn what_was_known_is_not_believed_over_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("upload");
        let mut partial = Partial::open(&path, None).unwrap();
        partial.append(b"good").unwrap();
        partial.append(b"bad").unwrap();
        let known = partial.close();
        Partial::open(&path, Some(known.clone()))
            .unwrap()
            .cut(4)
            .unwrap();
        let whole: [u8; 32] = Sha256::digest(b"good").into();
        assert_eq!(
            Partial::open(&path, Some(known)).unwrap().sync().unwrap(),
            whole
        );
    }
}
