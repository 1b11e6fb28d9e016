//! Preparing a picture under a time limit, in a thread that may be given up.

use crate::progress::{self, Progress};
use crate::sentences::Failure;
use pellicle::Code;
use pellicle::picture::{MaxEdge, Options, Prepared};
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A picture that takes longer is given up. DESIGN's number, the same as in the browser.
const LIMIT: Duration = Duration::from_secs(30);

/// Makes a clean picture of a file's bytes and shows how far it is.
pub fn prepare(
    bytes: Vec<u8>,
    max_edge: MaxEdge,
    progress: &Progress,
) -> Result<Prepared, Failure> {
    let progress = progress.clone();
    within(LIMIT, move || {
        let options = Options::with_max_edge(max_edge);
        pellicle::picture::prepare_with_progress(&bytes, &options, &mut |stage| {
            progress.stage(stage.as_str());
        })
        .map_err(|error| {
            // The component's own words say which limit or kind it was; they never quote the file.
            progress::note(error.message());
            Failure::from(error)
        })
    })
}

/// Runs `work` in a thread of its own. After `limit` it is left behind: a thread cannot be stopped,
/// but it dies with this program, and nothing that it still finds reaches anyone.
fn within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let (sender, receiver) = mpsc::channel();
    let spawned = thread::Builder::new()
        .name("prepare".into())
        .spawn(move || {
            // A decoder that panics has met a picture that it cannot hold: the picture's fault, and never its bytes' way out.
            let outcome = panic::catch_unwind(AssertUnwindSafe(work));
            // No one listens any more once the limit has passed.
            let _ = sender.send(outcome.unwrap_or_else(|_| Err(Code::Malformed.into())));
        });
    if spawned.is_err() {
        return Err(Code::OutOfMemory.into());
    }
    receiver
        .recv_timeout(limit)
        .unwrap_or_else(|_| Err(Code::TimedOut.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_work_is_given_up() {
        let slow = || -> Result<(), Failure> {
            thread::sleep(Duration::from_secs(20));
            Ok(())
        };
        let outcome = within(Duration::from_millis(20), slow);
        assert_eq!(outcome, Err(Code::TimedOut.into()));
    }

    #[test]
    fn a_panic_is_a_malformed_picture() {
        let outcome: Result<(), Failure> = within(LIMIT, || panic!("a decoder's panic"));
        assert_eq!(outcome, Err(Code::Malformed.into()));
    }
}
