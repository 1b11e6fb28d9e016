//! What a fresh machine lacks: a compilation target, npm packages, browsers and their drivers, Python packages.

mod geckodriver;
mod node;
mod python;
mod rust;
mod system;

pub use geckodriver::geckodriver;
pub use node::npm;
pub use rust::{critics, wasm_target};
pub use system::{BROWSER, ENCODERS, ENGINES, JUDGES, system};

use anyhow::Result;

/// Everything that tests need and cargo and npm do not bring. Tests that miss something are reported as ignored.
pub fn for_tests() -> Result<()> {
    critics()?;
    wasm_target()?;
    system(&BROWSER)?;
    system(&ENGINES)?;
    system(&JUDGES)?;
    system(&ENCODERS)?;
    python::python()
}
