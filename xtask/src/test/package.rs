//! What `cargo xtask package` leaves, with the programs that other tests have built: optimising them changes nothing of this.

use super::Tally;
use crate::package::{self, NOTICES, PROVENANCE, SUMS};
use crate::wasm::Quality;
use crate::{pages, paths, programs, same_paths, shell};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A rule about the folder.
type Rule = (&'static str, fn(&Path) -> Result<()>);

const RULES: [Rule; 6] = [
    ("sha256sum finds every file as SHA256SUMS says", sums_hold),
    (
        "the tarball holds what it exports, and only what is published",
        tarball_is_whole,
    ),
    (
        "nothing names the machine that built it",
        nothing_of_this_machine,
    ),
    (
        "the notes name the commit, its state and the lock files",
        notes_are_true,
    ),
    (
        "viewer.html is the file that the end-to-end tests open",
        viewer_is_the_tested_one,
    ),
    (
        "the programs start, and are of this version",
        programs_start,
    ),
];

/// Packages once and looks at it, and once more and compares.
pub fn run(quality: Quality) -> Result<Tally> {
    pages::make(quality)?;
    let tested = programs::tested()?;
    let folder = paths::own("package");
    package::leave_in(&folder, quality, Some(&[tested.server, tested.cli]))?;
    let mut tally = Tally::default();
    for (name, rule) in RULES {
        tally += told(name, rule(&folder));
    }
    tally += told(
        "made again, it has the same bytes",
        same_again(&folder, quality),
    );
    Ok(tally)
}

fn told(name: &str, held: Result<()>) -> Tally {
    match held {
        Ok(()) => {
            println!("ok      {name}");
            Tally::passed(1)
        }
        Err(error) => {
            println!("FAILED  {name}: {error:#}");
            Tally::failed(1)
        }
    }
}

fn sums_hold(folder: &Path) -> Result<()> {
    let said = shell::read(
        shell::program("sha256sum")
            .args(["--check", "--strict", SUMS])
            .current_dir(folder),
    )?;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        ensure!(
            name == SUMS || said.contains(&format!("{name}: OK")),
            "{SUMS} does not name {name}"
        );
    }
    Ok(())
}

fn tarball_is_whole(folder: &Path) -> Result<()> {
    let list = shell::read(shell::program("tar").arg("-tzf").arg(tarball(folder)?))?;
    let names: Vec<&str> = list.lines().collect();
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(paths::root("www/package.json"))?)?;
    let mut wanted: Vec<String> = [
        "package.json",
        "README.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        NOTICES,
    ]
    .map(str::to_owned)
    .to_vec();
    wanted.extend(paths_in(&manifest["exports"]));
    wanted.extend(paths_in(&manifest["customElements"]));
    for name in &wanted {
        let name = format!("package/{}", name.trim_start_matches("./"));
        ensure!(names.contains(&name.as_str()), "{name} is missing");
    }
    let outside: Vec<&&str> = names
        .iter()
        .filter(|name| {
            let published = [".js", ".d.ts", ".wasm", ".json"]
                .iter()
                .any(|ending| name.ends_with(ending));
            let is_built = name.starts_with("package/dist/") && published && !name.contains("test");
            !is_built
                && !wanted
                    .iter()
                    .any(|known| name.ends_with(&format!("package/{known}")))
        })
        .collect();
    ensure!(outside.is_empty(), "it should not hold {outside:?}");
    Ok(())
}

/// Every path of a part of package.json.
fn paths_in(value: &Value) -> Vec<String> {
    match value {
        Value::String(path) => vec![path.clone()],
        Value::Object(object) => object.values().flat_map(paths_in).collect(),
        _ => Vec::new(),
    }
}

