//! Spoiled files: cut off and with flipped bytes, every one ends in a clean picture or in a clear refusal.
//!
//! Without arguments it is a test: pictures made here, and a few real ones where they are, spoiled a little. With
//! `--whole`, as `cargo xtask torture` calls it, it takes every file of a folder.
#![allow(clippy::unwrap_used)]

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
#[path = "torture/arguments.rs"]
mod arguments;
#[cfg(not(target_arch = "wasm32"))]
#[path = "corpus/files.rs"]
mod files;
#[cfg(not(target_arch = "wasm32"))]
#[path = "torture/judge.rs"]
mod judge;
#[cfg(not(target_arch = "wasm32"))]
mod pictures;
#[cfg(not(target_arch = "wasm32"))]
#[path = "torture/run.rs"]
mod run;
#[cfg(not(target_arch = "wasm32"))]
#[path = "torture/running.rs"]
mod running;
#[cfg(not(target_arch = "wasm32"))]
#[path = "torture/sample.rs"]
mod sample;
#[cfg(not(target_arch = "wasm32"))]
#[path = "torture/spoil.rs"]
mod spoil;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use libtest_mimic::{Arguments, Trial};

    if std::env::args().any(|word| word == "--whole") {
        return arguments::run_whole();
    }
    let trials = vec![
        Trial::test("made_pictures_when_spoiled", sample::made),
        Trial::test("real_pictures_when_spoiled", sample::real).with_ignored_flag(!cfg!(corpus)),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
