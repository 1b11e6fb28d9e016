//! `pellicle seal`: what `send` would upload, as a file.

use crate::output::{Output, to_stdout};
use crate::preparing::Preparing;
use crate::progress::Progress;
use crate::sentences::Failure;
use crate::{input, prepared};
use clap::Args;
use pellicle::picture::MaxEdge;
use pellicle::seal::{Secret, seal};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The arguments of `pellicle seal`.
#[derive(Args)]
pub struct Arguments {
    /// The picture, or - for standard input
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// Where the sealed picture goes
    #[arg(short, long, value_name = "BLOB")]
    output: PathBuf,
    #[command(flatten)]
    preparing: Preparing,
    /// Read a password from one line of standard input; the fragment alone then opens nothing
    #[arg(long)]
    password_stdin: bool,
    /// Replace an existing file
    #[arg(long)]
    force: bool,
}

impl Arguments {
    /// Whether picture and password would both come from standard input.
    pub fn reads_twice(&self) -> bool {
        self.password_stdin && input::is_dash(&self.input)
    }

    /// Whether blob and fragment would both go to standard output.
    pub fn prints_twice(&self) -> bool {
        input::is_dash(&self.output)
    }
}

/// Prepares and seals a picture, writes the blob and prints what opens it.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let output = Output::named(&arguments.output, arguments.force);
    output.check()?;
    let password = input::new_password(arguments.password_stdin)?;
    let progress = Progress::start(&arguments.input.to_string_lossy());
    let file = input::picture(&arguments.input)?;
    let options = arguments.preparing.options_with_preview(MaxEdge::default());
    let prepared = prepared::prepare(file, options, &progress)?;
    progress.stage("sealing");
    let secret = Secret::generate()?;
    let sealed = seal(&prepared::message(&prepared), &secret, password.as_ref())?;
    let fragment = pellicle::link::fragment(&secret);
    let fragment = Zeroizing::new(format!("{}\n", *fragment));
    output.write_and_tell(&sealed.blob, || to_stdout(fragment.as_bytes()))
}
