//! Ctrl-C: what is half done on a server is taken back before the program ends.

use crate::ending;
use pellicle::Code;
use std::sync::{Mutex, MutexGuard, PoisonError};

type TakeBack = Box<dyn FnOnce() + Send>;

/// What must be taken back if the program is stopped now.
static PENDING: Mutex<Option<TakeBack>> = Mutex::new(None);

/// Starts listening. Without a handler (a platform that has none) Ctrl-C just ends the program.
pub fn listen() {
    let _ = ctrlc::set_handler(|| {
        // Out of the lock first: what it does takes a while.
        let take_back = pending().take();
        if let Some(take_back) = take_back {
            take_back();
        }
        ending::now(Code::Cancelled.into())
    });
}

/// From now on, stopping the program does this first.
pub fn before_stopping(take_back: impl FnOnce() + Send + 'static) {
    *pending() = Some(Box::new(take_back));
}

/// Nothing is half done any more.
pub fn nothing_pending() {
    *pending() = None;
}

fn pending() -> MutexGuard<'static, Option<TakeBack>> {
    // Replaced whole, so a panic leaves nothing half written.
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}
