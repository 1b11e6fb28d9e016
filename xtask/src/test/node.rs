//! What npm checks and tests in `www`.

use super::{Tally, yes_or_no};
use crate::wasm::Quality;
use crate::{pages, paths, shell};
use anyhow::Result;

/// The types hold.
pub fn types(quality: Quality) -> Result<Tally> {
    pages::make(quality)?;
    let www = paths::root("www");
    Ok(yes_or_no(
        "npm run check",
        shell::npm(&www).args(["run", "--silent", "check"]),
    ))
}

/// The package's unit tests.
pub fn unit(quality: Quality) -> Result<Tally> {
    pages::make(quality)?;
    let www = paths::root("www");
    let watched = shell::watch(
        shell::npm(&www)
            .args(["test", "--silent"])
            // One line a test, also where nobody watches.
            .env("NODE_OPTIONS", "--test-reporter=spec"),
    )?;
    Ok(Tally::of(&watched))
}
