//! Starting other programs, and saying what takes long.

use crate::paths;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A program started in the repository's root.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(paths::root(""));
    command
}

/// Cargo, the one that started this tool.
pub fn cargo() -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Set by the `cargo run` around this tool; a build script that sees them rebuilds for nothing.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH"] {
        command.env_remove(name);
    }
    // The tests that ask another implementation look for it.
    let python = paths::own("venv/bin/python");
    if python.exists() {
        command.env("PELLICLE_PYTHON", python);
    }
    command
}

/// npm in a folder of the repository.
pub fn npm(folder: &Path) -> Command {
    let mut command = program("npm");
    command
        .current_dir(folder)
        .env("npm_config_fund", "false")
        .env("npm_config_audit", "false")
        .env("npm_config_update_notifier", "false");
    command
}

/// Runs a program and lets it talk; it must succeed.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| starting(command))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Ends as this program does. It takes the place of this one, so that Ctrl-C and signals reach it alone.
pub fn become_program(command: &mut Command) -> Result<()> {
    let error = command.exec();
    Err(error).with_context(|| starting(command))
}

/// Runs a program that must succeed, and gives what it wrote on standard output.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| starting(command))?;
    if !output.status.success() {
        bail!("{} ended with {}", shown(command), output.status);
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("{} wrote what is not UTF-8", shown(command)))
}

/// Runs a program quietly; whether it succeeded.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a program, shows what it writes on standard output while it writes it, and keeps it.
pub fn watch(command: &mut Command) -> Result<Watched> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| starting(command))?;
    let stdout = child.stdout.take().context("standard output is piped")?;
    let mut text = String::new();
    for line in BufReader::new(stdout).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        // A reader that went away must not stop the tests.
        let _ = writeln!(std::io::stdout(), "{line}");
        text.push_str(&line);
        text.push('\n');
    }
    let success = child.wait()?.success();
    Ok(Watched { success, text })
}

/// What a program that was watched did.
pub struct Watched {
    /// It ended with 0.
    pub success: bool,
    /// What it wrote on standard output.
    pub text: String,
}

/// Does one long thing, and says its name first and the time that it took last.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {name}");
    let start = Instant::now();
    let done = work().with_context(|| name.to_owned())?;
    eprintln!("✓ {name} ({:.1} s)", start.elapsed().as_secs_f64());
    Ok(done)
}

fn starting(command: &Command) -> String {
    format!("could not start {}", shown(command))
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    format!("`{}`", words.join(" "))
}
