//! Skipping a step whose inputs have not changed, by their content: times lie after a checkout.

use crate::{paths, shell};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Does a step unless its inputs are the ones that it last succeeded with and its outputs are still there.
pub fn when_changed(
    name: &str,
    inputs: Inputs,
    outputs: &[PathBuf],
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamp = paths::own(&format!("{}.stamp", name.replace(' ', "-")));
    let now = inputs.digest();
    let before = fs::read_to_string(&stamp).unwrap_or_default();
    if before == now && outputs.iter().all(|path| path.exists()) {
        return Ok(());
    }
    // A step that fails halfway must not look done the next time.
    if stamp.exists() {
        fs::remove_file(&stamp)?;
    }
    shell::step(name, work)?;
    fs::create_dir_all(paths::own(""))?;
    fs::write(&stamp, now).with_context(|| format!("could not write {}", stamp.display()))
}

/// What a step depends on.
#[derive(Default)]
pub struct Inputs(Sha256);

impl Inputs {
    /// A word, such as the name of a profile.
    pub fn word(mut self, word: &str) -> Self {
        self.add(word.as_bytes());
        self
    }

    /// A file, or every file under a folder; one that is not there counts too.
    pub fn path(mut self, path: &Path) -> Result<Self> {
        for file in files(path)? {
            let content = fs::read(&file)?;
            self.add(file.to_string_lossy().as_bytes());
            self.add(&content);
        }
        Ok(self)
    }

    fn add(&mut self, bytes: &[u8]) {
        // The length before the bytes, so that no two lists of inputs look alike.
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn digest(self) -> String {
        let digest = self.0.finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Every file under a path, in a fixed order, without what package managers and browsers leave there.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    const NOT_OURS: [&str; 4] = ["node_modules", "artifacts", "target", ".git"];
    let mut found = Vec::new();
    if path.is_file() {
        found.push(path.to_path_buf());
    } else if path.is_dir() {
        let mut entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            if !NOT_OURS.iter().any(|name| entry.file_name() == *name) {
                found.extend(files(&entry.path())?);
            }
        }
    }
    Ok(found)
}
