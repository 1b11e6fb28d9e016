//! `cargo xtask bench`: the component in its worker against the browser's own pipeline.

use crate::wasm::Quality;
use crate::{pages, paths, setup, shell};
use anyhow::Result;

/// Measures on the photos of a folder, else of the corpus, else on one made for it; prints a table and keeps it as JSON.
pub fn run(arguments: &[String]) -> Result<()> {
    setup::system(&setup::BROWSER)?;
    pages::make(Quality::Shipped)?;
    setup::npm("tests/e2e")?;
    let out = paths::target("bench/browser.json");
    shell::run(
        shell::program("node")
            .arg(paths::root("tests/e2e/bench/run.js"))
            .arg(&out)
            .args(arguments),
    )?;
    println!("kept in {}", out.display());
    Ok(())
}
