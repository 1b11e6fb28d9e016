//! The public list of error codes.

use super::Breaches;
use super::text::sources;
use crate::paths;
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::fs;

/// The server has its own copy of the codes it uses; each must be one that clients know.
pub fn server_knows_the_list() -> Breaches {
    let known = listed()?;
    let mut used = BTreeSet::new();
    for source in sources(&["server/src/error.rs", "server/src/error"], &["rs"])? {
        for (_, line) in source.code() {
            // Every second piece between quotation marks is a string.
            used.extend(
                line.split('"')
                    .skip(1)
                    .step_by(2)
                    .filter(|text| is_code(text))
                    .map(str::to_owned),
            );
        }
    }
    if used.is_empty() {
        bail!("server/src/error.rs names no code");
    }
    Ok(used
        .difference(&known)
        .map(|code| format!("server: `{code}`"))
        .collect())
}

/// SPEC.md documents each code, and whoever shows one to a person has a sentence for it.
pub fn list_is_public() -> Breaches {
    let spec = fs::read_to_string(paths::root("SPEC.md"))?;
    let mut breaches = Vec::new();
    for code in listed()? {
        if !spec.contains(&format!("`{code}`")) {
            breaches.push(format!("SPEC.md: `{code}` is missing"));
        }
    }
    Ok(breaches)
}

/// The codes of `src/error.rs`.
fn listed() -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(paths::root("src/error.rs"))?;
    let codes: BTreeSet<String> = text
        .lines()
        .filter_map(|line| line.trim().split_once(" = \"")?.1.split_once("\", "))
        .filter(|(_, fault)| fault.ends_with(';'))
        .map(|(code, _)| code.to_owned())
        .collect();
    if codes.is_empty() {
        bail!("src/error.rs lists no code");
    }
    Ok(codes)
}

fn is_code(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}
