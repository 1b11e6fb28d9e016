//! Does a sealed file open again, with what opens it and with nothing else?

use crate::photo::{CAMERA, holds, jpeg};
use crate::program::{Run, command, names_in, pellicle, pellicle_reading};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use tempfile::{TempDir, tempdir};

#[test]
fn what_was_sealed_opens_to_what_prepare_gives() {
    let (folder, fragment) = sealed(&[], b"");
    pellicle(folder.path(), &["prepare", "in.jpg", "-o", "prepared.jpg"]).printed();
    let open = ["open", "--blob", "photo.blob", &fragment, "-o", "out.jpg"];
    assert_eq!(pellicle(folder.path(), &open).printed(), "");
    let opened = fs::read(folder.path().join("out.jpg")).unwrap();
    assert_eq!(
        opened,
        fs::read(folder.path().join("prepared.jpg")).unwrap()
    );
    assert!(!holds(&opened, CAMERA.as_bytes()));
}

#[test]
fn a_link_opens_a_blob_without_its_server() {
    let (folder, fragment) = sealed(&[], b"");
    // Nothing listens there: a request would fail.
    let link = format!("https://pellicle.invalid/i/4vJ9JU1bJJE96FWS#{fragment}");
    let run = pellicle(folder.path(), &["open", "--blob", "photo.blob", &link]);
    assert_eq!(run.printed(), "4vJ9JU1bJJE96FWS.jpg");
    assert!(folder.path().join("4vJ9JU1bJJE96FWS.jpg").exists());
}

#[test]
fn without_a_name_the_blobs_name_is_taken_and_never_an_existing_file() {
    let (folder, fragment) = sealed(&[], b"");
    let open = ["open", "--blob", "photo.blob", &fragment];
    assert_eq!(pellicle(folder.path(), &open).printed(), "photo.jpg");
    let first = fs::read(folder.path().join("photo.jpg")).unwrap();
    pellicle(folder.path(), &open).failed_with("file");
    assert_eq!(fs::read(folder.path().join("photo.jpg")).unwrap(), first);
    fs::write(folder.path().join("photo.jpg"), b"").unwrap();
    pellicle(folder.path(), &open).failed_with("file");
}

#[test]
fn a_blob_and_a_picture_pass_through_pipes() {
    let folder = tempdir().unwrap();
    let seal = ["seal", "-", "-o", "photo.blob"];
    let run = pellicle_reading(folder.path(), &seal, &jpeg(60, 40));
    let blob = fs::read(folder.path().join("photo.blob")).unwrap();
    let open = ["open", "--blob", "-", run.printed(), "-o", "-"];
    let opened = pellicle_reading(folder.path(), &open, &blob);
    assert_eq!((opened.code, opened.stderr.as_str()), (Some(0), ""));
    assert!(opened.stdout.starts_with(&[0xFF, 0xD8, 0xFF]));
    // The fragment by a pipe, and the blob by name.
    let open = ["open", "--blob", "photo.blob", "-", "-o", "-"];
    let again = pellicle_reading(folder.path(), &open, &run.stdout);
    assert_eq!(again.stdout, opened.stdout);
}

#[test]
fn a_password_is_needed_as_well_as_the_fragment() {
    const PASSWORD: &str = "pässwörd of the test";
    let (folder, fragment) = sealed(&["--password-stdin"], format!("{PASSWORD}\n").as_bytes());
    let open = ["open", "--blob", "photo.blob", &fragment, "-o", "out.jpg"];
    pellicle(folder.path(), &open).failed_with("password-needed");
    let open = [&open[..], &["--password-stdin"]].concat();
    for empty in ["", "\n"] {
        let run = pellicle_reading(folder.path(), &open, empty.as_bytes());
        run.failed_with("password-needed");
    }
    for wrong in ["wrong\n", "p\u{e4}ssw\u{f6}rd of the test \n"] {
        let run = pellicle_reading(folder.path(), &open, wrong.as_bytes());
        run.failed_with("wrong-key");
    }
    assert!(!folder.path().join("out.jpg").exists());
    // Typed on a system that composes letters otherwise, and with the other line ending.
    let decomposed = "pa\u{308}sswo\u{308}rd of the test\r\n";
    pellicle_reading(folder.path(), &open, decomposed.as_bytes()).printed();
}

#[test]
fn an_empty_password_is_refused() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(60, 40)).unwrap();
    let seal = ["seal", "in.jpg", "-o", "photo.blob", "--password-stdin"];
    for empty in [&b""[..], b"\n", b"\r\n"] {
        let run = pellicle_reading(folder.path(), &seal, empty);
        run.failed_with("bad-option");
        assert!(run.stderr.contains("password is empty"), "{run:?}");
    }
    assert!(!folder.path().join("photo.blob").exists());
}

#[test]
fn a_blob_whose_fragment_cannot_be_told_is_taken_back() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(60, 40)).unwrap();
    let seal = ["seal", "in.jpg", "-o", "photo.blob"];
    for options in [&[][..], &["--force"]] {
        let mut child = command(folder.path(), &[&seal, options].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        Run::from(child.wait_with_output().unwrap()).failed_with("file");
        assert_eq!(names_in(folder.path()), ["in.jpg"]);
    }
    pellicle(folder.path(), &seal).printed();
    assert_eq!(names_in(folder.path()), ["in.jpg", "photo.blob"]);
}

#[test]
fn a_damaged_blob_writes_nothing() {
    let (folder, fragment) = sealed(&[], b"");
    let blob = fs::read(folder.path().join("photo.blob")).unwrap();
    let mut flipped = blob.clone();
    *flipped.last_mut().unwrap() ^= 1;
    for (bytes, code) in [
        (&blob[..100], "truncated"),
        (&flipped, "corrupt"),
        (&[b'x'; 200], "not-pellicle"),
        (&[], "truncated"),
    ] {
        fs::write(folder.path().join("damaged.blob"), bytes).unwrap();
        let open = ["open", "--blob", "damaged.blob", &fragment];
        let run = pellicle(folder.path(), &open);
        run.failed_with(code);
        assert!(!run.stderr.contains(&fragment));
        assert!(!folder.path().join("damaged.jpg").exists());
    }
}

#[test]
fn the_same_picture_is_never_sealed_alike() {
    let (folder, first) = sealed(&[], b"");
    let again = ["seal", "in.jpg", "-o", "again.blob"];
    assert_ne!(pellicle(folder.path(), &again).printed(), first);
    let read = |name: &Path| fs::read(folder.path().join(name)).unwrap();
    assert_ne!(
        read("photo.blob".as_ref())[32..],
        read("again.blob".as_ref())[32..]
    );
}

/// A folder with `in.jpg` and `photo.blob`, and the fragment that opens it.
fn sealed(options: &[&str], stdin: &[u8]) -> (TempDir, String) {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(300, 200)).unwrap();
    let seal = [&["seal", "in.jpg", "-o", "photo.blob"], options].concat();
    let run = pellicle_reading(folder.path(), &seal, stdin);
    let fragment = run.printed().to_owned();
    assert_eq!(fragment.len(), 48);
    (folder, fragment)
}
