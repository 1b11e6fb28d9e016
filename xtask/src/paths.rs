//! Where things stand in the repository.

use std::path::PathBuf;

/// The repository's root, or something under it.
pub fn root(below: &str) -> PathBuf {
    let xtask = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = xtask
        .parent()
        .expect("xtask stands in the repository's root");
    if below.is_empty() {
        root.to_path_buf()
    } else {
        root.join(below)
    }
}

/// Something under cargo's folder of built things.
pub fn target(below: &str) -> PathBuf {
    let target = match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root("").join(folder),
        None => root("target"),
    };
    target.join(below)
}

/// Something under this tool's own folder.
pub fn own(below: &str) -> PathBuf {
    target("xtask").join(below)
}
