//! Where a release comes from, how anyone makes the same bytes again, and how it is published with npm's own provenance.

use super::{NOTICES, SUMS, sha256};
use crate::wasm::{self, Quality};
use crate::{paths, shell};
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;

/// What decides which versions of everything else are used.
const LOCK_FILES: [&str; 2] = ["Cargo.lock", "www/package-lock.json"];

/// The notes. They name nothing of this machine and no time but the commit's, so that they are the same when they are made again.
pub fn notes(quality: Quality) -> Result<String> {
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(paths::root("www/package.json"))?)?;
    let version = manifest["version"]
        .as_str()
        .context("the package has a version")?;
    let commit = commit()?;
    let modules = [wasm::COMPONENT, wasm::HEIC]
        .map(|module| module.file())
        .iter()
        .map(|file| {
            let name = file.file_name().context("a file has a name")?;
            Ok(format!(
                "| `{}` | `{}` |",
                name.to_string_lossy(),
                sha256(file)?
            ))
        })
        .collect::<Result<Vec<_>>>()?;
    let locks = LOCK_FILES
        .iter()
        .map(|name| Ok(format!("| `{name}` | `{}` |", sha256(&paths::root(name))?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(format!(
        "# Where this release comes from

Version {version}. `{SUMS}` has the hash of every file beside this one, and of this one.

## Sources

{commit}

| lock file | SHA-256 |
|---|---|
{locks}

## Tools

{tools}

Everything else that took part is pinned by the lock files: wasm-bindgen by `Cargo.lock`, and TypeScript, Rolldown, Vite and wasm-opt (binaryen) by `www/package-lock.json`.

## What made what

| file | made by |
|---|---|
| `pellicle-{version}.tgz` | `npm pack` in `www`, of `dist` by `npm run build:package` |
| `viewer.html` | `npm run build:viewer` in `www` |
| `pellicle`, `pellicle-server` | `cargo build --release`; the server holds the pages of `npm run build:site` |
| `{NOTICES}` | `cargo metadata --locked`, and the licence files of every crate that it finds in the modules |

In the tarball are two WebAssembly modules, by `cargo rustc --profile {profile} --target wasm32-unknown-unknown`, wasm-bindgen and wasm-opt:

| module | SHA-256 |
|---|---|
{modules}

## Making it again

```sh
git checkout {checkout}
cargo xtask package
cd target/package && sha256sum --check PUBLISHED/{SUMS}
```

`PUBLISHED` is a folder with the files that were published.
With the tools above, the tarball, `viewer.html`, `{NOTICES}` and this file come out byte for byte the same in any folder on any machine. The two programs also depend on the system's C compiler and libraries, so their hashes may be others on another machine. With another rustc, Node or npm, compare what is in the tarball: `tar -xzf` both, and `diff --recursive`.

## Publishing

{publishing}
",
        checkout = git(&["rev-parse", "HEAD"]).map_or_else(|_| "COMMIT".to_owned(), |commit| commit.trim().to_owned()),
        locks = locks.join("\n"),
        tools = tools()?,
        profile = quality.profile(),
        modules = modules.join("\n"),
        publishing = publishing(&manifest, version),
    ))
}

fn git(words: &[&str]) -> Result<String> {
    shell::read(shell::program("git").args(words))
}

/// The commit, and whether the sources were those of it.
fn commit() -> Result<String> {
    let Ok(commit) = git(&["rev-parse", "HEAD"]) else {
        return Ok(
            "The sources were in no git repository, so nobody can say which they were.".to_owned(),
        );
    };
    let date = git(&["show", "--no-patch", "--format=%cI", "HEAD"])?;
    // What git ignores takes no part: it is built, or fetched by a lock file.
    let changes = git(&["status", "--porcelain"])?;
    let state = match changes.lines().count() {
        0 => "The working tree was clean.".to_owned(),
        count => format!(
            "**The working tree was not clean**, so this cannot be made again from the commit alone. {count} changed or new:\n\n```text\n{}\n```",
            changes.trim_end()
        ),
    };
    Ok(format!(
        "Commit `{}` of {}. {state}",
        commit.trim(),
        date.trim()
    ))
}

/// The tools that no lock file pins.
fn tools() -> Result<String> {
    let rustc = shell::read(shell::program("rustc").arg("-vV"))?;
    let of_rustc = |key: &str| {
        let line = rustc.lines().find_map(|line| line.strip_prefix(key));
        line.map(str::trim).unwrap_or_default().to_owned()
    };
    let first_line = |program: &str| {
        let said = shell::read(shell::program(program).arg("--version"));
        let said = said.unwrap_or_default();
        said.lines().next().unwrap_or("not there").to_owned()
    };
    Ok(format!(
        "| tool | version |\n|---|---|\n\
         | rustc | {} ({}), LLVM {}, for {} |\n\
         | cargo | {} |\n\
         | Node | {} |\n\
         | npm | {} |\n\
         | C compiler | {} |",
        of_rustc("release:"),
        of_rustc("commit-hash:"),
        of_rustc("LLVM version:"),
        of_rustc("host:"),
        first_line("cargo").trim_start_matches("cargo "),
        first_line("node"),
        first_line("npm"),
        first_line("cc"),
    ))
}

/// What a publisher does. npm signs a statement of its own about the tarball only where a CI vouches for the run.
fn publishing(manifest: &Value, version: &str) -> String {
    let repository = match manifest["repository"]["url"].as_str() {
        Some(url) => format!("`www/package.json` names `{url}` as its `repository`, which has to be that of the run, letter by letter."),
        None => "**`www/package.json` names no `repository` yet.** npm refuses a statement without one: put in `\"repository\": { \"type\": \"git\", \"url\": …, \"directory\": \"www\" }` with the public repository that the run belongs to, letter by letter as it is written there, commit it, and package again.".to_owned(),
    };
    format!(
        "npm's own provenance is a signed statement that says by which run of which repository a tarball was built. It is made where it is published, by a CI that can vouch for itself (GitHub Actions or GitLab CI/CD, on a runner of theirs) and not on a laptop.

1. {repository}
2. The job may ask for an identity: on GitHub Actions `permissions: {{ contents: read, id-token: write }}`, on GitLab `id_tokens: {{ SIGSTORE_ID_TOKEN: {{ aud: sigstore }} }}`. npm is 9.5 or newer, or 11.5.1 where the package trusts the workflow itself and no token is stored.
3. The job checks out the tag, runs `cargo xtask test` and `cargo xtask package`, and checks that the commit above is the tag's and that the working tree was clean.
4. It publishes this very tarball: `npm publish target/package/pellicle-{version}.tgz --provenance --access public`.
5. It puts all files of this folder with the release, under the tag.

Users check it by `npm audit signatures`, and the tarball's hash by `{SUMS}`."
    )
}
