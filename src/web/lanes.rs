//! Several things at once, but not too many: what waits for the network need not wait in a row.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// How many run at once. Browsers open no more than six connections to a server that speaks HTTP/1.1, and other requests
/// of the page want some of them.
const LANES: usize = 4;

/// Does this for every number below `count`, a few at a time, and gives what came of each, in their order.
///
/// # Errors
/// The first failure in that order, with its number. Nothing more is begun once there is one, and what runs then is waited
/// for: all before it were begun before it.
pub(super) async fn in_lanes<T, E, F>(
    count: usize,
    act: impl Fn(usize) -> F,
) -> Result<Vec<T>, (usize, E)>
where
    F: Future<Output = Result<T, E>>,
{
    let mut given: Vec<(usize, T)> = Vec::with_capacity(count);
    let mut failed: Option<(usize, E)> = None;
    let mut running: Vec<(usize, Pin<Box<F>>)> = Vec::with_capacity(LANES);
    let mut next = 0;
    poll_fn(|context| {
        loop {
            while running.len() < LANES && next < count && failed.is_none() {
                running.push((next, Box::pin(act(next))));
                next += 1;
            }
            let before = running.len();
            running.retain_mut(|(number, future)| match future.as_mut().poll(context) {
                Poll::Pending => true,
                Poll::Ready(Ok(value)) => {
                    given.push((*number, value));
                    false
                }
                Poll::Ready(Err(error)) => {
                    if failed.as_ref().is_none_or(|(first, _)| *number < *first) {
                        failed = Some((*number, error));
                    }
                    false
                }
            });
            if running.is_empty() && (next == count || failed.is_some()) {
                return Poll::Ready(());
            }
            // Whatever ended has made room for another, which is polled before anybody waits for it.
            if running.len() == before {
                return Poll::Pending;
            }
        }
    })
    .await;
    if let Some(failure) = failed {
        return Err(failure);
    }
    given.sort_unstable_by_key(|(number, _)| *number);
    Ok(given.into_iter().map(|(_, value)| value).collect())
}
