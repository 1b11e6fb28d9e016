//! Counting tests, whoever ran them.

use crate::shell::Watched;
use std::fmt;
use std::ops::AddAssign;

/// How many tests passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Tally {
    /// So many that passed.
    pub fn passed(passed: u32) -> Self {
        Self {
            passed,
            ..Self::default()
        }
    }

    /// So many that failed.
    pub fn failed(failed: u32) -> Self {
        Self {
            failed,
            ..Self::default()
        }
    }

    /// Nothing was run, not even to be skipped.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Reads the summaries of a test program that was watched.
    ///
    /// One that ended badly without naming a test that failed has crashed, which counts as a failure.
    pub fn of(watched: &Watched) -> Self {
        let mut tally = Self::default();
        for line in watched.text.lines() {
            tally += libtest(line).or_else(|| node(line)).unwrap_or_default();
        }
        if !watched.success && tally.failed == 0 {
            tally.failed = 1;
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// `test result: ok. 5 passed; 0 failed; 1 ignored; …`, as libtest and wasm-bindgen's runner write it.
fn libtest(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut tally = Tally::default();
    for count in counts.split(';') {
        let mut words = count.split_whitespace();
        let (Some(number), Some(word)) = (words.next(), words.next()) else {
            continue;
        };
        match word {
            "passed" => tally.passed = number.parse().ok()?,
            "failed" => tally.failed = number.parse().ok()?,
            "ignored" => tally.skipped = number.parse().ok()?,
            _ => {}
        }
    }
    Some(tally)
}

/// `# pass 5`, or `ℹ pass 5`, as Node's test runner writes one line for each kind at the end.
fn node(line: &str) -> Option<Tally> {
    let count = line
        .strip_prefix("# ")
        .or_else(|| line.strip_prefix("ℹ "))?;
    let (word, number) = count.split_once(' ')?;
    let number = number.parse().ok()?;
    match word {
        "pass" => Some(Tally::passed(number)),
        "fail" | "cancelled" => Some(Tally::failed(number)),
        "skipped" | "todo" => Some(Tally {
            skipped: number,
            ..Tally::default()
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;
    use crate::shell::Watched;

    fn tally(success: bool, text: &str) -> String {
        let text = text.to_owned();
        Tally::of(&Watched { success, text }).to_string()
    }

    #[test]
    fn every_summary_of_libtest_counts() {
        let text = "running 2 tests\n\
            test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(tally(false, text), "7 passed, 3 failed, 1 skipped");
    }

    #[test]
    fn both_reporters_of_node_count() {
        let spec =
            "ℹ tests 4\nℹ suites 0\nℹ pass 2\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0\n";
        assert_eq!(tally(false, spec), "2 passed, 1 failed, 1 skipped");
        let tap =
            "# a test says: pass\n# tests 3\n# pass 2\n# fail 0\n# cancelled 1\n# skipped 0\n";
        assert_eq!(tally(false, tap), "2 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn a_crash_is_a_failure() {
        let text = "test result: ok. 5 passed; 0 failed; 0 ignored\nSegmentation fault\n";
        assert_eq!(tally(false, text), "5 passed, 1 failed, 0 skipped");
        assert_eq!(tally(false, ""), "0 passed, 1 failed, 0 skipped");
    }
}
