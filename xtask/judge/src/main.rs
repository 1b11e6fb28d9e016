//! Scores pictures against their source by SSIMULACRA2, for `cargo xtask bench`.
//!
//! `xtask-judge SOURCE` reads the path of a picture from each line of its standard input, and answers each with one line: its
//! score, or why it has none. Bytes without quality mean nothing, and no pipeline judges itself: source and pictures are
//! decoded here, by a decoder that none of them has, and the source is resized here, to exactly the picture's size.
//!
//! Profiles and orientation are not looked at: the bench gives sources that have none.

mod pixels;
mod reference;

use anyhow::{Context as _, Result, bail};
use pixels::Pixels;
use reference::References;
use std::io;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(source) = std::env::args_os().nth(1) else {
        eprintln!("usage: xtask-judge SOURCE < PATHS");
        return ExitCode::from(2);
    };
    match judge(Path::new(&source)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn judge(source: &Path) -> Result<()> {
    let mut references = References::of(Pixels::read(source)?);
    for path in io::stdin().lines() {
        match score(&mut references, Path::new(&path?)) {
            Ok(score) => println!("{score:.4}"),
            // That one picture cannot be judged must not stop the others, and one line is one answer.
            Err(error) => println!("{}", format!("{error:#}").replace('\n', " ")),
        }
    }
    Ok(())
}

/// How near a picture is to its source: 100 for the same, 90 where nobody sees a difference, below 50 for what many do.
fn score(references: &mut References, path: &Path) -> Result<f64> {
    let picture = Pixels::read(path)?;
    let score = references.score(&picture).context("SSIMULACRA2")?;
    if !score.is_finite() {
        bail!("SSIMULACRA2 gave {score}");
    }
    Ok(score)
}
