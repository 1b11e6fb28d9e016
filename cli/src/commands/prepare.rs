//! `pellicle prepare`: what happens to a picture before it is sealed, to look at.

use crate::output::{Output, to_stdout};
use crate::preparing::Preparing;
use crate::progress::Progress;
use crate::sentences::Failure;
use crate::{input, prepared};
use clap::Args;
use pellicle::Code;
use pellicle::picture::MaxEdge;
use std::path::PathBuf;

/// The arguments of `pellicle prepare`.
#[derive(Args)]
pub struct Arguments {
    /// The picture, or - for standard input
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// Where the prepared picture goes, or - for standard output
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    #[command(flatten)]
    preparing: Preparing,
    /// Print what was removed and changed, as JSON
    #[arg(long)]
    receipt: bool,
    /// Replace an existing file
    #[arg(long)]
    force: bool,
}

impl Arguments {
    /// Whether picture and receipt would both go to standard output.
    pub fn prints_twice(&self) -> bool {
        self.receipt && input::is_dash(&self.output)
    }
}

/// Prepares a picture and writes it.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let output = Output::named(&arguments.output, arguments.force);
    output.check()?;
    let progress = Progress::start(&arguments.input.to_string_lossy());
    let file = input::picture(&arguments.input)?;
    let options = arguments.preparing.options(MaxEdge::default());
    let prepared = prepared::prepare(file, options, &progress)?;
    output.write(prepared.picture.bytes())?;
    if arguments.receipt {
        let receipt = serde_json::to_string(&prepared.receipt).map_err(|_| Code::Internal)?;
        to_stdout(format!("{receipt}\n").as_bytes())?;
    }
    Ok(())
}
