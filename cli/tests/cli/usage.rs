//! Is wrong usage told from failure, and does no message repeat what was typed?

use crate::program::{pellicle, pellicle_reading};
use std::path::Path;

const HERE: &str = env!("CARGO_MANIFEST_DIR");
const LINK: &str = "https://pic.example/i/4vJ9JU1bJJE96FWS#SecretFragment";

#[test]
fn help_and_version_succeed() {
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["send", "--help"],
        &["help", "open"],
    ] {
        let run = pellicle(Path::new(HERE), arguments);
        assert!(!run.printed().is_empty());
        assert_eq!(run.stderr, "");
    }
}

#[test]
fn wrong_usage_exits_2_and_repeats_no_value() {
    for arguments in [
        &[LINK][..],
        &["open"],
        &["open", LINK, LINK],
        &["open", LINK, "--password", "SecretFragment"],
        &["open", "-", "--password-stdin"],
        &["prepare", "a.jpg"],
        &["prepare", "a.jpg", "-o", "b.jpg", "--max-edge", "0"],
        &["prepare", "a.jpg", "-o", "-", "--receipt"],
        &["prepare", "a.jpg", "-o", "b.jpg", "--preset", "best"],
        &["seal", "a.jpg", "-o", "-"],
        &["seal", "-", "-o", "b", "--password-stdin"],
        &["send", "a.jpg"],
        &["send", "--server", "https://pic.example"],
        &["send", "a.jpg", "--server", LINK],
        &["send", "a.jpg", "--server", "http://pic.example"],
        &[
            "send",
            "a.jpg",
            "--server",
            "https://pic.example",
            "--expires-in",
            "soon",
        ],
        &[
            "send",
            "a.jpg",
            "--server",
            "https://pic.example",
            "--expires-in",
            "0d",
        ],
        &[
            "send",
            "a.jpg",
            "--server",
            "https://pic.example",
            "--views",
            "0",
        ],
        &["send", "-", "-", "--server", "https://pic.example"],
        &[
            "send",
            "-",
            "--server",
            "https://pic.example",
            "--password-stdin",
        ],
        &["delete", LINK],
    ] {
        let run = pellicle(Path::new(HERE), arguments);
        run.is_wrong_usage();
        assert!(!run.stderr.contains("SecretFragment"), "{run:?}");
        let usage = run.stderr.split_once("Usage: ");
        assert!(
            usage.is_none_or(|(_, usage)| usage.starts_with("pellicle ")),
            "{run:?}"
        );
    }
}

#[test]
fn the_program_calls_itself_by_its_name() {
    let run = pellicle(Path::new(HERE), &["--version"]);
    let version = concat!("pellicle ", env!("CARGO_PKG_VERSION"));
    assert_eq!(run.printed(), version);
}

#[test]
fn without_a_command_the_help_is_shown_as_wrong_usage() {
    let run = pellicle(Path::new(HERE), &[]);
    assert_eq!((run.code, run.stdout.as_slice()), (Some(2), &b""[..]));
    assert!(run.stderr.contains("Usage: pellicle <COMMAND>"), "{run:?}");
}

#[test]
fn a_damaged_link_is_told_before_any_request() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["open"][..], &["delete", "--token-stdin"]] {
        for link in [
            LINK,
            "SecretFragment",
            "https://pic.example/i/4vJ9JU1bJJE96FWS",
            "",
        ] {
            let run = pellicle_reading(folder.path(), &[command, &[link]].concat(), b"token\n");
            run.failed_with("link-damaged");
            assert!(!run.stderr.contains("SecretFragment"), "{run:?}");
        }
    }
}
