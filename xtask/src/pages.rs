//! From TypeScript to `www/dist` (the package), `www/site` (the pages) and `www/dist-viewer` (the viewer in one file).

use crate::stamp::{Inputs, when_changed};
use crate::wasm::{self, Quality};
use crate::{paths, setup, shell};
use anyhow::Result;

/// Makes everything that a browser loads, with all set-up that it needs.
pub fn make(quality: Quality) -> Result<()> {
    setup::wasm_target()?;
    setup::npm("www")?;
    wasm::COMPONENT.make(quality)?;
    wasm::HEIC.make(quality)?;
    package()?;
    site()?;
    viewer()
}

/// Builds what is published of it anew, whether anything changed or not.
pub fn make_again() -> Result<()> {
    script("build:package")?;
    script("build:viewer")
}

/// Builds the package where it or the wasm changed.
fn package() -> Result<()> {
    let inputs = settings()?
        .path(&paths::root("www/src"))?
        .path(&paths::root("www/build"))?;
    when_changed("package", inputs, &[paths::root("www/dist")], || {
        script("build:package")
    })
}

/// Builds the pages where they or the package changed.
fn site() -> Result<()> {
    let inputs = settings()?
        .path(&paths::root("www/pages"))?
        .path(&paths::root("www/dist"))?;
    when_changed("site", inputs, &[paths::root("www/site")], || {
        script("build:site")
    })
}

/// Builds the viewer in one file where it or the package changed.
fn viewer() -> Result<()> {
    let inputs = settings()?
        .path(&paths::root("www/build"))?
        .path(&paths::root("www/pages"))?
        .path(&paths::root("www/dist"))?;
    when_changed("viewer", inputs, &[paths::root("www/dist-viewer")], || {
        script("build:viewer")
    })
}

/// Runs one of the scripts of `www/package.json`.
fn script(name: &str) -> Result<()> {
    shell::run(shell::npm(&paths::root("www")).args(["run", "--silent", name]))
}

/// The files at the top of `www`, which say how the rest is built.
fn settings() -> Result<Inputs> {
    let mut inputs = Inputs::default();
    let mut names: Vec<_> = std::fs::read_dir(paths::root("www"))?
        .filter_map(|entry| entry.ok())
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    names.sort();
    for path in names {
        inputs = inputs.path(&path)?;
    }
    Ok(inputs)
}
