//! What crates depend on, and what they forbid.

use super::Breaches;
use super::text::sources;
use crate::{paths, shell};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// The server's whole tree, development and build dependencies too, has no crate of pictures and keys.
pub fn server_knows_no_pictures() -> Breaches {
    let tree = shell::read(
        shell::cargo()
            .args(["tree", "--locked", "--package=pellicle-server"])
            .args(["--edges=all", "--target=all", "--prefix=none"]),
    )?;
    Ok(tree
        .lines()
        .filter(|line| line.starts_with("pellicle v"))
        .map(str::to_owned)
        .collect())
}

/// Each manifest of ours takes the workspace's lints, and those forbid `unsafe` and want documentation.
pub fn every_crate_forbids_unsafe() -> Breaches {
    let mut breaches = Vec::new();
    let root = std::fs::read_to_string(paths::root("Cargo.toml"))?;
    if !root.lines().any(|line| line == "unsafe_code = \"forbid\"") {
        breaches.push("Cargo.toml: the workspace's lints do not forbid unsafe code".to_owned());
    }
    for manifest in manifests()? {
        let text = std::fs::read_to_string(&manifest)?;
        if !text.contains("[lints]\nworkspace = true") {
            breaches.push(format!(
                "{manifest}: does not take the lints of the workspace"
            ));
        }
    }
    // Where a lint is looked for, its name is a word of its own in no other place.
    let keyword = ["un", "safe"].concat();
    for source in sources(
        &["src", "pixels", "server", "cli", "heic", "xtask", "tests"],
        &["rs"],
    )? {
        breaches.extend(source.find(|line| {
            let code = line.split('"').step_by(2).collect::<String>();
            super::text::word_in(&code, &[&keyword])
        }));
    }
    Ok(breaches)
}

fn manifests() -> Result<Vec<String>> {
    let metadata = shell::read(shell::cargo().args([
        "metadata",
        "--no-deps",
        "--format-version=1",
        "--locked",
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"]
        .as_array()
        .context("cargo named no package")?;
    packages
        .iter()
        .map(|package| {
            let path = package["manifest_path"].as_str();
            path.filter(|path| Path::new(path).exists())
                .map(str::to_owned)
                .context("a package has no manifest")
        })
        .collect()
}
