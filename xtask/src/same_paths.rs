//! What makes the same sources give the same bytes wherever they are built.

use crate::paths;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Flags for rustc that take out of panics' messages where a file stands on the machine that built it.
///
/// The folder in which cargo keeps the crates of a registry is named after the registry's host, which may be a mirror's: each
/// such folder goes too. Of two that match rustc takes the last.
pub fn rustc_flags() -> Result<Vec<String>> {
    let home = cargo_home()?;
    let mut names = vec![
        (paths::root(""), "pellicle".to_owned()),
        (home.clone(), "cargo".to_owned()),
    ];
    if let Ok(registries) = std::fs::read_dir(home.join("registry/src")) {
        let mut folders: Vec<PathBuf> = registries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        folders.sort();
        names.extend(folders.into_iter().map(|path| (path, "crates".to_owned())));
    }
    Ok(names
        .into_iter()
        .map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()))
        .collect())
}

/// Where cargo keeps what it has fetched.
pub fn cargo_home() -> Result<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(home) => Ok(PathBuf::from(home)),
        None => {
            Ok(PathBuf::from(std::env::var_os("HOME").context("HOME is not set")?).join(".cargo"))
        }
    }
}
