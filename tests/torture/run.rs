//! Runs every case on several threads, and hears of panics and of what does not end.

use super::judge::{self, End};
use super::spoil::Spoil;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// One file that is spoiled in every way.
pub struct Victim {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What is run, and how.
pub struct Plan {
    pub victims: Vec<Victim>,
    pub spoils: Vec<Spoil>,
    pub seed: u64,
    pub threads: usize,
    /// How long one case may take.
    pub limit: Duration,
    /// Where files that end badly are kept.
    pub keep: Option<PathBuf>,
    pub progress: bool,
}

/// How it went.
#[derive(Default)]
pub struct Report {
    pub clean: usize,
    pub refused: usize,
    /// A line for each case that ended badly.
    pub faults: Vec<String>,
}

impl Report {
    pub fn cases(&self) -> usize {
        self.clean + self.refused + self.faults.len()
    }
}

/// One thread's case: since when, and which.
type Slot = Mutex<Option<(Instant, usize)>>;

/// Runs the plan to its end, or to the first case that takes too long: a thread cannot be ended from outside.
pub fn run(plan: &Plan) -> Report {
    let count = plan.victims.len() * plan.spoils.len();
    let next = AtomicUsize::new(0);
    let report = Mutex::new(Report::default());
    let slots: Vec<Slot> = (0..plan.threads).map(|_| Mutex::new(None)).collect();
    // A panic is a line of the report, and no trace on the screen.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    thread::scope(|scope| {
        for slot in &slots {
            let (next, report) = (&next, &report);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        return;
                    }
                    *slot.lock().unwrap() = Some((Instant::now(), number));
                    let ended = one(plan, number);
                    *slot.lock().unwrap() = None;
                    let mut report = report.lock().unwrap();
                    match ended {
                        Ok(End::Clean) => report.clean += 1,
                        Ok(End::Refused) => report.refused += 1,
                        Err(fault) => report.faults.push(kept(plan, number, &fault)),
                    }
                }
            });
        }
        watch(plan, count, &report, &slots);
    });
    panic::set_hook(hook);
    report.into_inner().unwrap()
}

/// Says how far it is, and ends everything where one case takes too long.
fn watch(plan: &Plan, count: usize, report: &Mutex<Report>, slots: &[Slot]) {
    let start = Instant::now();
    let mut said = Instant::now();
    loop {
        thread::sleep(Duration::from_millis(50));
        let done = report.lock().unwrap().cases();
        if done == count {
            return;
        }
        for slot in slots {
            let case = *slot.lock().unwrap();
            if let Some((since, number)) = case
                && since.elapsed() > plan.limit
            {
                let fault = format!("took over {} s", plan.limit.as_secs());
                println!("{}", kept(plan, number, &fault));
                println!("gave up after {done} of {count} cases");
                std::process::exit(1);
            }
        }
        if plan.progress && said.elapsed() > Duration::from_secs(10) && done > 0 {
            said = Instant::now();
            let left = start.elapsed().mul_f64((count - done) as f64 / done as f64);
            let faults = report.lock().unwrap().faults.len();
            println!(
                "{done} of {count} cases, {faults} faults, about {} min left",
                left.as_secs() / 60 + 1
            );
        }
    }
}

/// One case from its number.
fn one(plan: &Plan, number: usize) -> Result<End, String> {
    let (victim, spoil) = case(plan, number);
    let bytes = spoil.apply(&victim.bytes, plan.seed);
    let options = judge::options(number);
    panic::catch_unwind(AssertUnwindSafe(|| judge::judge(&bytes, &options))).unwrap_or_else(
        |panic| {
            let said = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied());
            Err(format!("panicked: {}", said.unwrap_or("no words")))
        },
    )
}

fn case(plan: &Plan, number: usize) -> (&Victim, Spoil) {
    let victim = &plan.victims[number / plan.spoils.len()];
    (victim, plan.spoils[number % plan.spoils.len()])
}

/// The line of a fault; the spoiled file is kept.
fn kept(plan: &Plan, number: usize, fault: &str) -> String {
    let (victim, spoil) = case(plan, number);
    let what = format!("{} {spoil:?} as case {number}: {fault}", victim.name);
    let Some(folder) = &plan.keep else {
        return what;
    };
    let path = folder.join(format!("{number}-{}", victim.name));
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, spoil.apply(&victim.bytes, plan.seed)));
    match written {
        Ok(()) => format!("{what}; kept as {}", Path::new(&path).display()),
        Err(error) => format!("{what}; it could not be kept: {error}"),
    }
}
