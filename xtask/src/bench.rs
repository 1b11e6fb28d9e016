//! `cargo xtask bench`: the component in its worker against what else a page could do.

use crate::wasm::Quality;
use crate::{asks_for_help, pages, paths, programs, setup, shell, wasm};
use anyhow::Result;

const USAGE: &str = "\
cargo xtask bench [FOLDER] [OPTION…]

Measures a photo's way from bytes to sealed bytes on the photos of a folder, else of the corpus, else on one made for it.
Prints tables and what is promised, and keeps the numbers as JSON and the times as a plot in target/bench.

  --quick         the default preset and the browser's own only, in 3 rounds; only lossless pictures are judged
  --rivals NAME,… of browser, jsquash and vips; all of them without it
  --rounds N      rounds that are timed for each photo, 5 without it
  --times-only    no picture is judged
  --docs          writes docs/benchmarks.md and its plot anew; for a whole run
";

/// Builds what ships and what judges it, and measures.
pub fn run(arguments: &[String]) -> Result<()> {
    if asks_for_help(arguments) {
        print!("{USAGE}");
        return Ok(());
    }
    setup::system(&setup::BROWSER)?;
    pages::make(Quality::Shipped)?;
    setup::npm("tests/e2e")?;
    let programs = programs::measured()?;
    let out = paths::target("bench");
    shell::run(
        shell::program("node")
            .arg(paths::root("tests/e2e/bench/run.js"))
            .arg(&out)
            .args(arguments)
            .env("PELLICLE_SERVER", programs.server)
            .env("PELLICLE_JUDGE", programs.judge)
            .env(
                "PELLICLE_WASM_BROTLI",
                wasm::COMPONENT.brotli_bytes()?.to_string(),
            ),
    )?;
    println!("kept in {}", out.display());
    Ok(())
}
