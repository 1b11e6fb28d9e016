//! From Rust to `www/src/wasm`: compiled, bound, and made small.

use crate::stamp::{Inputs, when_changed};
use crate::{paths, shell};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// Which wasm is made.
#[derive(Clone, Copy)]
pub enum Quality {
    /// Quick to rebuild.
    Quick,
    /// What ships: one codegen unit, fat link-time optimisation, then wasm-opt.
    Shipped,
}

impl Quality {
    fn profile(self) -> &'static str {
        match self {
            Self::Quick => "wasm-quick",
            Self::Shipped => "wasm",
        }
    }
}

/// Where the bindings and the wasm go.
pub fn folder() -> PathBuf {
    paths::root("www/src/wasm")
}

/// Where the wasm goes.
pub fn file() -> PathBuf {
    folder().join("pellicle_bg.wasm")
}

/// Makes the wasm and its bindings where anything changed. Needs the npm packages for [`Quality::Shipped`].
pub fn make(quality: Quality) -> Result<()> {
    let compiled = compile(quality)?;
    let inputs = Inputs::default()
        .word(quality.profile())
        .path(&compiled)?
        .path(&paths::root("Cargo.lock"))?;
    let outputs = [file(), folder().join("pellicle.js")];
    when_changed("bindings", inputs, &outputs, || {
        bind(&compiled)?;
        match quality {
            Quality::Quick => Ok(()),
            Quality::Shipped => optimise(&file()),
        }
    })
}

/// The wasm's size as a browser loads it, compressed by brotli, in bytes.
pub fn brotli_bytes() -> Result<u64> {
    const SCRIPT: &str = "const z=require('zlib');process.stdout.write(String(z.brotliCompressSync(\
        require('fs').readFileSync(process.argv[1]),{params:{[z.constants.BROTLI_PARAM_QUALITY]:11}}).length))";
    let printed = shell::read(shell::program("node").arg("-e").arg(SCRIPT).arg(file()))?;
    printed.trim().parse().context("node printed no number")
}

fn compile(quality: Quality) -> Result<PathBuf> {
    let profile = quality.profile();
    shell::step(&format!("wasm ({profile})"), || {
        // A cdylib only here: cargo gives no link-time optimisation to a crate that declares it beside the rlib.
        shell::run(shell::cargo().args([
            "rustc",
            "--package=pellicle",
            "--lib",
            "--crate-type=cdylib",
            "--target=wasm32-unknown-unknown",
            "--profile",
            profile,
        ]))
    })?;
    Ok(paths::target(&format!(
        "wasm32-unknown-unknown/{profile}/pellicle.wasm"
    )))
}

fn bind(compiled: &Path) -> Result<()> {
    if folder().exists() {
        fs::remove_dir_all(folder())?;
    }
    Bindgen::new()
        .input_path(compiled)
        .out_name("pellicle")
        .web(true)?
        .typescript(true)
        // The package says itself where its wasm stands, once and literally, so that bundlers see it.
        .omit_default_module_path(true)
        .remove_producers_section(true)
        .remove_name_section(true)
        .generate(folder())
}

fn optimise(wasm: &Path) -> Result<()> {
    let smaller = wasm.with_extension("opt");
    // Speed first: `-Oz` would save a few per cent and cost a tenth of the decoder's speed.
    shell::run(
        shell::program("node")
            .arg(paths::root("www/node_modules/binaryen/bin/wasm-opt"))
            .args(["-O3", "--enable-simd", "--enable-bulk-memory"])
            .args(["--enable-nontrapping-float-to-int", "--enable-sign-ext"])
            .args([
                "--enable-mutable-globals",
                "--enable-reference-types",
                "--enable-multivalue",
            ])
            .arg(wasm)
            .arg("-o")
            .arg(&smaller),
    )?;
    fs::rename(&smaller, wasm).context("could not replace the wasm")
}
