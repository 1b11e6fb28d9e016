//! `pellicle prepare`: what happens to a picture before it is sealed, to look at.

use crate::output::{Output, to_stdout};
use crate::progress::Progress;
use crate::sentences::Failure;
use crate::{input, prepared, values};
use clap::Args;
use pellicle::Code;
use pellicle::picture::{MaxEdge, Preset};
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
    /// The longest side in pixels; nothing is enlarged
    #[arg(long, value_name = "N|full", default_value = "2048", value_parser = values::max_edge)]
    max_edge: MaxEdge,
    /// Keep the pixels bit for bit, at their size, and write only the file around them anew
    #[arg(long)]
    original: bool,
    /// What a JPEG is optimised for
    #[arg(long, value_name = "balanced|smallest", default_value = "balanced", value_parser = values::preset)]
    preset: Preset,
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
    let options = prepared::options(arguments.max_edge, arguments.original, arguments.preset);
    let prepared = prepared::prepare(file, options, &progress)?;
    output.write(prepared.picture.bytes())?;
    if arguments.receipt {
        let receipt = serde_json::to_string(&prepared.receipt).map_err(|_| Code::Internal)?;
        to_stdout(format!("{receipt}\n").as_bytes())?;
    }
    Ok(())
}
