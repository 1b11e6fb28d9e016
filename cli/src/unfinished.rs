//! Files that are not finished: none is left behind, however the program ends.

use std::fs;
use std::io::{self, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::{Builder, NamedTempFile};

/// Where they are. A file is made, and gets its name, only by whoever holds this: so the end of the program misses none.
static PATHS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file under a hidden name. It goes with this value.
pub struct Unfinished {
    file: NamedTempFile,
    _listed: Listed,
}

impl Unfinished {
    /// An empty file in this folder, since a rename is only whole within one file system.
    pub fn in_folder(folder: &Path) -> io::Result<Self> {
        let mut builder = Builder::new();
        builder.prefix(".pellicle-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // What any new file gets; the person's umask takes away from it.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut paths = paths();
        let file = builder.tempfile_in(folder)?;
        let _listed = Listed::among(&mut paths, file.path());
        Ok(Self { file, _listed })
    }

    /// Writes all bytes, down to the disk.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.as_file().sync_all()
    }

    /// Gives the file its name; only with `replace` in the place of another.
    pub fn appear(self, path: &Path, replace: bool) -> io::Result<Appeared> {
        let mut paths = paths();
        let renamed = if replace {
            self.file.persist(path)
        } else {
            self.file.persist_noclobber(path)
        };
        renamed.map_err(|error| error.error)?;
        let listed = Listed::among(&mut paths, path);
        Ok(Appeared {
            listed,
            kept: false,
        })
    }
}

/// A file that is whole and has its name. It goes with this value too, unless it is [kept](Self::keep).
pub struct Appeared {
    listed: Listed,
    kept: bool,
}

impl Appeared {
    /// Finishes it.
    pub fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Appeared {
    fn drop(&mut self) {
        if !self.kept {
            // There is nothing to do about a file that cannot be removed.
            let _ = fs::remove_file(&self.listed.0);
        }
    }
}

/// Removes them all, and lets no more be made: for the end of the program.
pub fn remove_all() {
    let mut paths = paths();
    for path in paths.drain(..) {
        let _ = fs::remove_file(path);
    }
    // Never let go.
    mem::forget(paths);
}

/// That a path is in the list.
struct Listed(PathBuf);

impl Listed {
    fn among(paths: &mut Vec<PathBuf>, path: &Path) -> Self {
        paths.push(path.to_owned());
        Self(path.to_owned())
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        paths().retain(|path| *path != self.0);
    }
}

fn paths() -> MutexGuard<'static, Vec<PathBuf>> {
    // A list is whole at any time, whatever its holder panicked over.
    PATHS.lock().unwrap_or_else(PoisonError::into_inner)
}
