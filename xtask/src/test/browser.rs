//! What runs in real browsers: most of it in headless Chromium.

use super::Tally;
use crate::wasm::Quality;
use crate::{pages, paths, programs, setup, shell};
use anyhow::Result;

/// The component's own tests, compiled to wasm, in a worker.
pub fn wasm(quality: Quality) -> Result<Tally> {
    pages::make(quality)?;
    let programs = programs::tested()?;
    let run = |options: &[&str], filter: &[&str]| {
        shell::watch(
            shell::cargo()
                .args(options)
                .args(["test", "--package=pellicle", "--test=web"])
                .arg("--target=wasm32-unknown-unknown")
                .arg("--")
                .args(filter)
                .env(
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                    &programs.wasm_runner,
                )
                .env("CHROMEDRIVER", "/usr/bin/chromedriver")
                // For all of a file's tests together, on two shared cores.
                .env("WASM_BINDGEN_TEST_TIMEOUT", "600"),
        )
    };
    let mut tally = Tally::of(&run(&[], &[])?);
    // Without vectors nothing ships, but every pixel has to be the same as with them. Cargo puts this behind the flags
    // of `.cargo/config.toml`, and the compiler listens to the last.
    let scalar = r#"target.wasm32-unknown-unknown.rustflags=["-C","target-feature=-simd128"]"#;
    tally += Tally::of(&run(
        &["--config", scalar],
        &["prepare_gives_the_bytes_that_it_gives_natively"],
    )?);
    Ok(tally)
}

/// The package as it is published, built into pages in every way.
pub fn packaging(quality: Quality) -> Result<Tally> {
    pages::make(quality)?;
    setup::npm("tests/e2e")?;
    setup::npm("www/test/packaging")?;
    let programs = programs::tested()?;
    let watched = shell::watch(
        shell::npm(&paths::root("www/test/packaging"))
            .args(["test", "--silent"])
            .env("PELLICLE_SERVER", programs.server),
    )?;
    Ok(Tally::of(&watched))
}

/// Real browser, real server, real command line.
pub fn end_to_end(quality: Quality) -> Result<Tally> {
    pages::make(quality)?;
    setup::npm("tests/e2e")?;
    let programs = programs::tested()?;
    let watched = shell::watch(
        shell::npm(&paths::root("tests/e2e"))
            .args(["test", "--silent"])
            .env("PELLICLE_SERVER", programs.server)
            .env("PELLICLE_CLI", programs.cli)
            .env("PELLICLE_JUDGE", programs.judge),
    )?;
    Ok(Tally::of(&watched))
}

/// The main job in every engine.
pub fn engines(quality: Quality) -> Result<Tally> {
    pages::make(quality)?;
    setup::npm("tests/e2e")?;
    let geckodriver = setup::geckodriver()?;
    let programs = programs::tested()?;
    let watched = shell::watch(
        shell::npm(&paths::root("tests/e2e"))
            .args(["run", "--silent", "test:engines"])
            .env("PELLICLE_SERVER", programs.server)
            .env("PELLICLE_CLI", programs.cli)
            .env("PELLICLE_GECKODRIVER", geckodriver),
    )?;
    Ok(Tally::of(&watched))
}
