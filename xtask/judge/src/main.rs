//! Scores pictures against their source by SSIMULACRA2, for `cargo xtask bench`.
//!
//! `xtask-judge SOURCE PICTURE…` prints one line for each picture: its score, or why it has none. Bytes without quality
//! mean nothing, so no pipeline judges itself: source and pictures are decoded here, by a decoder that none of them has,
//! and the source is resized here, to exactly the picture's size.
//!
//! Profiles and orientation are not looked at: the bench gives sources that have none.

mod pixels;
mod reference;

use anyhow::{Context as _, Result, bail};
use pixels::Pixels;
use reference::References;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(source) = arguments.next() else {
        eprintln!("usage: xtask-judge SOURCE PICTURE…");
        return ExitCode::from(2);
    };
    let mut references = match Pixels::read(Path::new(&source)) {
        Ok(source) => References::of(source),
        Err(error) => {
            eprintln!("error: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    for picture in arguments {
        match score(&mut references, Path::new(&picture)) {
            Ok(score) => println!("{score:.4}"),
            // One line each: that a picture cannot be judged must not stop the others.
            Err(error) => println!("{}", format!("{error:#}").replace('\n', " ")),
        }
    }
    ExitCode::SUCCESS
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
