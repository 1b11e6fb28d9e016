//! The whole run, and its options.

use super::run::{Plan, Victim, run};
use super::spoil::Spoil;
use super::{files, running};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

struct Whole {
    flips: u32,
    seed: u64,
    threads: usize,
    folder: Option<PathBuf>,
    /// The one case that is run again.
    case: Option<usize>,
    /// Whether this is the process that another one watches.
    watched: bool,
}

/// Runs it in a process of its own, because some faults end the whole process.
pub fn run_whole() -> ExitCode {
    let prepared = parse(std::env::args().skip(1)).and_then(|whole| Ok((plan(&whole)?, whole)));
    let (plan, whole) = match prepared {
        Ok(prepared) => prepared,
        Err(wrong) => {
            eprintln!("error: {wrong}");
            return ExitCode::from(2);
        }
    };
    if whole.watched {
        let cases = whole.case.map_or(plan.cases(), |number| number..number + 1);
        let report = run(&plan, cases);
        for fault in &report.faults {
            println!("{fault}");
        }
        println!("{report}");
        return match report.faults.is_empty() {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        };
    }
    println!(
        "{} files, each cut at every 1 % and with {} flips, in both modes; seed {}",
        plan.victims.len(),
        whole.flips,
        whole.seed
    );
    watch(&plan, &whole)
}

fn watch(plan: &Plan, whole: &Whole) -> ExitCode {
    let keep = folder();
    running::clear(&keep);
    let status = Command::new(std::env::current_exe().unwrap())
        .args(std::env::args().skip(1))
        .args(["--watched", "--seed", &whole.seed.to_string()])
        .status()
        .unwrap();
    if status.success() {
        return ExitCode::SUCCESS;
    }
    // What a process says itself when it fails, it has said.
    if status.code().is_none() {
        for number in running::last(&keep) {
            println!("{}", plan.kept(number, "being run when everything ended"));
        }
        println!("the process ended with {status}; one of these cases did it");
    }
    println!(
        "one of them again: the same command with --seed {} --flips {} --case NUMBER",
        whole.seed, whole.flips
    );
    ExitCode::FAILURE
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/torture")
}

fn plan(whole: &Whole) -> Result<Plan, String> {
    let paths = match &whole.folder {
        Some(folder) if folder.is_dir() => files::below(folder),
        Some(folder) => return Err(format!("{} is not a folder", folder.display())),
        None if cfg!(corpus) => files::files(),
        None => return Err("there is no corpus here: name a folder of pictures".to_owned()),
    };
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Victim {
            name: name.into_owned(),
            bytes,
        })
    };
    let plan = Plan {
        victims: paths.iter().map(read).collect::<Result<_, String>>()?,
        spoils: Spoil::all(0..100, whole.flips),
        seed: whole.seed,
        threads: whole.threads,
        limit: Duration::from_secs(30),
        keep: Some(folder()),
        progress: true,
    };
    match whole.case {
        _ if plan.victims.is_empty() => Err("there is no file in the folder".to_owned()),
        Some(number) if !plan.cases().contains(&number) => Err(format!(
            "there are only {} cases: were there other files, or other --flips?",
            plan.cases().len()
        )),
        _ => Ok(plan),
    }
}

fn parse(words: impl Iterator<Item = String>) -> Result<Whole, String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let mut whole = Whole {
        flips: 1000,
        seed: now.map_or(1, |since| since.as_secs()),
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        folder: None,
        case: None,
        watched: false,
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
            "--case" => whole.case = Some(number()? as usize),
            "--watched" => whole.watched = true,
            folder if !folder.starts_with('-') => whole.folder = Some(folder.into()),
            other => return Err(format!("`{other}` is not an option")),
        }
    }
    Ok(whole)
}
