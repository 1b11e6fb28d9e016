//! Real pictures: every one ends in a clean picture or in a clear refusal, and a judge finds nothing but structure.
//!
//! The pictures lie outside the repository: see `build.rs`.

#![allow(clippy::unwrap_used)]

mod pictures;

use pellicle::picture::{MaxEdge, Options, prepare};
use pellicle::{Code, MediaType};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What a folder of the corpus must end as; anything may also be `malformed`, `hostile` must not be anything else.
const FOLDERS_OF_PICTURES: [&str; 3] = ["camera", "jpeg-structure", "orientation"];

fn folder() -> PathBuf {
    Path::new(option_env!("PELLICLE_CORPUS_FOUND").unwrap_or_default()).join("pictures")
}

fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|extension| extension != "tsv") {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(files.len() > 50, "the corpus is not whole");
    files
}

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

/// Names of ExifTool that describe the file or its pixels. The groups `System` and `ExifTool` describe this machine.
const STRUCTURE: [&str; 22] = [
    "FileType",
    "FileTypeExtension",
    "MIMEType",
    "ImageWidth",
    "ImageHeight",
    "ImageSize",
    "Megapixels",
    "EncodingProcess",
    "BitsPerSample",
    "ColorComponents",
    "YCbCrSubSampling",
    "JFIFVersion",
    "ResolutionUnit",
    "XResolution",
    "YResolution",
    "BitDepth",
    "ColorType",
    "Compression",
    "Filter",
    "Interlace",
    "Palette",
    "Transparency",
];

#[test]
#[cfg_attr(
    not(all(corpus, exiftool)),
    ignore = "the corpus or ExifTool is not there"
)]
fn exiftool_finds_nothing_but_structure() {
    let target = std::env::temp_dir().join(format!("pellicle-judged-{}", std::process::id()));
    std::fs::create_dir_all(&target).unwrap();
    let mut written = 0;
    for (index, path) in files().into_iter().enumerate() {
        let bytes = std::fs::read(&path).unwrap();
        for edge in [MaxEdge::Px(256), MaxEdge::Full] {
            if let Ok(prepared) = prepare(&bytes, &Options::with_max_edge(edge)) {
                let kind: MediaType = prepared.picture.media_type();
                let name = format!("{index}-{edge:?}.{}", kind.extension());
                std::fs::write(target.join(name), prepared.picture.bytes()).unwrap();
                written += 1;
            }
        }
    }
    let output =
        std::process::Command::new(option_env!("PELLICLE_EXIFTOOL_FOUND").unwrap_or_default())
            .args(["-j", "-a", "-G1", "-u", "-ee", "-q"])
            .arg(&target)
            .output()
            .unwrap();
    std::fs::remove_dir_all(&target).unwrap();
    let judged: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(judged.len(), written);
    for file in judged {
        for name in file.keys() {
            let (group, tag) = name.split_once(':').unwrap_or(("", name));
            let known = tag == "SourceFile"
                || ["System", "ExifTool"].contains(&group)
                || STRUCTURE.contains(&tag);
            assert!(known, "{name} = {} in {}", file[name], file["SourceFile"]);
        }
    }
}
