//! Where a result goes: a file that appears whole or not at all, or standard output.

use crate::input::is_dash;
use crate::sentences::Failure;
use crate::unfinished::Unfinished;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// A file to write, or `-` for standard output.
pub struct Output {
    path: PathBuf,
    over: Over,
}

/// What may stand where the output goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    /// Nothing at all: the name was not chosen by a person.
    Nothing,
    /// A file without content, such as `mktemp` makes.
    Empty,
    /// Any file: `--force`.
    Anything,
}

impl Output {
    /// An output that a person named.
    pub fn named(path: &Path, force: bool) -> Self {
        let over = if force { Over::Anything } else { Over::Empty };
        Self {
            path: path.to_owned(),
            over,
        }
    }

    /// An output in this folder that no one named: it never replaces anything.
    pub fn unnamed(path: PathBuf) -> Self {
        Self {
            path,
            over: Over::Nothing,
        }
    }

    /// Where it goes.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Fails where [`Self::write`] would, so that nothing is prepared, and no view spent, for an output that cannot be written.
    pub fn check(&self) -> Result<(), Failure> {
        if is_dash(&self.path) {
            return if io::stdout().is_terminal() {
                Err(Failure::TERMINAL)
            } else {
                Ok(())
            };
        }
        if self.is_device() {
            return Ok(());
        }
        self.may_replace()?;
        // Dropped at once: only whether a file can be made there is asked.
        self.unfinished().map(drop)
    }

    /// Writes all bytes, or leaves nothing behind.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.write_and_tell(bytes, || Ok(()))
    }

    /// Writes all bytes and then tells what goes with them. Where that fails, or the program is stopped before, the file is
    /// taken back, since it would be of no use to anyone.
    pub fn write_and_tell(
        &self,
        bytes: &[u8],
        tell: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if is_dash(&self.path) {
            to_stdout(bytes)?;
            return tell();
        }
        if self.is_device() {
            let mut device = OpenOptions::new()
                .write(true)
                .open(&self.path)
                .map_err(unwritable)?;
            device.write_all(bytes).map_err(unwritable)?;
            return tell();
        }
        let replace = self.may_replace()?;
        let mut file = self.unfinished()?;
        file.write(bytes).map_err(unwritable)?;
        let file = file.appear(&self.path, replace).map_err(unwritable)?;
        tell()?;
        file.keep();
        sync_folder(self.folder())
    }

    /// Whether this is a terminal, a pipe or `/dev/null`: written to, never replaced by a file.
    fn is_device(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|found| !found.is_file() && !found.is_dir())
    }

    /// Whether a file must be replaced; an error where one stands that may not be.
    fn may_replace(&self) -> Result<bool, Failure> {
        let Ok(found) = fs::symlink_metadata(&self.path) else {
            return Ok(false);
        };
        match self.over {
            _ if self.path.is_dir() => Err(Failure::UNWRITABLE),
            Over::Anything => Ok(true),
            Over::Empty if found.is_file() && found.len() == 0 => Ok(true),
            Over::Empty | Over::Nothing => Err(Failure::EXISTS),
        }
    }

    fn unfinished(&self) -> Result<Unfinished, Failure> {
        Unfinished::in_folder(self.folder()).map_err(unwritable)
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        }
    }
}

/// Writes to standard output and says so when the other end is gone, where `println!` would panic.
pub fn to_stdout(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(bytes)
        .and_then(|()| stdout.flush())
        .map_err(unwritable)
}

/// Writes a line to standard error, and goes on where no one hears it, where `eprintln!` would panic: the work does not
/// depend on what is said beside it.
pub fn to_stderr(line: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn unwritable(error: io::Error) -> Failure {
    match error.kind() {
        ErrorKind::AlreadyExists => Failure::EXISTS,
        _ => Failure::UNWRITABLE,
    }
}

/// Makes the new name last through a power cut, where folders can be opened.
fn sync_folder(folder: &Path) -> Result<(), Failure> {
    let Ok(folder) = File::open(folder) else {
        return Ok(());
    };
    match folder.sync_all() {
        // Some network file systems cannot sync a folder, and say so in one of these ways.
        Err(error)
            if !matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Err(Failure::UNWRITABLE)
        }
        _ => Ok(()),
    }
}
