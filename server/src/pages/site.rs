//! The files of the pages, in memory.

use super::Asset;
use bytes::Bytes;
use std::collections::HashMap;
use std::io;
use std::path::Path;

/// The pages as they were when this program was built.
#[derive(rust_embed::RustEmbed)]
#[folder = "../www/site"]
#[allow_missing = true]
struct Embedded;

/// All files, by their path without the first slash.
#[derive(Default)]
pub struct Site {
    assets: HashMap<String, Asset>,
}

impl Site {
    /// The pages that are part of this program.
    pub fn embedded() -> Self {
        let files = Embedded::iter()
            .filter_map(|name| Some((name.to_string(), Embedded::get(&name)?.data.into_owned())));
        Self::from_files(files)
    }

    /// The pages in a folder, read once.
    ///
    /// # Errors
    /// What the disk says.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(next)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(name) = path.strip_prefix(folder) {
                    files.push((name.to_string_lossy().into_owned(), std::fs::read(&path)?));
                }
            }
        }
        Ok(Self::from_files(files))
    }

    /// These files. One that is another's name with `.br` or `.gz` behind it is that file's compressed form.
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files: HashMap<_, _> = files.into_iter().collect();
        let form = |name: &str, suffix: &str| {
            files
                .get(&format!("{name}{suffix}"))
                .map(|bytes| Bytes::from(bytes.clone()))
        };
        let is_form = |name: &str| {
            [".br", ".gz"].iter().any(|s| {
                name.strip_suffix(s)
                    .is_some_and(|base| files.contains_key(base))
            })
        };
        let assets = files
            .iter()
            .filter(|(name, _)| !is_form(name))
            .map(|(name, bytes)| {
                let asset = Asset::new(name, bytes.clone());
                let forms = (form(name, ".br"), form(name, ".gz"));
                (name.clone(), asset.with_forms(forms.0, forms.1))
            });
        Self {
            assets: assets.collect(),
        }
    }

    /// The file with this path.
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.get(name)
    }

    /// Makes the compressed forms that are missing. Takes seconds; until a form is there, files go out as they are.
    pub fn compress(&self) {
        for asset in self.assets.values() {
            if let Err(error) = asset.compress() {
                tracing::warn!(%error, "a page could not be compressed");
            }
        }
    }
}
