//! The commands, one file each.

mod delete;
mod open;
mod prepare;
mod seal;
mod send;

use crate::sentences::Failure;
use clap::Subcommand;

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Resize a picture and strip its metadata; nothing leaves this machine
    Prepare(prepare::Arguments),
    /// Prepare and seal a picture into a file; prints the fragment that opens it
    Seal(seal::Arguments),
    /// Prepare, seal and upload pictures; prints one link a line
    Send(send::Arguments),
    /// Fetch and open a picture by its link
    Open(open::Arguments),
    /// Delete a picture from its server
    Delete(delete::Arguments),
}

impl Command {
    /// What contradicts itself in a way that clap cannot see, because it depends on a value.
    pub fn contradiction(&self) -> Option<&'static str> {
        const STDIN: &str = "standard input can be read for one thing only";
        const STDOUT: &str = "standard output can hold one thing only";
        match self {
            Self::Prepare(arguments) => arguments.prints_twice().then_some(STDOUT),
            Self::Seal(arguments) if arguments.prints_twice() => Some(STDOUT),
            Self::Seal(arguments) => arguments.reads_twice().then_some(STDIN),
            Self::Send(arguments) => arguments.reads_twice().then_some(STDIN),
            Self::Open(arguments) => arguments.reads_twice().then_some(STDIN),
            Self::Delete(_) => None,
        }
    }

    /// Does it.
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Self::Prepare(arguments) => prepare::run(arguments),
            Self::Seal(arguments) => seal::run(arguments),
            Self::Send(arguments) => send::run(arguments),
            Self::Open(arguments) => open::run(arguments),
            Self::Delete(arguments) => delete::run(arguments),
        }
    }
}
