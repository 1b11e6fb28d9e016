//! `cargo xtask docs`: the reference of the npm package, in `docs/api`, from the comments in its sources.

use crate::{paths, setup, shell};
use anyhow::Result;
use std::process::Command;

/// Writes it anew.
pub fn run(_arguments: &[String]) -> Result<()> {
    shell::run(&mut script("docs")?)
}

/// What says whether it is what the sources say.
pub fn compared() -> Result<Command> {
    script("docs:check")
}

/// A script of `www/package.json`, with the packages that it needs. Neither needs anything compiled.
fn script(name: &str) -> Result<Command> {
    setup::npm("www")?;
    setup::npm("www/reference")?;
    let mut npm = shell::npm(&paths::root("www"));
    npm.args(["run", "--silent", name]);
    Ok(npm)
}
