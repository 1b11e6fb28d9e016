//! Tools that say yes or no; each run of one counts as a test.

use super::{Tally, yes_or_no};
use crate::stamp::{Inputs, when_changed};
use crate::wasm::Quality;
use crate::{build, pages, paths, setup, shell};
use anyhow::Result;

/// The release whose verdicts `deny.toml` was written for.
const CARGO_DENY: &str = "cargo-deny@0.20.2";

/// Every Rust file is formatted.
pub fn fmt(_quality: Quality) -> Result<Tally> {
    setup::critics()?;
    Ok(yes_or_no(
        "rustfmt",
        shell::cargo().args(["fmt", "--all", "--check"]),
    ))
}

/// Clippy has nothing to say, of the native code nor of what only a browser compiles.
pub fn clippy(_quality: Quality) -> Result<Tally> {
    let mut tally = yes_or_no(
        "clippy",
        shell::cargo()
            .args(["clippy", "--workspace", "--all-targets", "--"])
            .arg("--deny=warnings"),
    );
    tally += yes_or_no(
        "clippy for browsers",
        shell::cargo()
            .args(["clippy", "--package=pellicle", "--lib", "--test=web"])
            .args(["--target=wasm32-unknown-unknown", "--", "--deny=warnings"]),
    );
    tally += yes_or_no(
        "clippy for browsers, of the module for HEIC",
        shell::cargo()
            .args(["clippy", "--package=pellicle-heic", "--lib"])
            .args(["--target=wasm32-unknown-unknown", "--", "--deny=warnings"]),
    );
    Ok(tally)
}

/// Every crate comes under a licence that `deny.toml` lists, and from a registry that it lists.
pub fn deny(_quality: Quality) -> Result<Tally> {
    let folder = paths::own("tools");
    let program = folder.join("bin/cargo-deny");
    when_changed(
        &format!("cargo install {CARGO_DENY}"),
        Inputs::default().word(CARGO_DENY),
        std::slice::from_ref(&program),
        || {
            // Unoptimised: it builds in a minute and judges in seconds.
            shell::run(
                shell::cargo()
                    .args(["install", "--debug", "--locked", "--quiet", CARGO_DENY])
                    .arg("--root")
                    .arg(&folder),
            )
        },
    )?;
    let mut tally = Tally::default();
    for kind in ["licenses", "bans", "sources"] {
        tally += yes_or_no(
            &format!("cargo deny check {kind}"),
            shell::program(&program).args(["--workspace", "--all-features", "check", kind]),
        );
    }
    Ok(tally)
}

/// The wasm that ships is as small as it promises.
pub fn size(_quality: Quality) -> Result<Tally> {
    pages::make(Quality::Shipped)?;
    let bytes = build::checked_brotli_bytes()?;
    println!("the wasm has {bytes} bytes after brotli");
    Ok(Tally::passed(1))
}
