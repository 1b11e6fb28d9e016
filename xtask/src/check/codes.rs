//! The public list of error codes.

use super::Breaches;
use crate::paths;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;

/// The server knows nothing of the component, so it has its own copy of the codes it uses.
pub fn server_knows_the_list() -> Breaches {
    let known = list("src/error.rs")?;
    let used = list("server/src/errors.rs")?;
    Ok(used
        .difference(&known)
        .map(|code| format!("server/src/errors.rs: `{code}`"))
        .collect())
}

/// Each code is documented, and the package has a sentence for it and for no other.
pub fn list_is_public() -> Breaches {
    let known = list("src/error.rs")?;
    let spec = text("SPEC.md")?;
    let sentences = sentences()?;
    let mut breaches = Vec::new();
    for code in &known {
        if !spec.contains(&format!("`{code}`")) {
            breaches.push(format!("SPEC.md: `{code}` is missing"));
        }
        if !sentences.contains(code) {
            breaches.push(format!("www/src/sentences.ts: `{code}` is missing"));
        }
    }
    for code in sentences.difference(&known) {
        breaches.push(format!("www/src/sentences.ts: `{code}` is no code"));
    }
    Ok(breaches)
}

/// The codes of a Rust file's `codes!` list: ` = "code"` in lines of its own.
fn list(path: &str) -> Result<BTreeSet<String>> {
    let text = text(path)?;
    let (_, list) = text
        .split_once("\ncodes! {\n")
        .with_context(|| format!("{path} has no list of codes"))?;
    let codes: BTreeSet<String> = list
        .lines()
        .take_while(|line| *line != "}")
        .filter_map(|line| line.split_once(" = \"")?.1.split_once('"'))
        .map(|(code, _)| code.to_owned())
        .collect();
    if codes.is_empty() {
        bail!("{path} lists no code");
    }
    Ok(codes)
}

/// The keys of the package's object of sentences.
fn sentences() -> Result<BTreeSet<String>> {
    let text = text("www/src/sentences.ts")?;
    let (_, object) = text
        .split_once("SENTENCES = {\n")
        .context("www/src/sentences.ts has no object of sentences")?;
    Ok(object
        .lines()
        .take_while(|line| !line.starts_with('}'))
        .map(str::trim)
        .filter(|line| !line.starts_with("/*"))
        .filter_map(|line| line.split_once(": "))
        .map(|(key, _)| key.trim_matches('\'').to_owned())
        .collect())
}

fn text(path: &str) -> Result<String> {
    fs::read_to_string(paths::root(path)).with_context(|| path.to_owned())
}
