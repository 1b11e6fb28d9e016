//! Firefox's driver, which Debian does not pack; its makers publish it as a crate.

use crate::stamp::{Inputs, when_changed};
use crate::{paths, shell};
use anyhow::Result;
use std::path::PathBuf;

const GECKODRIVER: &str = "geckodriver@0.37.1";

/// Installs the driver where it is missing or another release, and says where it is.
pub fn geckodriver() -> Result<PathBuf> {
    let folder = paths::own("tools");
    let program = folder.join("bin/geckodriver");
    when_changed(
        &format!("cargo install {GECKODRIVER}"),
        Inputs::default().word(GECKODRIVER),
        std::slice::from_ref(&program),
        || {
            // Unoptimised: it builds in a minute and only passes messages on.
            shell::run(
                shell::cargo()
                    .args(["install", "--debug", "--locked", "--quiet", GECKODRIVER])
                    .arg("--root")
                    .arg(&folder),
            )
        },
    )?;
    Ok(program)
}
