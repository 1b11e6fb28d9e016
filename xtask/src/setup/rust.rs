//! What rustup brings besides the compiler.

use crate::shell;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

const TARGET: &str = "wasm32-unknown-unknown";

/// Installs the wasm target where it is missing: rustup does not do so on its own everywhere.
pub fn wasm_target() -> Result<()> {
    if installed()? {
        return Ok(());
    }
    shell::step("rustup target add wasm32-unknown-unknown", || {
        shell::run(shell::program("rustup").args(["target", "add", TARGET]))
            .context("without rustup, install the target by the means that Rust came by")?;
        if !installed()? {
            bail!("rustup installed it for a toolchain other than the one in use");
        }
        Ok(())
    })
}

/// Installs rustfmt and clippy where rustup was told to bring as little as possible.
pub fn critics() -> Result<()> {
    for (program, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !shell::succeeds(shell::cargo().args([program, "--version"])) {
            shell::step(&format!("rustup component add {component}"), || {
                shell::run(shell::program("rustup").args(["component", "add", component]))
            })?;
        }
    }
    Ok(())
}

fn installed() -> Result<bool> {
    let folder =
        shell::read(shell::program("rustc").args(["--print=target-libdir", "--target", TARGET]))?;
    Ok(PathBuf::from(folder.trim()).is_dir())
}
