//! The Rust tests that need no browser.

use super::Tally;
use crate::wasm::Quality;
use crate::{pages, programs, shell};
use anyhow::Result;

/// Tests the component, the command line, the server and this tool.
pub fn run(quality: Quality) -> Result<Tally> {
    // The server's tests answer with the real pages.
    pages::make(quality)?;
    programs::tested()?;
    let watched = shell::watch(shell::cargo().args(["test", "--workspace", "--no-fail-fast"]))?;
    Ok(Tally::of(&watched))
}
