//! The whole run, and its options.

use super::files;
use super::run::{Plan, Victim, run};
use super::spoil::Spoil;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

struct Whole {
    flips: u32,
    seed: u64,
    threads: usize,
    folder: Option<PathBuf>,
}

/// Runs it; the options have been checked by `cargo xtask torture`.
pub fn run_whole() -> ExitCode {
    let whole = match parse(std::env::args().skip(1)) {
        Ok(whole) => whole,
        Err(wrong) => {
            eprintln!("error: {wrong}");
            return ExitCode::from(2);
        }
    };
    let paths = match &whole.folder {
        Some(folder) => files::below(folder),
        None if cfg!(corpus) => files::files(),
        None => {
            eprintln!("error: there is no corpus here: name a folder of pictures");
            return ExitCode::from(2);
        }
    };
    let read = |path: &PathBuf| Victim {
        name: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        bytes: std::fs::read(path).unwrap_or_default(),
    };
    let victims: Vec<Victim> = paths.iter().map(read).collect();
    let spoils = Spoil::all(0..100, whole.flips);
    println!(
        "{} files, each cut at every 1 % and with {} flips; seed {}",
        victims.len(),
        whole.flips,
        whole.seed
    );
    let report = run(&Plan {
        victims,
        spoils,
        seed: whole.seed,
        threads: whole.threads,
        limit: Duration::from_secs(30),
        keep: Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("target/torture")),
        progress: true,
    });
    for fault in &report.faults {
        println!("{fault}");
    }
    println!(
        "{} cases: {} clean, {} refused, {} faults",
        report.cases(),
        report.clean,
        report.refused,
        report.faults.len()
    );
    match report.faults.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn parse(words: impl Iterator<Item = String>) -> Result<Whole, String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let mut whole = Whole {
        flips: 1000,
        seed: now.map_or(1, |since| since.as_secs()),
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        folder: None,
    };
    let mut words = words.filter(|word| word != "--whole");
    while let Some(word) = words.next() {
        let mut number = || {
            let value = words.next().and_then(|value| value.parse::<u64>().ok());
            value.ok_or_else(|| format!("{word} wants a number"))
        };
        match word.as_str() {
            "--flips" => {
                whole.flips = u32::try_from(number()?).map_err(|error| error.to_string())?
            }
            "--seed" => whole.seed = number()?,
            "--jobs" => whole.threads = (number()? as usize).clamp(1, 256),
            folder if !folder.starts_with('-') => whole.folder = Some(folder.into()),
            other => return Err(format!("`{other}` is not an option")),
        }
    }
    Ok(whole)
}
