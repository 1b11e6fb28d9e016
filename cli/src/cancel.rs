//! Ctrl-C: what is half done on a server is taken back before the program ends.

use crate::ending;
use pellicle::Code;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long whoever pressed Ctrl-C waits at most for the server.
const PATIENCE: Duration = Duration::from_secs(5);

static STATE: Mutex<State> = Mutex::new(State {
    requested: false,
    half_done: false,
});
static REQUESTED: Condvar = Condvar::new();

struct State {
    /// Someone wants the program to stop.
    requested: bool,
    /// A server has something that must be taken back first.
    half_done: bool,
}

/// Starts listening. On a platform without signals Ctrl-C just ends the program.
pub fn listen() {
    let _ = ctrlc::set_handler(|| {
        let mut state = state();
        state.requested = true;
        REQUESTED.notify_all();
        let half_done = state.half_done;
        drop(state);
        if half_done {
            // The command sees the request, takes back what it sent and ends the program; this is for when it hangs.
            thread::sleep(PATIENCE);
        }
        ending::now(Code::Cancelled.into())
    });
}

/// While this lives, stopping waits for the command: it asks [`requested`] and takes back what it sent.
pub struct HalfDone(());

impl HalfDone {
    /// From now on something must be taken back.
    pub fn begin() -> Self {
        state().half_done = true;
        Self(())
    }
}

impl Drop for HalfDone {
    fn drop(&mut self) {
        state().half_done = false;
    }
}

/// Whether someone wants the program to stop.
pub fn requested() -> bool {
    state().requested
}

/// Waits, but not past a request to stop.
pub fn pause(duration: Duration) {
    let wait = REQUESTED.wait_timeout_while(state(), duration, |state| !state.requested);
    // Poisoned or not, the time is over.
    drop(wait);
}

fn state() -> MutexGuard<'static, State> {
    // Two flags are whole at any time, whatever their holder panicked over.
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}
