//! From Rust to `www/src/wasm` and `www/src/wasm-heic`: compiled, bound, and made small.

use crate::stamp::{Inputs, when_changed};
use crate::{paths, same_paths, shell};
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
    /// The profile of `Cargo.toml` that it is compiled under.
    pub fn profile(self) -> &'static str {
        match self {
            Self::Quick => "wasm-quick",
            Self::Shipped => "wasm",
        }
    }
}

/// A module that browsers load.
#[derive(Clone, Copy)]
pub struct Module {
    package: &'static str,
    /// What its files are called.
    name: &'static str,
    /// The folder under `www/src` where its bindings and its wasm go.
    folder: &'static str,
}

/// The component.
pub const COMPONENT: Module = Module {
    package: "pellicle",
    name: "pellicle",
    folder: "wasm",
};

/// The decoder that is loaded only when somebody chooses a HEIC.
pub const HEIC: Module = Module {
    package: "pellicle-heic",
    name: "heic",
    folder: "wasm-heic",
};

impl Module {
    /// Where the bindings and the wasm go.
    fn folder(self) -> PathBuf {
        paths::root("www/src").join(self.folder)
    }

    /// Where the wasm goes.
    pub fn file(self) -> PathBuf {
        self.folder().join(format!("{}_bg.wasm", self.name))
    }

    /// Makes the wasm and its bindings where anything changed. Needs the npm packages for [`Quality::Shipped`].
    pub fn make(self, quality: Quality) -> Result<()> {
        let compiled = self.compile(quality)?;
        let inputs = Inputs::default()
            .word(quality.profile())
            .path(&compiled)?
            .path(&paths::root("Cargo.lock"))?;
        let outputs = [self.file(), self.folder().join(format!("{}.js", self.name))];
        when_changed(
            &format!("bindings of {}", self.name),
            inputs,
            &outputs,
            || {
                self.bind(&compiled)?;
                match quality {
                    Quality::Quick => Ok(()),
                    Quality::Shipped => optimise(&self.file()),
                }
            },
        )
    }

    /// The wasm's size as a browser loads it, compressed by brotli, in bytes.
    pub fn brotli_bytes(self) -> Result<u64> {
        const SCRIPT: &str = "const z=require('zlib');process.stdout.write(String(z.brotliCompressSync(\
            require('fs').readFileSync(process.argv[1]),{params:{[z.constants.BROTLI_PARAM_QUALITY]:11}}).length))";
        let mut node = shell::program("node");
        let printed = shell::read(node.arg("-e").arg(SCRIPT).arg(self.file()))?;
        printed.trim().parse().context("node printed no number")
    }

    fn compile(self, quality: Quality) -> Result<PathBuf> {
        let profile = quality.profile();
        shell::step(&format!("wasm of {} ({profile})", self.package), || {
            // A cdylib only here: cargo gives no link-time optimisation to a crate that declares it beside the rlib.
            shell::run(shell::cargo().args(["--config", &without_paths()?]).args([
                "rustc",
                "--package",
                self.package,
                "--lib",
                "--crate-type=cdylib",
                "--target=wasm32-unknown-unknown",
                "--profile",
                profile,
            ]))
        })?;
        Ok(paths::target(&format!(
            "wasm32-unknown-unknown/{profile}/{}.wasm",
            self.package.replace('-', "_")
        )))
    }

    fn bind(self, compiled: &Path) -> Result<()> {
        let folder = self.folder();
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        Bindgen::new()
            .input_path(compiled)
            .out_name(self.name)
            .web(true)?
            .typescript(true)
            // The package says itself where its wasm stands, once and literally, so that bundlers see it.
            .omit_default_module_path(true)
            .remove_producers_section(true)
            .remove_name_section(true)
            .generate(&folder)
    }
}

/// Cargo adds this to what `.cargo/config.toml` says.
fn without_paths() -> Result<String> {
    let flags = same_paths::rustc_flags()?;
    Ok(format!("target.wasm32-unknown-unknown.rustflags={flags:?}"))
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
