//! The references that are made from the sources.

use super::{Tally, yes_or_no};
use crate::wasm::Quality;
use crate::{docs, shell};
use anyhow::Result;

/// The package's is up to date and lacks no comment, and the crates' links all lead somewhere.
pub fn run(_quality: Quality) -> Result<Tally> {
    let mut tally = yes_or_no("docs/api is up to date", &mut docs::compared()?);
    for package in ["pellicle", "pellicle-pixels"] {
        tally += yes_or_no(
            &format!("cargo doc of {package}"),
            shell::cargo()
                .args(["doc", "--quiet", "--no-deps", "--package", package])
                .env("RUSTDOCFLAGS", "-Dwarnings"),
        );
    }
    Ok(tally)
}
