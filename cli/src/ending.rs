//! How the program ends: exit 0, or 1 with exactly one last line on standard error. (Wrong usage, exit 2, is [`crate::arguments`]'.)

use crate::output::to_stderr;
use crate::progress;
use crate::sentences::Failure;
use crate::unfinished;
use pellicle::Code;
use std::panic::{self, AssertUnwindSafe};
use std::process::{self, ExitCode};
use std::sync::Mutex;

/// Held by whoever ends the program, so that Ctrl-C at the last moment adds no second line.
static LAST_LINE: Mutex<()> = Mutex::new(());

/// Runs a command and ends as it did.
pub fn of(command: impl FnOnce() -> Result<(), Failure>) -> ExitCode {
    // A panic's own message could quote what it was looking at.
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(AssertUnwindSafe(command))
        .unwrap_or_else(|_| Err(Code::Internal.into()));
    let last = LAST_LINE.lock();
    progress::clear();
    let code = match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            print(failure);
            ExitCode::FAILURE
        }
    };
    // Never let go: what follows is the program's end.
    std::mem::forget(last);
    code
}

/// Ends the program from outside the command: Ctrl-C.
pub fn now(failure: Failure) -> ! {
    let _last = LAST_LINE.lock();
    progress::clear();
    unfinished::remove_all();
    print(failure);
    process::exit(1)
}

fn print(failure: Failure) {
    let code = failure.code.as_str();
    to_stderr(format_args!("error[{code}]: {}", failure.sentence));
}
