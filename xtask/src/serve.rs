//! `cargo xtask serve`: from a fresh clone to the page in a browser.

use crate::wasm::Quality;
use crate::{pages, programs, shell};
use anyhow::Result;

/// Builds what changed, then becomes the server until it is stopped.
pub fn run(arguments: &[String]) -> Result<()> {
    pages::make(Quality::Quick)?;
    let server = programs::server()?;
    shell::become_program(shell::program(server).arg("serve").args(arguments))
}
