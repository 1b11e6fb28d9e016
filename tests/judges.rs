//! Independent judges over what is made of real pictures, in both modes: ExifTool, Exiv2 and mat2 find nothing but
//! structure, and libavif decodes the same samples from an AVIF before and after it was written again.
//!
//! Needs the pictures that `build.rs` looks for, and each judge's program on the search path. Where one is missing, its
//! test is reported as ignored.
#![allow(clippy::unwrap_used)]

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
#[path = "corpus/files.rs"]
mod files;

#[cfg(not(target_arch = "wasm32"))]
#[path = "judges/avifdec.rs"]
mod avifdec;
#[cfg(not(target_arch = "wasm32"))]
#[path = "judges/folder.rs"]
mod folder;
#[cfg(not(target_arch = "wasm32"))]
#[path = "judges/metadata.rs"]
mod metadata;
#[cfg(not(target_arch = "wasm32"))]
#[path = "judges/structure.rs"]
mod structure;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use libtest_mimic::{Arguments, Failed, Trial};
    use std::path::PathBuf;
    use std::sync::Arc;

    let made = Arc::new(folder::Made::default());
    let judge = |name: &str, judge: fn(&[PathBuf]) -> Result<(), Failed>| {
        let made = Arc::clone(&made);
        Trial::test(name, move || judge(made.files()?))
    };
    let trials = vec![
        judge(
            "exiftool_finds_nothing_but_structure",
            metadata::by_exiftool,
        )
        .with_ignored_flag(!is_ready("exiftool", "-ver")),
        judge("exiv2_finds_nothing_but_structure", metadata::by_exiv2)
            .with_ignored_flag(!is_ready("exiv2", "--version")),
        judge("mat2_finds_nothing_but_structure", metadata::by_mat2)
            .with_ignored_flag(!is_ready("mat2", "--version")),
        Trial::test("libavif_decodes_the_same_samples", avifdec::judge)
            .with_ignored_flag(!is_ready("avifdec", "--version")),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Whether the pictures and the program are there.
#[cfg(not(target_arch = "wasm32"))]
fn is_ready(program: &str, version: &str) -> bool {
    use std::process::{Command, Stdio};

    let asked = Command::new(program)
        .arg(version)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    cfg!(corpus) && asked.is_ok_and(|status| status.success())
}
