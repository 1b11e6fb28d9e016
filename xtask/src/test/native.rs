//! The Rust tests that need no browser.

use super::Tally;
use crate::{paths, programs, serve, setup, shell};
use anyhow::Result;

/// Tests the component, the command line, the server and this tool.
pub fn run() -> Result<Tally> {
    setup::system(&setup::METADATA_JUDGE)?;
    // The server's tests answer with the real pages.
    serve::ready()?;
    let server = programs::server()?;
    let mut command = shell::cargo();
    command
        .args(["test", "--workspace", "--no-fail-fast"])
        // The command line's tests talk to the real server, which is another package's program.
        .env("PELLICLE_SERVER", server);
    if paths::root("tests/pyca/requirements.txt").exists() {
        command.env("PELLICLE_PYTHON", setup::python()?);
    }
    Ok(Tally::of(&shell::watch(&mut command)?))
}
