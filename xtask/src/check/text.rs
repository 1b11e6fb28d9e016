//! Reading source files without what is not code in them.

use crate::{paths, stamp};
use anyhow::Result;
use std::fs;
use std::path::Path;

/// A source file.
pub struct Source {
    /// Below the repository's root.
    pub path: String,
    pub text: String,
}

impl Source {
    /// The lines that are not comments, each with its number.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().filter_map(|(index, line)| {
            let start = line.trim_start();
            let comment = ["//", "/*", "* ", "*/"]
                .iter()
                .any(|mark| start.starts_with(mark));
            (!comment).then_some((index + 1, line))
        })
    }

    /// Where in the code one of these stands, by a test on each line.
    pub fn find(&self, breaks: impl Fn(&str) -> Option<String>) -> Vec<String> {
        self.code()
            .filter_map(|(number, line)| {
                breaks(line).map(|what| format!("{}:{number}: {what}", self.path))
            })
            .collect()
    }
}

/// The sources under these folders (or these files) with one of these endings.
pub fn sources(places: &[&str], endings: &[&str]) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    for place in places {
        for path in stamp::files(&paths::root(place))? {
            let ending = path.extension().and_then(|ending| ending.to_str());
            if ending.is_some_and(|ending| endings.contains(&ending)) {
                found.push(Source {
                    path: below_root(&path),
                    text: String::from_utf8_lossy(&fs::read(&path)?).into_owned(),
                });
            }
        }
    }
    Ok(found)
}

/// The first of these words that a line has as a word of its own.
pub fn word_in(line: &str, words: &[&str]) -> Option<String> {
    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .find(|word| words.contains(word))
        .map(str::to_owned)
}

fn below_root(path: &Path) -> String {
    path.strip_prefix(paths::root(""))
        .unwrap_or(path)
        .display()
        .to_string()
}
