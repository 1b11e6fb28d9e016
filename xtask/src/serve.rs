//! `cargo xtask serve`: from a fresh clone to the page in a browser.

use crate::wasm::Quality;
use crate::{pages, programs, setup, shell, wasm};
use anyhow::Result;

/// Builds what changed, then runs the server until it is stopped.
pub fn run(arguments: &[String]) -> Result<()> {
    ready()?;
    let server = programs::server()?;
    let mut command = shell::program(server);
    command.arg("serve");
    if !arguments.iter().any(|word| word.starts_with("--listen")) {
        command.args(["--listen", "127.0.0.1:8080"]);
    }
    shell::run(command.args(arguments))
}

/// Builds what a browser loads, quickly to rebuild.
pub fn ready() -> Result<()> {
    setup::wasm_target()?;
    setup::npm("www")?;
    wasm::make(Quality::Quick)?;
    pages::package()?;
    pages::site()
}
