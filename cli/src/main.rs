//! Prepare, seal, send and open pictures from the command line.
// Their macros panic where no one reads any more, and then nothing is taken back.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod cancel;
mod commands;
mod drive;
mod ending;
mod fetch;
mod http;
mod input;
mod output;
mod prepared;
mod preparing;
mod progress;
mod proxy;
mod sentences;
mod share;
mod unfinished;
mod values;

use std::process::ExitCode;

fn main() -> ExitCode {
    let command = arguments::command();
    cancel::listen();
    ending::of(|| command.run())
}
