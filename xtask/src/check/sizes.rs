//! How long files are.

use super::Breaches;
use super::text::sources;

/// Past this a file answers more than one question, and is asking to be split.
const LINES: usize = 400;

/// No file that people write is longer.
pub fn files_answer_one_question() -> Breaches {
    let places = [
        "src",
        "pixels",
        "server",
        "cli",
        "heic",
        "xtask",
        "www/src",
        "www/pages",
        "www/test",
        "tests",
        "fuzz",
        "examples",
    ];
    let endings = ["rs", "ts", "js", "mjs", "css", "html", "py"];
    Ok(sources(&places, &endings)?
        .iter()
        .filter(|source| !is_built(&source.path) && !is_a_language(&source.path))
        .filter_map(|source| {
            let lines = source.text.lines().count();
            (lines > LINES).then(|| format!("{}: {lines} lines", source.path))
        })
        .collect())
}

/// Adding a language is adding one file, and it answers one question however many sentences there are.
fn is_a_language(path: &str) -> bool {
    path.starts_with("www/pages/text/messages.")
}

/// What wasm-bindgen and the bundlers of the packaging tests write.
fn is_built(path: &str) -> bool {
    path.starts_with("www/src/wasm")
        || (path.starts_with("www/test/packaging/")
            && ["/dist/", "/.next/"]
                .iter()
                .any(|folder| path.contains(folder)))
}
