//! `cargo xtask package`: what a release consists of, in `target/package`.

mod notices;
mod provenance;

use crate::wasm::Quality;
use crate::{pages, paths, programs, shell};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What says where everything comes from.
pub const PROVENANCE: &str = "PROVENANCE.md";
/// The hash of each file.
pub const SUMS: &str = "SHA256SUMS";
/// What others wrote.
pub const NOTICES: &str = "THIRD-PARTY-NOTICES.txt";

/// Builds everything as it ships, and leaves it there.
pub fn run(_arguments: &[String]) -> Result<()> {
    pages::make(Quality::Shipped)?;
    let folder = paths::target("package");
    let programs = programs::shipped()?;
    leave_in(&folder, Quality::Shipped, Some(&programs))?;
    println!(
        "\n{}\nin {}",
        fs::read_to_string(folder.join(SUMS))?,
        folder.display()
    );
    Ok(())
}

/// Leaves in a folder the npm tarball, the viewer in one file, the programs, the notices of what others wrote in them, where
/// everything comes from, and the hash of each. What browsers load has been built.
pub fn leave_in(folder: &Path, quality: Quality, programs: Option<&[PathBuf; 2]>) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    // It goes into the tarball too, because what it speaks of does.
    let notices = notices::of_the_modules()?;
    fs::write(paths::root("www").join(NOTICES), &notices)?;
    fs::write(folder.join(NOTICES), &notices)?;
    shell::run(
        shell::npm(&paths::root("www"))
            .args(["pack", "--silent", "--pack-destination"])
            .arg(folder),
    )?;
    copy(&paths::root("www/dist-viewer/viewer.html"), folder)?;
    for program in programs.into_iter().flatten() {
        copy(program, folder)?;
    }
    fs::write(folder.join(PROVENANCE), provenance::notes(quality)?)?;
    fs::write(folder.join(SUMS), sums(folder)?)?;
    Ok(())
}

fn copy(file: &Path, folder: &Path) -> Result<()> {
    let name = file.file_name().context("a file has a name")?;
    fs::copy(file, folder.join(name)).with_context(|| format!("{}", file.display()))?;
    Ok(())
}

/// The hash of each file, in the form that `sha256sum --check` reads.
fn sums(folder: &Path) -> Result<String> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut files = entries.collect::<Result<Vec<PathBuf>>>()?;
    files.sort();
    let mut sums = String::new();
    for file in files {
        let name = file.file_name().context("a file has a name")?;
        writeln!(sums, "{}  {}", sha256(&file)?, name.to_string_lossy())?;
    }
    Ok(sums)
}

/// A file's SHA-256 in hexadecimal digits.
fn sha256(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("{}", file.display()))?;
    let digest = Sha256::digest(bytes);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
