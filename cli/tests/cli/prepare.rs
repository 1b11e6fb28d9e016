//! Does `pellicle prepare` write a clean picture, and nothing at all when it cannot?

use crate::photo::{ARTIST, CAMERA, TRAILER, holds, jpeg};
use crate::program::{command, pellicle, pellicle_reading};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use tempfile::tempdir;

#[test]
fn the_output_is_clean_and_the_receipt_says_what_went() {
    let folder = tempdir().unwrap();
    let input = jpeg(300, 200);
    fs::write(folder.path().join("in.jpg"), &input).unwrap();
    let run = pellicle(
        folder.path(),
        &[
            "prepare",
            "in.jpg",
            "-o",
            "out.jpg",
            "--max-edge",
            "150",
            "--receipt",
        ],
    );
    let receipt: serde_json::Value = serde_json::from_str(run.printed()).unwrap();
    assert_eq!(run.stderr, "");
    let output = fs::read(folder.path().join("out.jpg")).unwrap();
    for secret in [CAMERA.as_bytes(), ARTIST.as_bytes(), TRAILER, b"Exif"] {
        assert!(holds(&input, secret) && !holds(&output, secret));
    }
    assert_eq!(receipt["input"]["type"], "image/jpeg");
    assert_eq!(receipt["input"]["bytes"], input.len());
    assert_eq!(receipt["input"]["width"], 300);
    assert_eq!(receipt["input"]["height"], 200);
    assert_eq!(receipt["output"]["type"], "image/jpeg");
    assert_eq!(receipt["output"]["bytes"], output.len());
    assert_eq!(receipt["output"]["width"], 150);
    assert_eq!(receipt["output"]["height"], 100);
    let removed = receipt["removed"].as_array().unwrap();
    for class in ["location", "camera", "author"] {
        assert!(
            removed.iter().any(|item| item["class"] == class),
            "{class}: {receipt}"
        );
    }
}

#[test]
fn full_size_and_small_pictures_are_not_resized() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(300, 200)).unwrap();
    for (number, edge) in ["full", "2048"].iter().enumerate() {
        let output = format!("{number}.jpg");
        let run = pellicle(
            folder.path(),
            &[
                "prepare",
                "in.jpg",
                "-o",
                &output,
                "--max-edge",
                edge,
                "--receipt",
            ],
        );
        let receipt: serde_json::Value = serde_json::from_str(run.printed()).unwrap();
        assert_eq!(receipt["output"]["width"], 300, "{edge}");
    }
}

#[test]
fn an_original_has_the_same_pixels_and_nothing_else() {
    let folder = tempdir().unwrap();
    let input = jpeg(300, 200);
    fs::write(folder.path().join("in.jpg"), &input).unwrap();
    let run = pellicle(
        folder.path(),
        &[
            "prepare",
            "in.jpg",
            "-o",
            "out.jpg",
            "--original",
            "--max-edge",
            "20",
            "--receipt",
        ],
    );
    let receipt: serde_json::Value = serde_json::from_str(run.printed()).unwrap();
    assert_eq!(receipt["output"]["width"], 300);
    let output = fs::read(folder.path().join("out.jpg")).unwrap();
    for secret in [CAMERA.as_bytes(), ARTIST.as_bytes(), TRAILER] {
        assert!(holds(&input, secret) && !holds(&output, secret));
    }
    // The coded pixels stand in both files, byte for byte, from the header of the scan on.
    let scan = |file: &[u8]| {
        let start = file
            .windows(2)
            .position(|pair| pair == [0xFF, 0xDA])
            .unwrap();
        let end = file[start..]
            .windows(2)
            .position(|pair| pair == [0xFF, 0xD9])
            .unwrap();
        file[start..start + end].to_vec()
    };
    assert_eq!(scan(&output), scan(&input));
}

#[test]
fn what_is_cut_covered_and_turned_is_in_the_receipt() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(300, 200)).unwrap();
    let edit = |more: &[&str]| {
        let start = ["prepare", "in.jpg", "-o", "out.jpg", "--force", "--receipt"];
        pellicle(folder.path(), &[&start, more].concat())
    };
    let run = edit(&[
        "--crop",
        "100x60+16+32",
        "--cover",
        "9x9+20+40",
        "--rotate",
        "90",
    ]);
    let receipt: serde_json::Value = serde_json::from_str(run.printed()).unwrap();
    assert_eq!(receipt["output"]["width"], 60);
    assert_eq!(receipt["output"]["height"], 100);
    let changed = serde_json::json!(["turned", "cropped", "covered"]);
    assert_eq!(receipt["changed"], changed);
    let before = fs::read(folder.path().join("out.jpg")).unwrap();
    // An area outside of the picture is wrong, and so is original mode beside an edit.
    let outside = edit(&["--cover", "9x9+300+0"]);
    assert_eq!(outside.code, Some(1));
    assert!(outside.stderr.contains("300 × 200"), "{}", outside.stderr);
    assert_eq!(edit(&["--rotate", "90", "--original"]).code, Some(2));
    assert_eq!(fs::read(folder.path().join("out.jpg")).unwrap(), before);
}

