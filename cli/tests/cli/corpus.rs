//! Does every real picture end clean or in a clear refusal?

use crate::program::pellicle;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::tempdir;

/// The limit for any picture of the corpus.
const LIMIT: Duration = Duration::from_secs(10);

#[test]
fn every_picture_ends_clean_or_in_a_clear_refusal() {
    let Some(corpus) = corpus() else {
        eprintln!("skipped: there is no corpus; set PELLICLE_CORPUS");
        return;
    };
    let folder = tempdir().unwrap();
    let output = folder.path().join("out");
    let (mut clean, mut refused) = (0, 0);
    for picture in files(&corpus.join("pictures")) {
        let input = picture.to_str().unwrap();
        let start = Instant::now();
        let run = pellicle(folder.path(), &["prepare", input, "-o", "out"]);
        assert!(
            start.elapsed() < LIMIT,
            "{input} took {:?}",
            start.elapsed()
        );
        if run.code == Some(0) {
            clean += 1;
            fs::remove_file(&output).unwrap();
            continue;
        }
        let last = run.stderr.lines().last().unwrap_or_default();
        let code = last
            .strip_prefix("error[")
            .and_then(|rest| rest.split(']').next());
        let code = code.unwrap_or_else(|| panic!("{input}: {run:?}"));
        assert!(
            ["unsupported", "malformed", "too-large"].contains(&code),
            "{input}: {run:?}"
        );
        run.failed_with(code);
        assert!(!output.exists(), "{input}");
        refused += 1;
    }
    eprintln!("{clean} clean, {refused} refused");
    assert!(clean > 0 && refused > 0);
}

/// The folder named by PELLICLE_CORPUS, else the one beside the checkout.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let folder = std::env::var_os("PELLICLE_CORPUS").map_or(beside, PathBuf::from);
    folder.join("pictures").is_dir().then_some(folder)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            files.extend(self::files(&entry.path()));
        } else if entry
            .path()
            .extension()
            .is_none_or(|extension| extension != "tsv")
        {
            files.push(entry.path());
        }
    }
    files
}
