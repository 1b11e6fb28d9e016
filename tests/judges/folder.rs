//! Everything that is made of the corpus, in a folder.

use super::files::files;
use libtest_mimic::Failed;
use pellicle::picture::{MaxEdge, Options, prepare};
use std::path::{Path, PathBuf};

/// A folder that is removed in the end.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty one, for the judge of this name.
    pub fn new(judge: &str) -> Result<Self, Failed> {
        let name = format!("pellicle-{judge}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Prepares every picture that is taken: small, at full size, and in original mode. Gives the files.
    pub fn fill(&self) -> Result<Vec<PathBuf>, Failed> {
        let mut written = Vec::new();
        for (index, path) in files().into_iter().enumerate() {
            let bytes = std::fs::read(&path)?;
            let mut original = Options::default();
            original.original = true;
            for (mode, options) in [
                ("small", Options::with_max_edge(MaxEdge::Px(256))),
                ("full", Options::with_max_edge(MaxEdge::Full)),
                ("original", original),
            ] {
                if let Ok(prepared) = prepare(&bytes, &options) {
                    let extension = prepared.picture.media_type().extension();
                    let path = self.0.join(format!("{index}-{mode}.{extension}"));
                    std::fs::write(&path, prepared.picture.bytes())?;
                    written.push(path);
                }
            }
        }
        if written.is_empty() {
            return Err("nothing was taken".into());
        }
        Ok(written)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing depends on it, and the system's folder for temporary files is emptied by the system.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
