//! What libavif decodes of an AVIF before and after original mode.

use super::files::files;
use super::folder::Folder;
use libtest_mimic::Failed;
use pellicle::picture::{Options, prepare};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every AVIF of the corpus and of the tests' own keeps every sample.
pub fn judge() -> Result<(), Failed> {
    let folder = Folder::new("avifdec")?;
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let own = ["still.avif", "grid.avif"].map(|name| own.join(name));
    let is_avif = |path: &PathBuf| {
        path.extension()
            .is_some_and(|extension| extension == "avif")
    };
    let options = Options::original();
    let mut taken = 0;
    for path in files().into_iter().filter(is_avif).chain(own) {
        let bytes = std::fs::read(&path)?;
        // An animation is refused.
        let Ok(prepared) = prepare(&bytes, &options) else {
            continue;
        };
        let written = folder.path().join("written.avif");
        std::fs::write(&written, prepared.picture.bytes())?;
        for extension in ["y4m", "png"] {
            let samples = |of: &Path| decoded(of, &folder.path().join("samples"), extension);
            if samples(&path)? != samples(&written)? {
                return Err(format!("{} as {extension}", path.display()).into());
            }
        }
        taken += 1;
    }
    (taken >= 3)
        .then_some(())
        .ok_or_else(|| format!("only {taken} were taken").into())
}

/// The samples as they are coded (Y4M), or as they are shown, without a profile's bytes (PNG).
fn decoded(file: &Path, to: &Path, extension: &str) -> Result<Vec<u8>, Failed> {
    let to = to.with_extension(extension);
    let output = Command::new("avifdec")
        .arg("--ignore-icc")
        .args([file, &to])
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    if extension == "png" {
        return Ok(image::open(&to)?.into_bytes());
    }
    Ok(std::fs::read(&to)?)
}
