//! The native driver of [`pellicle::transfer`]: sends what a machine asks for, waits when it says so, and decides nothing.

use crate::http::{Http, Reading, is_not_trusted, is_silence};
use crate::sentences::Failure;
use crate::{cancel, progress};
use pellicle::transfer::{Event, Machine, Request, Step};
use pellicle::{Code, Error};
use std::thread;

impl Http {
    /// Drives a machine to its end, unless someone wants the program to stop. `blob` is what an upload sends pieces of;
    /// `watch` is told after every step, and while an answer is read.
    pub fn run<M: Machine>(
        &self,
        machine: &mut M,
        blob: &[u8],
        watch: &mut dyn FnMut(&M, Reading),
    ) -> Result<M::Output, Failure> {
        let mut event = Event::Start;
        let mut lost = None;
        loop {
            if cancel::requested() {
                return Err(Code::Cancelled.into());
            }
            let step = machine.step(event);
            watch(machine, Reading::default());
            event = match step {
                Step::Done(outcome) => {
                    return outcome.map_err(|error| explained(error, lost.as_deref()));
                }
                Step::Wait(pause) => {
                    cancel::pause(pause);
                    Event::Waited
                }
                Step::Request(request) => {
                    let event;
                    (event, lost) = self.exchange(&request, blob, &mut |reading| {
                        watch(machine, reading);
                    })?;
                    event
                }
            };
        }
    }

    /// Drives a machine that takes something back to its end: also when someone wants the program to stop, and whatever
    /// comes of it.
    pub fn finish(&self, mut machine: impl Machine) {
        let mut event = Event::Start;
        loop {
            event = match machine.step(event) {
                Step::Done(_) => return,
                Step::Wait(pause) => {
                    thread::sleep(pause);
                    Event::Waited
                }
                Step::Request(request) => match self.exchange(&request, &[], &mut |_| {}) {
                    Ok((event, _)) => event,
                    Err(_) => return,
                },
            };
        }
    }

    /// Sends a request. Gives what happened, and the system's word for what was lost.
    fn exchange(
        &self,
        request: &Request,
        blob: &[u8],
        on_read: &mut dyn FnMut(Reading),
    ) -> Result<(Event, Option<String>), Failure> {
        match self.send(request, blob, on_read) {
            Ok((response, None)) => Ok((Event::Response(response), None)),
            Ok((response, Some(error))) => Ok((Event::Cut(response), Some(error.to_string()))),
            Err(error) if is_not_trusted(&error) => {
                progress::note(&error.to_string());
                Err(Failure::NOT_TRUSTED)
            }
            Err(error) if is_silence(&error) => Ok((Event::Silent, Some(error.to_string()))),
            Err(error) => Ok((Event::NetworkFailed, Some(error.to_string()))),
        }
    }
}

/// Says beside the sentence what only this one failure knows: the system's word, or the server's.
fn explained(error: Error, lost: Option<&str>) -> Failure {
    match (error.code(), lost) {
        (Code::Offline, Some(lost)) => progress::note(&format!("the last attempt: {lost}")),
        (
            Code::BadOption
            | Code::TooLarge
            | Code::Refused
            | Code::RateLimited
            | Code::Full
            | Code::Incident
            | Code::ServerError,
            _,
        ) => progress::note(error.message()),
        _ => {}
    }
    error.into()
}
