//! The programs: the server, the command line, and what only tests start.

use crate::{paths, same_paths, shell};
use anyhow::Result;
use std::path::PathBuf;

/// Builds the server, quickly to rebuild, and says where it is.
pub fn server() -> Result<PathBuf> {
    compile("pellicle-server", &["--package=pellicle-server"])?;
    Ok(paths::target("debug/pellicle-server"))
}

/// What tests start: the two programs, the runner of the tests in a browser, and the judge of the benchmark.
pub struct Tested {
    pub server: PathBuf,
    pub cli: PathBuf,
    pub wasm_runner: PathBuf,
    pub judge: PathBuf,
}

/// Builds every program together with every test.
///
/// One by one each would take its dependencies with features of its own, and the component would be compiled three times.
pub fn tested() -> Result<Tested> {
    compile("programs and tests", &["--workspace", "--tests"])?;
    Ok(Tested {
        server: paths::target("debug/pellicle-server"),
        cli: paths::target("debug/pellicle"),
        wasm_runner: paths::target("debug/xtask-wasm-test"),
        judge: paths::target("debug/xtask-judge"),
    })
}

/// Builds both as they ship.
pub fn shipped() -> Result<[PathBuf; 2]> {
    release(
        "pellicle-server and pellicle",
        &["--package=pellicle-server", "--package=pellicle-cli"],
    )?;
    Ok([
        paths::target("release/pellicle-server"),
        paths::target("release/pellicle"),
    ])
}

/// What a benchmark starts: the server as it ships, and the judge of pictures.
pub struct Measured {
    pub server: PathBuf,
    pub judge: PathBuf,
}

/// Builds both with every optimisation.
pub fn measured() -> Result<Measured> {
    // One by one: together, the judge's dependencies would give the server's features that it does not ship with.
    for package in ["pellicle-server", "xtask-judge"] {
        release(package, &[&format!("--package={package}")])?;
    }
    Ok(Measured {
        server: paths::target("release/pellicle-server"),
        judge: paths::target("release/xtask-judge"),
    })
}

/// Everything that is built for release has the same flags, so that cargo builds a dependency once.
fn release(name: &str, packages: &[&str]) -> Result<()> {
    let flags = format!("build.rustflags={:?}", same_paths::rustc_flags()?);
    let mut arguments = vec!["--release", "--config", &flags];
    arguments.extend(packages);
    compile(name, &arguments)
}

fn compile(name: &str, arguments: &[&str]) -> Result<()> {
    shell::step(name, || {
        shell::run(shell::cargo().arg("build").arg("--bins").args(arguments))
    })
}
