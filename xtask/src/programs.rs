//! The two programs: the server and the command line.

use crate::{paths, shell};
use anyhow::Result;
use std::path::PathBuf;

/// Builds the server, quickly to rebuild, and says where it is.
pub fn server() -> Result<PathBuf> {
    compile("pellicle-server", &["--package=pellicle-server"])?;
    Ok(paths::target("debug/pellicle-server"))
}

/// Builds the command line, quickly to rebuild, and says where it is.
pub fn cli() -> Result<PathBuf> {
    compile("pellicle", &["--package=pellicle-cli"])?;
    Ok(paths::target("debug/pellicle"))
}

/// Builds both as they ship.
pub fn shipped() -> Result<[PathBuf; 2]> {
    compile(
        "pellicle-server and pellicle",
        &[
            "--release",
            "--package=pellicle-server",
            "--package=pellicle-cli",
        ],
    )?;
    Ok([
        paths::target("release/pellicle-server"),
        paths::target("release/pellicle"),
    ])
}

fn compile(name: &str, arguments: &[&str]) -> Result<()> {
    shell::step(name, || {
        shell::run(shell::cargo().arg("build").arg("--bins").args(arguments))
    })
}
