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
mod pictures;

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
#[path = "judges/planted.rs"]
mod planted;
#[cfg(not(target_arch = "wasm32"))]
#[path = "judges/structure.rs"]
mod structure;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use libtest_mimic::{Arguments, Trial};
    use std::sync::Arc;

    let made = Arc::new(folder::Made::default());
    let judge = |name: &str, judge: metadata::Judge| {
        let made = Arc::clone(&made);
        Trial::test(name, move || judge(made.files()?))
    };
    let mut trials = vec![
        Trial::test("libavif_decodes_the_same_samples", avifdec::judge)
            .with_ignored_flag(!is_ready("avifdec", "--version")),
    ];
    for (program, version, by) in metadata::JUDGES {
        let ignored = !is_ready(program, version);
        trials.extend([
            judge(&format!("{program}_finds_nothing_but_structure"), by).with_ignored_flag(ignored),
            Trial::test(format!("{program}_finds_what_is_planted"), move || {
                planted::is_found_by(program, by)
            })
            .with_ignored_flag(ignored),
        ]);
    }
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
