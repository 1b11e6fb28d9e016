//! Does the work go on, and end as it should, where no one hears what stands on standard error?

use crate::photo::jpeg;
use crate::program::{command, pellicle_reading};
use crate::server::Server;
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};
use tempfile::{TempDir, tempdir};

#[test]
fn every_picture_is_sent() {
    let (server, folder) = (Server::start(|_| {}), with_photos());
    let origin = server.origin();
    let send = ["send", "a.jpg", "b.jpg", "a.jpg", "--server", &origin];
    for output in unheard(folder.path(), &send) {
        assert_eq!(output.status.code(), Some(0));
        let links = String::from_utf8(output.stdout).unwrap();
        assert_eq!(links.lines().count(), 3, "{links}");
        for link in links.lines() {
            let open = ["open", "-", "-o", "-"];
            let opened = pellicle_reading(folder.path(), &open, link.as_bytes());
            assert!(opened.stdout.starts_with(&[0xFF, 0xD8, 0xFF]));
        }
    }
}

#[test]
fn a_failure_is_still_a_failure() {
    let (server, folder) = (Server::start(|_| {}), with_photos());
    for output in unheard(folder.path(), &["prepare", "missing.jpg", "-o", "out.jpg"]) {
        assert_eq!(output.status.code(), Some(1));
    }
    // Of several, the others are sent: what cannot be told of one ends nothing.
    let origin = server.origin();
    let send = ["send", "missing.jpg", "a.jpg", "--server", &origin];
    for output in unheard(folder.path(), &send) {
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(
            output.stdout.iter().filter(|&&byte| byte == b'\n').count(),
            1
        );
    }
}

#[test]
fn wrong_usage_is_still_wrong_usage() {
    let folder = tempdir().unwrap();
    for arguments in [
        &["send"][..],
        &["send", "-", "-", "--server", "https://pic.example"],
    ] {
        for output in unheard(folder.path(), arguments) {
            assert_eq!(output.status.code(), Some(2));
        }
    }
}

#[test]
fn links_that_no_one_hears_either_are_taken_back() {
    let (server, folder) = (Server::start(|_| {}), with_photos());
    let send = ["send", "a.jpg", "b.jpg", "--server", &server.origin()];
    // `2>&1 | head`, and `head` is gone.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = command(folder.path(), &send)
        .stdout(writer.try_clone().unwrap())
        .stderr(writer)
        .status();
    assert_eq!(status.unwrap().code(), Some(1));
    assert_eq!(server.kept_bytes(), 0);
}

/// Runs it with a standard error whose other end is closed, and with one that is full, where there is such a thing.
fn unheard(folder: &Path, arguments: &[&str]) -> Vec<Output> {
    let (reader, closed) = std::io::pipe().unwrap();
    drop(reader);
    let full = fs::File::options().write(true).open("/dev/full");
    let ends = [Some(Stdio::from(closed)), full.ok().map(Stdio::from)];
    let run = |end: Stdio| {
        let mut command = command(folder, arguments);
        command.stdin(Stdio::null()).stderr(end).output().unwrap()
    };
    ends.into_iter().flatten().map(run).collect()
}

/// A folder with `a.jpg` and `b.jpg`.
fn with_photos() -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.jpg"), jpeg(60, 40)).unwrap();
    fs::write(folder.path().join("b.jpg"), jpeg(40, 60)).unwrap();
    folder
}
