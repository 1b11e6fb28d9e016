//! The notices of the crates that are compiled into the two modules, as their licences ask for.

use crate::shell;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The two modules of the npm package.
const MODULES: [&str; 2] = ["pellicle", "pellicle-heic"];

/// A heading and the whole texts for every crate of others'; the same text stands once for all that have it.
pub fn of_the_modules() -> Result<String> {
    let metadata = shell::read(shell::cargo().args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform=wasm32-unknown-unknown",
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let mut crates: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in compiled_in(&metadata)? {
        let text = |name: &str| package[name].as_str().unwrap_or_default();
        let title = format!("{} {} ({})", text("name"), text("version"), text("license"));
        let folder = Path::new(text("manifest_path")).parent();
        let mut texts = licence_texts(folder.context("a manifest is in a folder")?)?;
        if texts.is_empty() {
            // Its licence is named in the heading; its author left the text out.
            texts.insert(String::new());
        }
        for licence in texts {
            crates.entry(licence).or_default().push(title.clone());
        }
    }
    let mut notices = String::from(
        "The WebAssembly modules of this package contain the following crates, under their licences.\n",
    );
    for (licence, titles) in crates {
        let line = "-".repeat(78);
        notices += &format!("\n{line}\n{}\n\n{licence}\n", titles.join("\n"));
    }
    Ok(notices)
}

/// The packages of others' that a module depends on when it is built for browsers, neither for tests nor for building.
fn compiled_in(metadata: &Value) -> Result<Vec<&Value>> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let nodes = list(&metadata["resolve"]["nodes"]);
    let packages = metadata["packages"]
        .as_array()
        .context("cargo metadata lists packages")?;
    let mut waiting: Vec<String> = packages
        .iter()
        .filter(|package| package["source"].is_null())
        .filter(|package| MODULES.iter().any(|name| package["name"] == *name))
        .filter_map(|package| package["id"].as_str().map(str::to_owned))
        .collect();
    if waiting.len() != MODULES.len() {
        bail!("a module is missing in what cargo knows of");
    }
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let Some(node) = nodes.iter().find(|node| node["id"] == *id) else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        for dependency in list(&node["deps"]) {
            let is_normal = list(&dependency["dep_kinds"])
                .iter()
                .any(|kind| kind["kind"].is_null());
            if let (true, Some(id)) = (is_normal, dependency["pkg"].as_str()) {
                waiting.push(id.to_owned());
            }
        }
    }
    Ok(packages
        .iter()
        .filter(|package| !package["source"].is_null())
        .filter(|package| package["id"].as_str().is_some_and(|id| seen.contains(id)))
        .collect())
}

/// The texts that lie in a crate's folder under the names that licences have.
fn licence_texts(folder: &Path) -> Result<BTreeSet<String>> {
    const NAMES: [&str; 5] = ["license", "licence", "copying", "notice", "unlicense"];
    let mut texts = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
        if NAMES.iter().any(|known| name.starts_with(known)) && entry.path().is_file() {
            let text = fs::read(entry.path())?;
            texts.insert(String::from_utf8_lossy(&text).trim().replace("\r\n", "\n"));
        }
    }
    Ok(texts)
}
