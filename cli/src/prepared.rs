//! Preparing a picture under a time limit, in a thread that may be given up.

use crate::progress::{self, Progress};
use crate::sentences::Failure;
use pellicle::picture::{Options, Prepared, prepare_with_progress};
use pellicle::seal::Message;
use pellicle::{Code, Error};
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A picture that takes longer is given up. DESIGN's number, the same as in the browser.
const LIMIT: Duration = Duration::from_secs(30);

/// What is sealed of a prepared picture.
pub fn message(prepared: &Prepared) -> Message<'_> {
    Message {
        preview: prepared.preview.as_ref(),
        ..Message::new(&prepared.picture)
    }
}

/// Makes a clean picture of a file's bytes and shows how far it is.
pub fn prepare(bytes: Vec<u8>, options: Options, progress: &Progress) -> Result<Prepared, Failure> {
    prepare_within(LIMIT, bytes, options, progress)
}

fn prepare_within(
    limit: Duration,
    bytes: Vec<u8>,
    options: Options,
    progress: &Progress,
) -> Result<Prepared, Failure> {
    let shown = progress.clone();
    let outcome = within(limit, move || {
        prepare_with_progress(&bytes, &options, &mut |stage| shown.stage(stage.as_str()))
    });
    outcome.map_err(|error| {
        // The component's own words say which limit or kind it was; they never quote the file.
        if !error.message().is_empty() {
            progress::note(error.message());
        }
        error.into()
    })
}

/// Runs `work` in a thread of its own. After `limit` it is left behind: a thread cannot be stopped,
/// but it dies with this program, and nothing that it still finds reaches anyone.
fn within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    /// Here the sentence of the code says it all.
    const NOTHING_TO_ADD: &str = "";
    let failed = |code| Err(Error::new(code, NOTHING_TO_ADD));
    let (sender, receiver) = mpsc::channel();
    let spawned = thread::Builder::new()
        .name("prepare".into())
        .spawn(move || {
            // A decoder that panics has met a picture that it cannot hold, so it is the picture's fault.
            let outcome = panic::catch_unwind(AssertUnwindSafe(work));
            // No one listens any more once the limit has passed.
            let _ = sender.send(outcome.unwrap_or_else(|_| failed(Code::Malformed)));
        });
    if spawned.is_err() {
        return failed(Code::OutOfMemory);
    }
    receiver
        .recv_timeout(limit)
        .unwrap_or_else(|_| failed(Code::TimedOut))
}

#[cfg(test)]
mod tests {
    use super::*;
    use pellicle::MaxEdge;

    #[test]
    fn work_that_hangs_is_given_up() {
        let hang = || -> Result<(), Error> {
            loop {
                std::hint::spin_loop();
            }
        };
        let outcome = within(Duration::from_millis(20), hang);
        assert_eq!(outcome.map_err(|error| error.code()), Err(Code::TimedOut));
    }

    #[test]
    fn a_picture_over_the_limit_is_refused_and_the_next_one_is_prepared() {
        let (width, height) = (3000, 2000);
        let pixels = vec![90; 3 * width as usize * height as usize];
        let photo = mozjpeg_rs::Encoder::new(mozjpeg_rs::Preset::BaselineFastest)
            .encode_rgb(&pixels, width, height)
            .expect("a photo");
        let progress = Progress::start("photo.jpg");
        let outcome = prepare_within(
            // No program decodes 6 megapixels in this time.
            Duration::from_millis(1),
            photo.clone(),
            Options::with_max_edge(MaxEdge::Full),
            &progress,
        );
        assert_eq!(outcome.map(|_| ()), Err(Code::TimedOut.into()));
        // The thread of the first is still at it.
        let next =
            prepare(photo, Options::with_max_edge(MaxEdge::Px(300)), &progress).expect("a picture");
        assert_eq!(next.picture.width_px(), 300);
    }

    #[test]
    fn a_panic_is_a_malformed_picture() {
        let outcome = within(LIMIT, || -> Result<(), Error> {
            panic!("a decoder's panic")
        });
        assert_eq!(outcome.map_err(|error| error.code()), Err(Code::Malformed));
    }
}
