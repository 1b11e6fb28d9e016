//! Runs every case on several threads, and hears of panics and of what does not end.

use super::judge::{self, End, Mode};
use super::running::Running;
use super::spoil::Spoil;
use std::fmt;
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
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
    /// Where files that end badly are kept, and the cases that are being run.
    pub keep: Option<PathBuf>,
    pub progress: bool,
}

/// How it went.
#[derive(Default)]
pub struct Report {
    pub clean: usize,
    pub refused: usize,
    pub panics: usize,
    pub over_time: usize,
    /// A line for each case that ended badly.
    pub faults: Vec<String>,
}

impl Report {
    pub fn cases(&self) -> usize {
        self.clean + self.refused + self.faults.len()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} cases, {} clean, {} refused, {} panics, {} over time, {} wrong",
            self.cases(),
            self.clean,
            self.refused,
            self.panics,
            self.over_time,
            self.faults.len() - self.panics - self.over_time
        )
    }
}

/// Why a case ended badly.
enum Fault {
    Panic(String),
    Wrong(String),
}

/// Which case one thread has.
type Slot = Mutex<Option<usize>>;

/// How often is looked whether a case takes too long.
const TICK: Duration = Duration::from_millis(50);

/// A case and how long it has been seen to run.
#[derive(Default, Clone, Copy)]
struct Seen {
    number: Option<usize>,
    took: Duration,
}

impl Seen {
    /// Looks again after a tick. What went by beyond a few ticks was a machine that slept, and no work of the case.
    fn look(&mut self, number: Option<usize>, passed: Duration) {
        self.took = match number == self.number {
            true => self.took + passed.min(4 * TICK),
            false => Duration::ZERO,
        };
        self.number = number;
    }
}

impl Plan {
    /// Every spoil of every file, in both modes.
    pub fn cases(&self) -> Range<usize> {
        0..2 * self.victims.len() * self.spoils.len()
    }

    fn case(&self, number: usize) -> (&Victim, Spoil, Mode) {
        let spoiled = number / 2;
        let victim = &self.victims[spoiled / self.spoils.len()];
        let mode = match number % 2 {
            0 => Mode::anew(spoiled),
            _ => Mode::Original,
        };
        (victim, self.spoils[spoiled % self.spoils.len()], mode)
    }

    /// What a case is, in words.
    pub fn name(&self, number: usize) -> String {
        let (victim, spoil, mode) = self.case(number);
        format!("case {number}, {} with {spoil:?} to {mode:?}", victim.name)
    }

    /// The line of a fault; the spoiled file is kept.
    pub fn kept(&self, number: usize, fault: &str) -> String {
        let (victim, spoil, _) = self.case(number);
        let what = format!("{}: {fault}", self.name(number));
        let Some(folder) = &self.keep else {
            return what;
        };
        let path = folder.join(format!("{number}-{}", victim.name));
        match std::fs::write(&path, spoil.apply(&victim.bytes, self.seed)) {
            Ok(()) => format!("{what}; kept as {}", path.display()),
            Err(error) => format!("{what}; it could not be kept: {error}"),
        }
    }

    fn run(&self, number: usize) -> Result<End, Fault> {
        let (victim, spoil, mode) = self.case(number);
        let bytes = spoil.apply(&victim.bytes, self.seed);
        match panic::catch_unwind(AssertUnwindSafe(|| judge::judge(&bytes, &mode))) {
            Ok(ended) => ended.map_err(Fault::Wrong),
            Err(panic) => {
                let said = panic
                    .downcast_ref::<String>()
                    .map(String::as_str)
                    .or_else(|| panic.downcast_ref::<&str>().copied());
                Err(Fault::Panic(format!(
                    "panicked: {}",
                    said.unwrap_or("no words")
                )))
            }
        }
    }
}

/// Runs these cases to their end, or to the first that takes too long: a thread cannot be ended from outside.
pub fn run(plan: &Plan, cases: Range<usize>) -> Report {
    let next = AtomicUsize::new(cases.start);
    let report = Mutex::new(Report::default());
    let slots: Vec<Slot> = (0..plan.threads).map(|_| Mutex::new(None)).collect();
    // A panic is a line of the report, and no trace on the screen.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    thread::scope(|scope| {
        for (thread, slot) in slots.iter().enumerate() {
            let (next, report) = (&next, &report);
            let mut running = plan.keep.as_deref().map(|at| Running::open(at, thread));
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= cases.end {
                        return;
                    }
                    if let Some(running) = &mut running {
                        running.note(number);
                    }
                    *slot.lock().unwrap() = Some(number);
                    let ended = plan.run(number);
                    *slot.lock().unwrap() = None;
                    let mut report = report.lock().unwrap();
                    match ended {
                        Ok(End::Clean) => report.clean += 1,
                        Ok(End::Refused) => report.refused += 1,
                        Err(Fault::Wrong(fault)) => report.faults.push(plan.kept(number, &fault)),
                        Err(Fault::Panic(fault)) => {
                            report.panics += 1;
                            report.faults.push(plan.kept(number, &fault));
                        }
                    }
                }
            });
        }
        watch(plan, cases.len(), &report, &slots);
    });
    panic::set_hook(hook);
    report.into_inner().unwrap()
}

/// Says how far it is, and ends everything where one case takes too long.
fn watch(plan: &Plan, count: usize, report: &Mutex<Report>, slots: &[Slot]) {
    let start = Instant::now();
    let mut said = Instant::now();
    let mut looked = Instant::now();
    let mut seen = vec![Seen::default(); slots.len()];
    loop {
        thread::sleep(TICK);
        let passed = looked.elapsed();
        looked = Instant::now();
        let done = report.lock().unwrap().cases();
        if done == count {
            return;
        }
        for (slot, seen) in slots.iter().zip(&mut seen) {
            seen.look(*slot.lock().unwrap(), passed);
            if let Some(number) = seen.number
                && seen.took > plan.limit
            {
                let mut report = report.lock().unwrap();
                let fault = format!("took over {} s", plan.limit.as_secs());
                report.over_time += 1;
                report.faults.push(plan.kept(number, &fault));
                println!("{}", report.faults.join("\n"));
                println!("gave up, {} of {count}: {report}", report.cases());
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
