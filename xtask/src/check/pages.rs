//! What the pages and the package may hold.

use super::Breaches;
use super::text::{Source, sources, word_in};
use crate::paths;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

const SCRIPTS: [&str; 5] = ["ts", "tsx", "js", "mjs", "html"];

/// What pages need besides the package, each small, without dependencies of its own, and under the MIT licence: one that draws
/// codes to scan, one that writes zip files as they are read, so that an album is saved without holding all of it, and the
/// Argon2id of the plain reader, which WebCrypto has not and which is loaded for a password where the module does not start.
const LIBRARIES: [&str; 3] = ["lean-qr", "client-zip", "@noble/hashes/argon2.js"];

/// Pages are built on the package's door, as every other site is.
pub fn import_only_exports() -> Breaches {
    let doors = exports()?;
    let mut breaches = Vec::new();
    for source in sources(&["www/pages"], &SCRIPTS)? {
        breaches.extend(source.find(|line| {
            let name = imported(line)?;
            let known = LIBRARIES.contains(&name) || doors.iter().any(|door| door == name);
            let fine = known || stays_in_pages(&source, name);
            (!fine).then(|| format!("imports {name}"))
        }));
    }
    Ok(breaches)
}

/// Nothing is loaded from elsewhere, neither by what we write nor by what the bundler made of it.
pub fn no_foreign_origin() -> Breaches {
    // Names of XML vocabularies, which nothing loads, and hosts that stand for "yours" or "this machine".
    const HARMLESS: [&str; 4] = ["www.w3.org", "localhost", "127.0.0.1", "pic.example"];
    let endings = [
        "ts",
        "tsx",
        "js",
        "mjs",
        "html",
        "css",
        "svg",
        "webmanifest",
    ];
    let mut breaches = Vec::new();
    for source in sources(&["www/pages", "www/site", "www/src", "examples"], &endings)? {
        breaches.extend(source.find(|line| {
            line.split("://")
                .collect::<Vec<_>>()
                .windows(2)
                .filter(|pair| pair[0].ends_with("http") || pair[0].ends_with("https"))
                .map(|pair| {
                    pair[1]
                        .split(|letter: char| {
                            !letter.is_ascii_alphanumeric() && letter != '.' && letter != '-'
                        })
                        .next()
                        .unwrap_or_default()
                        .to_owned()
                })
                .find(|host| !host.is_empty() && !HARMLESS.contains(&host.as_str()))
        }));
    }
    Ok(breaches)
}

/// Browsers that resist fingerprinting poison what a canvas gives back, and it loses colour and animation.
pub fn no_canvas_read_back() -> Breaches {
    // With the dot before them: what a canvas does, and not a function of ours that has the same name.
    const READS: [&str; 5] = [
        ".getImageData",
        ".toBlob",
        ".toDataURL",
        ".convertToBlob",
        ".readPixels",
    ];
    const RUST_READS: [&str; 4] = [
        ".get_image_data",
        ".to_blob",
        ".to_data_url",
        ".convert_to_blob",
    ];
    let reads = |line: &str| {
        let all = READS.iter().chain(&RUST_READS);
        all.copied()
            .find(|read| line.contains(read))
            .map(str::to_owned)
    };
    let mut places = ours(&["www/src", "www/pages", "examples"], &SCRIPTS)?;
    places.extend(sources(&["src"], &["rs"])?);
    Ok(places
        .iter()
        .flat_map(|source| source.find(reads))
        .collect())
}

/// Text stays text: names and messages come from strangers.
pub fn no_text_becomes_code() -> Breaches {
    const TURNS: [&str; 8] = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "setHTMLUnsafe",
        "createContextualFragment",
        "srcdoc",
        "eval",
        "Function",
    ];
    Ok(ours(&["www/src", "www/pages", "examples"], &SCRIPTS)?
        .iter()
        // A policy that lets WebAssembly be compiled lets no text become code.
        .flat_map(|source| {
            source.find(|line| word_in(&line.replace("'wasm-unsafe-eval'", ""), &TURNS))
        })
        .collect())
}

/// What people write there; the bindings are wasm-bindgen's.
fn ours(places: &[&str], endings: &[&str]) -> Result<Vec<Source>> {
    let mut found = sources(places, endings)?;
    found.retain(|source| !source.path.starts_with("www/src/wasm"));
    Ok(found)
}

/// The names under which the package can be imported.
fn exports() -> Result<Vec<String>> {
    let manifest = std::fs::read_to_string(paths::root("www/package.json"))?;
    let manifest: Value = serde_json::from_str(&manifest)?;
    let name = manifest["name"]
        .as_str()
        .context("www/package.json has no name")?;
    let doors = manifest["exports"]
        .as_object()
        .context("www/package.json exports nothing")?;
    Ok(doors
        .keys()
        .map(|door| format!("{name}{}", door.trim_start_matches('.')))
        .collect())
}

/// What a line imports, be it a module's statement, a call or a page's script.
fn imported(line: &str) -> Option<&str> {
    let (_, rest) = [
        "from '",
        "from \"",
        "import '",
        "import \"",
        "import('",
        "import(\"",
    ]
    .iter()
    .find_map(|mark| line.split_once(mark))?;
    rest.split(['\'', '"']).next()
}

/// A relative import that does not leave the pages' folder.
fn stays_in_pages(source: &Source, name: &str) -> bool {
    if !name.starts_with('.') {
        return false;
    }
    let mut depth = Path::new(&source.path).components().count() as i32 - 3;
    for step in name.split('/') {
        match step {
            "." => {}
            ".." => depth -= 1,
            _ => depth += 1,
        }
        if depth < 0 {
            return false;
        }
    }
    true
}
