//! `cargo xtask package`: what a release consists of, in `target/package`.

mod notices;

use crate::wasm::Quality;
use crate::{pages, paths, programs, shell};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Builds everything as it ships, and leaves the npm tarball, the viewer in one file, both programs, the notices of
/// what others wrote in them, and the hash of each.
pub fn run(_arguments: &[String]) -> Result<()> {
    pages::make(Quality::Shipped)?;
    let folder = paths::target("package");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    // It goes into the tarball too, because what it speaks of does.
    let notices = notices::of_the_modules()?;
    fs::write(paths::root("www/THIRD-PARTY-NOTICES.txt"), &notices)?;
    fs::write(folder.join("THIRD-PARTY-NOTICES.txt"), &notices)?;
    shell::run(
        shell::npm(&paths::root("www"))
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&folder),
    )?;
    copy(&paths::root("www/dist-viewer/viewer.html"), &folder)?;
    for program in programs::shipped()? {
        copy(&program, &folder)?;
    }
    let sums = sums(&folder)?;
    fs::write(folder.join("SHA256SUMS"), &sums)?;
    println!("\n{sums}\nin {}", folder.display());
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
        let digest = Sha256::digest(fs::read(&file)?);
        let name = file.file_name().context("a file has a name")?;
        for byte in digest {
            write!(sums, "{byte:02x}")?;
        }
        writeln!(sums, "  {}", name.to_string_lossy())?;
    }
    Ok(sums)
}
