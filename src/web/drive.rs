//! Drives the machines of [`transfer`](crate::transfer): sends what they want sent and waits as long as they want to.

use super::failure::cancelled;
use super::{fetch, timer};
use crate::error::Error;
use crate::transfer::{Event, Machine, Request, Step};
use std::time::Duration;
use web_sys::AbortSignal;

/// Drives a machine to its end. `on_bytes` hears of every piece of an answer and of every step.
///
/// # Errors
/// The machine's, and `cancelled` once the signal is aborted.
pub(super) async fn drive<M: Machine>(
    machine: &mut M,
    blob: &[u8],
    signal: &AbortSignal,
    mut on_bytes: impl FnMut(&M, &[u8], Option<usize>),
) -> Result<M::Output, Error> {
    let mut result = Err(cancelled());
    turn(
        &mut |heard: Heard<'_>| match heard {
            Heard::Event(event) => match machine.step(event) {
                Step::Request(request) => Some(Next::Request(request)),
                Step::Wait(duration) => Some(Next::Wait(duration)),
                Step::Done(done) => {
                    result = done;
                    None
                }
            },
            Heard::Bytes(bytes, total) => {
                on_bytes(machine, bytes, total);
                None
            }
        },
        blob,
        signal,
    )
    .await;
    result
}

/// What a machine hears, and whoever watches it.
enum Heard<'a> {
    Event(Event),
    Bytes(&'a [u8], Option<usize>),
}

/// What is to be done next.
enum Next {
    Request(Request),
    Wait(Duration),
}

/// The loop of [`drive`]: without the machine's type, so that the module holds it once.
async fn turn(
    machine: &mut dyn FnMut(Heard<'_>) -> Option<Next>,
    blob: &[u8],
    signal: &AbortSignal,
) {
    let mut event = Event::Start;
    while !signal.aborted() {
        let next = machine(Heard::Event(event));
        machine(Heard::Bytes(&[], None));
        event = match next {
            Some(Next::Request(request)) => {
                let mut on_bytes = |bytes: &[u8], total| {
                    machine(Heard::Bytes(bytes, total));
                };
                fetch::send(&request, blob, signal, &mut on_bytes).await
            }
            Some(Next::Wait(duration)) => {
                timer::sleep(duration, signal).await;
                Event::Waited
            }
            None => return,
        };
    }
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
