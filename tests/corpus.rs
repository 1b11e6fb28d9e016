//! Real pictures: every one ends in a clean picture or in a clear refusal.
//!
//! The pictures lie outside the repository: see `build.rs`.

#![allow(clippy::unwrap_used)]

mod pictures;

#[path = "corpus/files.rs"]
mod files;

use files::files;
use pellicle::Code;
use pellicle::picture::{Options, prepare};
use std::time::{Duration, Instant};

/// What a folder of the corpus must end as; anything may also be `malformed`, `hostile` must not be anything else.
const FOLDERS_OF_PICTURES: [&str; 3] = ["camera", "jpeg-structure", "orientation"];

#[test]
#[cfg_attr(not(corpus), ignore = "the corpus is not there")]
fn every_file_ends_clean_or_in_a_clear_refusal() {
    let mut clean = 0;
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        let start = Instant::now();
        let result = prepare(&bytes, &Options::default());
        let took = start.elapsed();
        assert!(
            took < Duration::from_secs(10),
            "{} took {took:?}",
            path.display()
        );
        match result {
            Ok(prepared) => {
                clean += 1;
                assert!(
                    prepared.picture.width_px() <= 2048 && prepared.picture.height_px() <= 2048
                );
                pictures::read(&prepared);
            }
            Err(error) => {
                let clear = [Code::Unsupported, Code::Malformed, Code::TooLarge];
                assert!(clear.contains(&error.code()), "{}: {error}", path.display());
                assert!(error.message().len() > 20, "{}: {error}", path.display());
            }
        }
    }
    assert!(clean >= 60, "only {clean} were taken");
}

#[test]
#[cfg_attr(not(corpus), ignore = "the corpus is not there")]
fn what_is_a_whole_picture_is_taken() {
    for path in files() {
        let folder = path
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap();
        if !FOLDERS_OF_PICTURES.contains(&folder) {
            continue;
        }
        if let Err(error) = prepare(&std::fs::read(&path).unwrap(), &Options::default()) {
            assert_eq!(
                error.code(),
                Code::Unsupported,
                "{}: {error}",
                path.display()
            );
        }
    }
}
