//! Tells the tests whether there is a corpus of real pictures: one that is missing is counted as skipped, never as passed.

use std::env;
use std::path::{Path, PathBuf};

fn main() {
    let beside = Path::new("../../shared/corpus");
    let corpus = env::var_os("PELLICLE_CORPUS").map_or(beside.to_owned(), PathBuf::from);
    println!("cargo::rerun-if-env-changed=PELLICLE_CORPUS");
    println!("cargo::rustc-check-cfg=cfg(has_corpus)");
    if corpus.join("pictures").is_dir() {
        println!("cargo::rustc-cfg=has_corpus");
    }
}