fn nothing_of_this_machine(folder: &Path) -> Result<()> {
    let unpacked = paths::own("package-unpacked");
    if unpacked.exists() {
        fs::remove_dir_all(&unpacked)?;
    }
    fs::create_dir_all(&unpacked)?;
    shell::run(
        shell::program("tar")
            .arg("-xzf")
            .arg(tarball(folder)?)
            .arg("-C")
            .arg(&unpacked),
    )?;
    let mut private = vec![
        paths::root("").display().to_string(),
        same_paths::cargo_home()?.display().to_string(),
    ];
    // The folders of registries, which are named after hosts.
    if let Ok(registries) = fs::read_dir(same_paths::cargo_home()?.join("registry/src")) {
        private.extend(
            registries
                .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())),
        );
    }
    let mut files = crate::stamp::files(&unpacked)?;
    files.extend([PROVENANCE, NOTICES, "viewer.html"].map(|name| folder.join(name)));
    for file in files {
        let bytes = fs::read(&file)?;
        for name in &private {
            let found = bytes
                .windows(name.len())
                .any(|bytes| bytes == name.as_bytes());
            ensure!(!found, "{} names {name}", file.display());
        }
    }
    Ok(())
}

fn notes_are_true(folder: &Path) -> Result<()> {
    let notes = fs::read_to_string(folder.join(PROVENANCE))?;
    let git = |words: &[&str]| shell::read(shell::program("git").args(words));
    let commit = git(&["rev-parse", "HEAD"])?;
    let named = format!("Commit `{}` of ", commit.trim());
    ensure!(notes.contains(&named), "they do not say {named}");
    let is_clean = git(&["status", "--porcelain"])?.is_empty();
    ensure!(
        notes.contains("The working tree was clean.") == is_clean,
        "they should say whether the tree is clean: {is_clean}"
    );
    let hashes = shell::read(shell::program("sha256sum").args([
        "Cargo.lock",
        "www/package-lock.json",
        "www/src/wasm/pellicle_bg.wasm",
    ]))?;
    for line in hashes.lines() {
        let (hash, name) = line
            .split_once("  ")
            .context("sha256sum gives a hash and a name")?;
        ensure!(notes.contains(hash), "they do not have the hash of {name}");
    }
    for tool in ["rustc", "node", "npm"] {
        let said = shell::read(shell::program(tool).arg("--version"))?;
        let version = said
            .split_whitespace()
            .find(|word| word.contains('.'))
            .context("a version has a dot")?;
        ensure!(notes.contains(version), "they do not name {tool} {version}");
    }
    Ok(())
}

/// `tests/e2e/offline-viewer.test.js` opens a downloaded blob with it, without a network.
fn viewer_is_the_tested_one(folder: &Path) -> Result<()> {
    let tested = fs::read(paths::root("www/dist-viewer/viewer.html"))?;
    ensure!(
        fs::read(folder.join("viewer.html"))? == tested,
        "it is another"
    );
    Ok(())
}

fn programs_start(folder: &Path) -> Result<()> {
    for name in ["pellicle", "pellicle-server"] {
        let said = shell::read(shell::program(folder.join(name)).arg("--version"))?;
        ensure!(
            said.trim().ends_with(env!("CARGO_PKG_VERSION")),
            "{name} says {said}"
        );
    }
    Ok(())
}

/// What browsers get is built anew from the same modules, and packed again. The modules themselves are not: that takes minutes.
fn same_again(folder: &Path, quality: Quality) -> Result<()> {
    let again = paths::own("package-again");
    pages::make_again()?;
    package::leave_in(&again, quality, None)?;
    for entry in fs::read_dir(&again)? {
        let name = entry?.file_name();
        if name != SUMS && fs::read(folder.join(&name))? != fs::read(again.join(&name))? {
            bail!("{} differs", name.to_string_lossy());
        }
    }
    Ok(())
}

fn tarball(folder: &Path) -> Result<std::path::PathBuf> {
    Ok(folder.join(format!("pellicle-{}.tgz", env!("CARGO_PKG_VERSION"))))
}
