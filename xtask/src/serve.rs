//! `cargo xtask serve`: from a fresh clone to the page in a browser.

use crate::wasm::Quality;
use crate::{pages, programs, setup, shell, wasm};
use anyhow::Result;

/// Builds what changed, then becomes the server until it is stopped.
pub fn run(arguments: &[String]) -> Result<()> {
    ready()?;
    let server = programs::server()?;
    shell::become_program(shell::program(server).arg("serve").args(arguments))
}

/// Builds what a browser loads, quickly to rebuild.
pub fn ready() -> Result<()> {
    setup::wasm_target()?;
    setup::npm("www")?;
    wasm::make(Quality::Quick)?;
    pages::package()?;
    pages::site()
}
