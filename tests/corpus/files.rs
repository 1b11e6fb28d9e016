//! The pictures of the corpus, whose folder `build.rs` found.

use std::path::{Path, PathBuf};

/// Every file, in a fixed order.
pub fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders =
        vec![Path::new(option_env!("PELLICLE_CORPUS_FOUND").unwrap_or_default()).join("pictures")];
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
    assert!(files.len() > 50, "the corpus is not whole");
    files
}
