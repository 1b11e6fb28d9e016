//! `cargo xtask torture`: every file of a folder, spoiled in every way.

use crate::{asks_for_help, shell};
use anyhow::Result;

const USAGE: &str = "\
cargo xtask torture [FOLDER] [OPTION…]

Takes every file of a folder, else of the corpus, cuts it at every 1 % and flips bytes of it, and prepares what is left,
in normal mode (in several sizes, turned, cut and covered, with a preview, and with made pixels where a browser would
decode) and in original mode. Each case must end in a picture that another decoder reads, or in a clear refusal, within
30 s. What ends otherwise is kept in target/torture, and makes the run fail.

  --flips N   flips for each file, 1000 without it
  --seed N    the same flips again; a run prints its seed
  --jobs N    threads, one for each core without it
  --case N    only this case of the run with the same files, flips and seed
";

/// Builds and runs it.
pub fn run(arguments: &[String]) -> Result<()> {
    if asks_for_help(arguments) {
        print!("{USAGE}");
        return Ok(());
    }
    // The tests' own profile: optimised, and an overflow panics.
    shell::run(
        shell::cargo()
            .args(["test", "--package", "pellicle", "--test", "torture"])
            .args(["--", "--whole"])
            .args(arguments),
    )
}
