//! Writes the project's own test vectors into `tests/vectors/own-v1.json`.

// Helpers of tests, which need no docs of their own.
#![allow(missing_docs)]

#[path = "../tests/vectors/forge.rs"]
mod forge;
#[path = "../tests/vectors/own.rs"]
mod own;

fn main() -> std::io::Result<()> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/own-v1.json");
    std::fs::write(path, own::file())
}
