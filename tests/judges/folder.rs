//! Everything that is made of the corpus, in a folder.

use super::files::files;
use libtest_mimic::Failed;
use pellicle::picture::{MaxEdge, Options, Preset, prepare};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// How many pictures of the corpus there are at least in each mode: fewer would be too few to judge anything.
const LEAST_OF_A_MODE: usize = 60;

/// How many files of each type there are at least, over all modes, so that no judge has nothing of a type that it knows.
const LEAST_OF_A_TYPE: [(&str, usize); 5] = [
    ("jpg", 150),
    ("png", 50),
    ("gif", 6),
    ("webp", 5),
    ("avif", 1),
];

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

    /// Prepares every picture that is taken: smaller than any animation among them, at full size by both presets, and in
    /// original mode. Gives the files.
    fn fill(&self) -> Result<Vec<PathBuf>, Failed> {
        let mut smallest = Options::with_max_edge(MaxEdge::Full);
        smallest.preset = Preset::Smallest;
        let modes = [
            ("small", Options::with_max_edge(MaxEdge::Px(64))),
            ("full", Options::with_max_edge(MaxEdge::Full)),
            ("smallest", smallest),
            ("original", Options::original()),
        ];
        let mut written = Vec::new();
        for (mode, options) in modes {
            let before = written.len();
            for (index, path) in files().into_iter().enumerate() {
                let bytes = std::fs::read(&path)?;
                if let Ok(prepared) = prepare(&bytes, &options) {
                    let extension = prepared.picture.media_type().extension();
                    let path = self.0.join(format!("{index}-{mode}.{extension}"));
                    std::fs::write(&path, prepared.picture.bytes())?;
                    written.push(path);
                }
            }
            at_least(mode, written.len() - before, LEAST_OF_A_MODE)?;
        }
        for (extension, least) in LEAST_OF_A_TYPE {
            at_least(extension, of_types(&written, &[extension]).len(), least)?;
        }
        Ok(written)
    }
}

fn at_least(what: &str, taken: usize, least: usize) -> Result<(), Failed> {
    (taken >= least)
        .then_some(())
        .ok_or_else(|| format!("{what}: only {taken} were taken").into())
}

/// Those of the files that have one of these extensions.
pub fn of_types<'a>(files: &'a [PathBuf], extensions: &[&str]) -> Vec<&'a PathBuf> {
    let is_one = |path: &&PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    };
    files.iter().filter(is_one).collect()
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
