//! Drives the machines of [`transfer`](crate::transfer): sends what they want sent and waits as long as they want to.

use super::failure::cancelled;
use super::{fetch, timer};
use crate::error::Error;
use crate::transfer::{Event, Machine, Step};
use web_sys::AbortSignal;

/// Drives a machine to its end. `on_bytes` hears of every piece of an answer and of every step.
///
/// # Errors
/// The machine's, and `cancelled` once the signal is aborted.
pub(super) async fn drive<M: Machine>(
    machine: &mut M,
    blob: &[u8],
    signal: &AbortSignal,
    mut on_bytes: impl FnMut(&M, usize, Option<usize>),
) -> Result<M::Output, Error> {
    let mut event = Event::Start;
    while !signal.aborted() {
        let step = machine.step(event);
        on_bytes(machine, 0, None);
        event = match step {
            Step::Request(request) => {
                let mut on_bytes = |bytes, total| on_bytes(machine, bytes, total);
                fetch::send(&request, blob, signal, &mut on_bytes).await
            }
            Step::Wait(duration) => {
                timer::sleep(duration, signal).await;
                Event::Waited
            }
            Step::Done(result) => return result,
        };
    }
    Err(cancelled())
}

/// Drives a machine whose progress nobody watches.
///
/// # Errors
/// Those of [`drive`].
pub(super) async fn ask<M: Machine>(
    mut machine: M,
    signal: &AbortSignal,
) -> Result<M::Output, Error> {
    drive(&mut machine, &[], signal, |_, _, _| {}).await
}
