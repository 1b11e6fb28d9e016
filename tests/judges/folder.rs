//! Everything that is made of the corpus, in a folder.

use super::files::files;
use libtest_mimic::Failed;
use pellicle::picture::{MaxEdge, Options, prepare};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A folder that is removed in the end.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty one of this name.
    pub fn new(name: &str) -> Result<Self, Failed> {
        let name = format!("pellicle-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Prepares every picture that is taken: smaller than any animation among them, at full size, and in original mode.
    /// Gives the files.
    fn fill(&self) -> Result<Vec<PathBuf>, Failed> {
        let mut written = Vec::new();
        for (index, path) in files().into_iter().enumerate() {
            let bytes = std::fs::read(&path)?;
            for (mode, options) in [
                ("small", Options::with_max_edge(MaxEdge::Px(64))),
                ("full", Options::with_max_edge(MaxEdge::Full)),
                ("original", Options::original()),
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

/// What is made, once for all who judge it, when the first of them asks.
#[derive(Default)]
pub struct Made(OnceLock<Result<(Folder, Vec<PathBuf>), Failed>>);

impl Made {
    pub fn files(&self) -> Result<&[PathBuf], Failed> {
        let made = self.0.get_or_init(|| {
            let folder = Folder::new("judged")?;
            let files = folder.fill()?;
            Ok((folder, files))
        });
        match made {
            Ok((_, files)) => Ok(files),
            Err(failed) => Err(failed.clone()),
        }
    }
}
