//! The pictures of the corpus, whose folder `build.rs` found.

use std::path::{Path, PathBuf};

/// Every file, in a fixed order.
pub fn files() -> Vec<PathBuf> {
    let corpus = Path::new(option_env!("PELLICLE_CORPUS_FOUND").unwrap_or_default());
    let files = below(&corpus.join("pictures"));
    assert!(files.len() > 50, "the corpus is not whole");
    files
}

/// Every file in a folder and in the folders in it, in a fixed order.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|extension| extension != "tsv") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
