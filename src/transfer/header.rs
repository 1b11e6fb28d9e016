//! A blob's first bytes; and, where it is gone, how it went.

use super::ask::{self, Ask, Inspected};
use super::{Event, Machine, Step};
use crate::error::{Code, Error};
use crate::link::Link;
use crate::seal::Keys;

/// Gets the first 32 bytes of a link's blob, from which [`Keys`] are derived. No token is needed.
///
/// A server tells how a picture went only to whoever shows its view token, and to make that under a password takes the
/// header, which is gone too. So where it is gone it is asked again with the token of a picture without one, which
/// most are, and the error has [`Error::gone`].
pub fn fetch_header(link: &Link) -> FetchHeader<'_> {
    let header = ask::header(&link.origin, link.id);
    FetchHeader {
        link,
        stage: Stage::Header(header),
    }
}

/// See [`fetch_header`].
pub struct FetchHeader<'a> {
    link: &'a Link,
    stage: Stage,
}

enum Stage {
    Header(Ask<Vec<u8>>),
    /// It is gone, which is all that is told where nothing more can be learnt.
    Why(Error, Ask<Inspected>),
}

impl FetchHeader<'_> {
    fn ask_why(&mut self, error: Error) -> Step<Vec<u8>> {
        let Ok(keys) = Keys::without_password(&self.link.secret) else {
            return Step::Done(Err(error));
        };
        let mut why = ask::inspect(&self.link.origin, self.link.id, keys.view_token());
        let first = why.step(Event::Start);
        self.stage = Stage::Why(error.clone(), why);
        answered(first, error)
    }
}

impl Machine for FetchHeader<'_> {
    type Output = Vec<u8>;

    fn step(&mut self, event: Event) -> Step<Vec<u8>> {
        match &mut self.stage {
            Stage::Header(header) => match header.step(event) {
                Step::Done(Err(error)) if error.code() == Code::Gone => self.ask_why(error),
                step => step,
            },
            Stage::Why(error, why) => {
                let step = why.step(event);
                answered(step, error.clone())
            }
        }
    }
}

/// Whatever comes of the second question, the picture is gone.
fn answered(step: Step<Inspected>, gone: Error) -> Step<Vec<u8>> {
    match step {
        Step::Request(request) => Step::Request(request),
        Step::Wait(wait) => Step::Wait(wait),
        Step::Done(Err(error)) if error.gone().is_some() => Step::Done(Err(error)),
        Step::Done(_) => Step::Done(Err(gone)),
    }
}
