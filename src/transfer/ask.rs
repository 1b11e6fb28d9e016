//! Machines of one request.

use super::download::read_content_range;
use super::failure::{failure, nonsense};
use super::http::{Body, Method, Request, Response};
use super::instance::Instance;
use super::retry::Retry;
use super::{Event, Machine, Step};
use crate::error::{Code, Error};
use crate::seal::{BlobId, DeleteToken, KDF_HEADER_BYTES, PREVIEW_HEAD_BYTES, ViewToken};
use core::fmt;
use core::time::Duration;
use serde::Deserialize;

/// One request, tried again where its failure is a passing one.
pub struct Ask<T> {
    request: Request,
    read: fn(&Response) -> Result<T, Error>,
    unauthorized: Code,
    /// Whether an answer that it is gone is what was wanted, once an earlier try may have done it.
    gone_is_done: bool,
    /// Whether it may be answered that a view would have to be spent.
    limited_is_done: bool,
    retry: Retry,
}

impl<T> Ask<T> {
    fn new(request: Request, unauthorized: Code, read: fn(&Response) -> Result<T, Error>) -> Self {
        Self {
            request,
            read,
            unauthorized,
            gone_is_done: false,
            limited_is_done: false,
            retry: Retry::short(),
        }
    }

    fn read(&mut self, response: &Response) -> Step<T> {
        let repeated = self.gone_is_done && self.retry.is_retry();
        let limited = self.limited_is_done && response.status == 428;
        if response.is_success() || limited || (repeated && response.status == 410) {
            return Step::Done((self.read)(response));
        }
        match self.retry.passing(response) {
            Some(wait) => Step::Wait(wait),
            None => Step::Done(Err(failure(response, self.unauthorized))),
        }
    }
}

impl<T> Machine for Ask<T> {
    type Output = T;

    fn step(&mut self, event: Event) -> Step<T> {
        match event {
            Event::Start | Event::Waited => Step::Request(self.request.clone()),
            Event::Response(response) => self.read(&response),
            Event::Cut(_) | Event::NetworkFailed => wait(self.retry.failed()),
            Event::Silent => wait(self.retry.fell_silent()),
        }
    }
}

fn wait<T>(next: Result<Duration, Error>) -> Step<T> {
    match next {
        Ok(wait) => Step::Wait(wait),
        Err(error) => Step::Done(Err(error)),
    }
}

/// Gets the first 32 bytes of a blob. No token is needed.
pub(super) fn header(origin: &str, id: BlobId) -> Ask<Vec<u8>> {
    let request = Request::new(Method::Get, format!("{origin}/b/{id}/header"));
    Ask::new(request, Code::ServerError, |response| {
        if response.body.len() == KDF_HEADER_BYTES {
            Ok(response.body.clone())
        } else {
            Err(nonsense("a header is 32 bytes"))
        }
    })
}

/// What a server says of a picture without spending a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inspected {
    /// The size of the blob.
    pub blob_bytes: Option<u64>,
    /// When it goes, in seconds since 1970 in UTC; nothing where it stays.
    pub expires_unix_secs: Option<u64>,
    /// How many views are left; nothing where they are not limited.
    pub views_left: Option<u64>,
}

/// Asks when a picture goes and how many views are left.
pub fn inspect(origin: &str, id: BlobId, token: &ViewToken) -> Ask<Inspected> {
    let request = Request::new(Method::Head, blob_url(origin, id)).bearer(&token.to_base64url());
    Ask::new(request, Code::WrongKey, |response| {
        Ok(Inspected {
            blob_bytes: response.number("Content-Length"),
            expires_unix_secs: response.number("Pellicle-Expires"),
            views_left: response.number("Pellicle-Views-Left"),
        })
    })
}

/// The first bytes of a blob, which bring its preview where it has one.
#[derive(Clone, PartialEq, Eq)]
pub struct Head {
    /// The first [`PREVIEW_HEAD_BYTES`], or all of a shorter blob.
    pub bytes: Vec<u8>,
    /// The size of the blob.
    pub blob_bytes: u64,
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Head({} of {} bytes)", self.bytes.len(), self.blob_bytes)
    }
}

/// Gets the first bytes of a blob and spends no view: of a view-limited picture there come none.
pub fn fetch_head(origin: &str, id: BlobId, token: &ViewToken) -> Ask<Option<Head>> {
    let mut request = Request::new(Method::Get, blob_url(origin, id))
        .bearer(&token.to_base64url())
        .header("Range", format!("bytes=0-{}", PREVIEW_HEAD_BYTES - 1));
    request.max_body_bytes = PREVIEW_HEAD_BYTES as u64;
    let mut ask = Ask::new(request, Code::WrongKey, read_head);
    ask.limited_is_done = true;
    ask
}

fn read_head(response: &Response) -> Result<Option<Head>, Error> {
    let blob_bytes = match response.status {
        206 => match response
            .header("Content-Range")
            .and_then(read_content_range)
        {
            Some((0, total)) => total,
            _ => return Err(nonsense("a part is not the one that was asked for")),
        },
        // A server that knows no ranges begins to send all of it. What is compressed on its way has another length.
        200 => match (
            response.header("Content-Encoding"),
            response.number("Content-Length"),
        ) {
            (None, Some(total)) => total,
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    let wanted = blob_bytes.min(PREVIEW_HEAD_BYTES as u64) as usize;
    match response.body.get(..wanted) {
        Some(bytes) => Ok(Some(Head {
            bytes: bytes.to_vec(),
            blob_bytes,
        })),
        // Not every driver reads on where more is announced than was asked for.
        None if response.status == 200 => Ok(None),
        None => Err(nonsense("less came than was announced")),
    }
}

/// Asks whether a picture is there and this is its view token, and spends no view.
pub fn prove(origin: &str, id: BlobId, token: &ViewToken) -> Ask<()> {
    let request = Request::new(Method::Head, blob_url(origin, id)).bearer(&token.to_base64url());
    Ask::new(request, Code::WrongKey, |_| Ok(()))
}

/// Deletes a picture.
pub fn remove(origin: &str, id: BlobId, token: &DeleteToken) -> Ask<()> {
    let request = Request::new(Method::Delete, blob_url(origin, id)).bearer(&token.to_base64url());
    let mut ask = Ask::new(request, Code::WrongToken, |_| Ok(()));
    ask.gone_is_done = true;
    ask
}

/// Lets a picture go this many seconds from now, and gives the instant in seconds since 1970 in UTC.
pub fn set_expiry(origin: &str, id: BlobId, token: &DeleteToken, expires_in_secs: u64) -> Ask<u64> {
    #[derive(Deserialize)]
    struct Answer {
        expires: u64,
    }
    let body = format!(r#"{{"expires_in":{expires_in_secs}}}"#);
    let request = Request::new(Method::Patch, blob_url(origin, id))
        .bearer(&token.to_base64url())
        .header("Content-Type", "application/json")
        .body(Body::Bytes(body.into_bytes()));
    Ask::new(request, Code::WrongToken, |response| {
        serde_json::from_slice::<Answer>(&response.body)
            .map(|answer| answer.expires)
            .map_err(|_| nonsense("it does not say when the picture goes"))
    })
}

/// Asks a server what it is and what it takes.
pub fn instance(origin: &str) -> Ask<Instance> {
    let request = Request::new(Method::Get, format!("{origin}/api/instance"));
    Ask::new(request, Code::ServerError, |response| {
        serde_json::from_slice(&response.body)
            .map_err(|_| nonsense("it does not describe a server"))
    })
}

pub(super) fn blob_url(origin: &str, id: BlobId) -> String {
    format!("{origin}/b/{id}")
}