#[test]
fn standard_input_and_output_stand_behind_dashes() {
    let folder = tempdir().unwrap();
    let run = pellicle_reading(folder.path(), &["prepare", "-", "-o", "-"], &jpeg(60, 40));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.starts_with(&[0xFF, 0xD8, 0xFF]));
    assert_eq!(files(folder.path()), [""; 0]);
}

#[test]
fn what_is_no_picture_is_refused_and_nothing_is_written() {
    const MARK: &str = "MarkOfTheInput";
    let photo = jpeg(60, 40);
    let half = &photo[..photo.len() / 2];
    for (input, code) in [
        (format!("{MARK} is a text").as_bytes(), "unsupported"),
        (b"", "malformed"),
        (format!("<svg>{MARK}</svg>").as_bytes(), "unsupported"),
        (half, "malformed"),
    ] {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join(MARK), input).unwrap();
        let run = pellicle(
            folder.path(),
            &["prepare", MARK, "-o", "out.jpg", "--receipt"],
        );
        run.failed_with(code);
        assert!(!run.stderr.contains(MARK), "{run:?}");
        assert_eq!(files(folder.path()), [MARK]);

        let piped = pellicle_reading(folder.path(), &["prepare", "-", "-o", "-"], input);
        piped.failed_with(code);
    }
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let folder = tempdir().unwrap();
    let file = fs::File::create(folder.path().join("large.jpg")).unwrap();
    // A hole: nothing is written.
    file.set_len(50 * 1024 * 1024 + 1).unwrap();
    let run = pellicle(folder.path(), &["prepare", "large.jpg", "-o", "out.jpg"]);
    run.failed_with("too-large");
    assert_eq!(files(folder.path()), ["large.jpg"]);
}

#[test]
fn files_that_cannot_be_read_or_written_are_named_so() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(60, 40)).unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    for arguments in [
        ["prepare", "missing.jpg", "-o", "out.jpg"],
        ["prepare", "folder", "-o", "out.jpg"],
        ["prepare", "in.jpg", "-o", "missing/out.jpg"],
        ["prepare", "in.jpg", "-o", "folder"],
    ] {
        pellicle(folder.path(), &arguments).failed_with("file");
    }
    assert_eq!(files(folder.path()), ["folder", "in.jpg"]);
}

#[test]
fn a_file_with_content_is_replaced_only_with_force() {
    let folder = tempdir().unwrap();
    let photo = jpeg(60, 40);
    fs::write(folder.path().join("in.jpg"), &photo).unwrap();
    fs::write(folder.path().join("empty.jpg"), b"").unwrap();
    pellicle(folder.path(), &["prepare", "in.jpg", "-o", "in.jpg"]).failed_with("file");
    assert_eq!(fs::read(folder.path().join("in.jpg")).unwrap(), photo);
    // What `mktemp` made may be filled.
    pellicle(folder.path(), &["prepare", "in.jpg", "-o", "empty.jpg"]).printed();
    pellicle(
        folder.path(),
        &["prepare", "in.jpg", "-o", "in.jpg", "--force"],
    )
    .printed();
    let replaced = fs::read(folder.path().join("in.jpg")).unwrap();
    assert!(!holds(&replaced, CAMERA.as_bytes()));
    assert_eq!(files(folder.path()), ["empty.jpg", "in.jpg"]);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_never_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(60, 40)).unwrap();
    for arguments in [&["--force"][..], &[]] {
        let prepare = ["prepare", "in.jpg", "-o", "/dev/null"];
        pellicle(folder.path(), &[&prepare, arguments].concat()).printed();
        assert!(
            fs::metadata("/dev/null")
                .unwrap()
                .file_type()
                .is_char_device()
        );
    }
}

#[test]
fn a_reader_that_went_away_is_a_failure_and_no_panic() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(600, 400)).unwrap();
    let mut child = command(folder.path(), &["prepare", "in.jpg", "-o", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = crate::program::Run::from(child.wait_with_output().unwrap());
    run.failed_with("file");
}

/// The names in a folder, in order.
fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_smallest_preset_is_smaller_and_another_is_wrong_usage() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(300, 200)).unwrap();
    let written = |preset: &str| {
        let output = format!("{preset}.jpg");
        let run = pellicle(
            folder.path(),
            &["prepare", "in.jpg", "-o", &output, "--preset", preset],
        );
        (run, fs::read(folder.path().join(output)))
    };
    let [balanced, smallest] = ["balanced", "smallest"].map(|preset| written(preset).1.unwrap());
    assert!(smallest.len() < balanced.len());
    let (run, output) = written("best");
    assert_eq!(run.code, Some(2));
    assert!(output.is_err());
}
