//! Taking an upload back, whatever has become of it.
//!
//! Whoever stops an upload cannot know what the server has: the answer to the last piece may be on its way. So the server
//! is asked, and a blob that is complete is deleted by its delete token, since nobody has its link.

use super::ask::blob_url;
use super::failure::{failure, nonsense};
use super::http::{Method, Request, Response};
use super::retry::Retry;
use super::upload::tus;
use super::{Event, Machine, Step};
use crate::error::{Code, Error};
use crate::seal::{BlobId, DeleteToken};
use core::time::Duration;

/// A server may first wait for the end of a request that it takes for alive.
const SILENCE: Duration = Duration::from_secs(30);

/// Makes a server forget an upload, or the blob that it became.
pub struct TakeBack {
    origin: String,
    location: String,
    bearer: zeroize::Zeroizing<String>,
    state: State,
    retry: Retry,
}

/// The request that is on its way or comes next.
#[derive(Debug, Clone, Copy)]
enum State {
    /// Giving the upload up.
    Ending,
    /// It was complete: asking which blob it became.
    Asking,
    /// Deleting that blob.
    Deleting(BlobId),
}

impl TakeBack {
    pub(super) fn new(origin: String, location: String, token: &DeleteToken) -> Self {
        Self {
            origin,
            location,
            bearer: token.to_base64url(),
            state: State::Ending,
            retry: Retry::short(),
        }
    }

    fn request(&self) -> Step<()> {
        let location = self.location.clone();
        let request = match self.state {
            State::Ending => tus(Method::Delete, location),
            State::Asking => tus(Method::Head, location),
            State::Deleting(id) => {
                Request::new(Method::Delete, blob_url(&self.origin, id)).bearer(&self.bearer)
            }
        };
        Step::Request(request.max_silence(SILENCE))
    }

    fn read(&mut self, response: &Response) -> Result<Step<()>, Error> {
        match (self.state, response.status) {
            (State::Ending, 409) => self.state = State::Asking,
            (State::Asking, 200 | 204) => match response.header("Pellicle-ID") {
                Some(id) => {
                    let id =
                        BlobId::new(id).ok_or_else(|| nonsense("it names the picture by no id"))?;
                    self.state = State::Deleting(id);
                }
                // Not complete after all, so it can be given up.
                None => {
                    self.state = State::Ending;
                    return self.retry.failed().map(Step::Wait);
                }
            },
            // There is nothing, which is what was wanted.
            (_, 200..300 | 404 | 410) => return Ok(Step::Done(Ok(()))),
            _ => {
                return match self.retry.passing(response) {
                    Some(wait) => Ok(Step::Wait(wait)),
                    None => Err(failure(response, Code::WrongToken)),
                };
            }
        }
        Ok(self.request())
    }
}

impl Machine for TakeBack {
    type Output = ();

    fn step(&mut self, event: Event) -> Step<()> {
        let step = match event {
            Event::Start | Event::Waited => Ok(self.request()),
            Event::Response(response) => self.read(&response),
            Event::Cut(_) | Event::NetworkFailed => self.retry.failed().map(Step::Wait),
            Event::Silent => self.retry.fell_silent().map(Step::Wait),
        };
        step.unwrap_or_else(|error| Step::Done(Err(error)))
    }
}
