//! Does every real picture end clean or in a clear refusal?

use crate::program::pellicle;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::tempdir;

/// No picture of the corpus may take longer.
const LIMIT: Duration = Duration::from_secs(10);

/// What exiftool may find: the structure of JPEG and PNG, and what it says of itself and of the file.
const STRUCTURE: [&str; 6] = ["SourceFile", "ExifTool", "File", "JFIF", "PNG", "Composite"];

/// What animations are made of, in groups that can hold texts and comments too.
const OF_ANIMATIONS: [&str; 17] = [
    "GIFVersion",
    "HasColorMap",
    "ColorResolutionDepth",
    "BitsPerPixel",
    "TransparentColor",
    "BackgroundColor",
    "FrameCount",
    "AnimationIterations",
    "AnimationLoopCount",
    "Duration",
    "WebP_Flags",
    "ImageWidth",
    "ImageHeight",
    "AlphaCompression",
    "AlphaFiltering",
    "AlphaPreprocessing",
    "AlphaIsUsed",
];
#[test]
#[cfg_attr(not(has_corpus), ignore = "there is no corpus; set PELLICLE_CORPUS")]
fn every_picture_ends_clean_or_in_a_clear_refusal() {
    let folder = tempdir().unwrap();
    let (mut clean, mut refused) = (0, 0);
    for picture in files(&corpus().join("pictures")) {
        let input = picture.to_str().unwrap();
        let output = format!("{clean}.out");
        let start = Instant::now();
        let run = pellicle(folder.path(), &["prepare", input, "-o", &output]);
        let took = start.elapsed();
        assert!(took < LIMIT, "{input} took {took:?}");
        if run.code == Some(0) {
            clean += 1;
            continue;
        }
        let last = run.stderr.lines().last().unwrap_or_default();
        let code = last.strip_prefix("error[");
        let code = code.and_then(|rest| rest.split(']').next());
        let code = code.unwrap_or_else(|| panic!("{input}: {run:?}"));
        let clear = ["unsupported", "malformed", "too-large"].contains(&code);
        assert!(clear, "{input}: {run:?}");
        run.failed_with(code);
        assert!(!folder.path().join(output).exists(), "{input}");
        refused += 1;
    }
    println!("{clean} clean, {refused} refused");
    assert!(clean > 0 && refused > 0);
    only_structure_is_left(folder.path(), clean);
}

/// An independent program reads every output.
fn only_structure_is_left(folder: &Path, outputs: usize) {
    let judged = Command::new("exiftool")
        .args(["-json", "-G", "-ext", "*", "."])
        .current_dir(folder)
        .output()
        .expect("exiftool is there (Debian: libimage-exiftool-perl)");
    let judged: serde_json::Value = serde_json::from_slice(&judged.stdout).unwrap();
    let files = judged.as_array().unwrap();
    assert_eq!(files.len(), outputs);
    for file in files {
        for (name, value) in file.as_object().unwrap() {
            let group = name.split(':').next().unwrap_or_default();
            let tag = name.rsplit(':').next().unwrap_or_default();
            let is_structure = STRUCTURE.contains(&group) || OF_ANIMATIONS.contains(&tag);
            assert!(is_structure, "{name} is left: {value}");
            assert!(
                !["ExifTool:Warning", "ExifTool:Error"].contains(&name.as_str()),
                "{value}"
            );
        }
    }
}

/// The folder named by PELLICLE_CORPUS, else the one beside the checkout.
fn corpus() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    std::env::var_os("PELLICLE_CORPUS").map_or(beside, PathBuf::from)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_none_or(|extension| extension != "tsv") {
            files.push(path);
        }
    }
    files
}
