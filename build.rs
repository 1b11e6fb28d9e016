//! Finds what only tests read and the repository does not hold, so that a test without it is reported as ignored.
//!
//! What a test can find when it runs is not looked for here: a change of it would compile the component anew.
//!
//! | what | where | then |
//! |---|---|---|
//! | vectors of independent implementations | `PELLICLE_VECTORS`, else `../shared/vectors` | `cfg(shared_vectors)`, and its folder in the environment of the compiler |
//! | real pictures | `PELLICLE_CORPUS`, else `../shared/corpus` | `cfg(corpus)`, and its folder likewise |

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let beside = |folder| {
        root.as_ref()
            .map(|root| root.join("../shared").join(folder))
    };
    let vectors = find("PELLICLE_VECTORS").or_else(|| beside("vectors"));
    offer("shared_vectors", "PELLICLE_VECTORS_FOUND", vectors);
    let corpus = find("PELLICLE_CORPUS").or_else(|| beside("corpus"));
    offer("corpus", "PELLICLE_CORPUS_FOUND", corpus);
}

fn find(variable: &str) -> Option<PathBuf> {
    println!("cargo::rerun-if-env-changed={variable}");
    std::env::var_os(variable).map(PathBuf::from)
}

/// Lets the tests know of a path that exists. Where there is none, the build is the same and nothing is watched.
fn offer(cfg: &str, variable: &str, path: Option<PathBuf>) {
    println!("cargo::rustc-check-cfg=cfg({cfg})");
    let found = path.and_then(|path| std::path::absolute(path).ok());
    if let Some(path) = found.filter(|path| Path::exists(path)) {
        println!("cargo::rustc-cfg={cfg}");
        println!("cargo::rustc-env={variable}={}", path.display());
        println!("cargo::rerun-if-changed={}", path.display());
    }
}
