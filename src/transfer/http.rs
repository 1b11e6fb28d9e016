//! Requests and answers, as far as a machine needs to know of them.

use core::fmt;
use core::ops::Range;
use core::time::Duration;

/// How a request is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// As it stands in a request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// What a request carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// This range of the blob that is uploaded, which the driver holds.
    BlobRange(Range<usize>),
    /// These bytes.
    Bytes(Vec<u8>),
}

/// A request to send. Follow no redirect, and send neither cookies nor a referrer.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Where; never with a token or a fragment in it.
    pub url: String,
    /// Names and values; one may be `Authorization`.
    pub headers: Vec<(&'static str, String)>,
    /// What.
    pub body: Body,
    /// The most that the driver reads of the answer's body. It may stop one byte behind it, or as soon as
    /// `Content-Length` is above it, and hand over what it has: the machine then knows that it was too much.
    pub max_body_bytes: u64,
    /// How long the driver bears to hear nothing, before the answer ([`Event::Silent`](super::Event::Silent)) and in
    /// the middle of it ([`Event::Cut`](super::Event::Cut)).
    pub max_silence: Duration,
}

/// The most that an answer of JSON may be.
const MAX_JSON_BYTES: u64 = 256 * 1024;
/// A server that says nothing for so long is away: what is asked of it takes some round trips, on a slow network too.
const MAX_SILENCE: Duration = Duration::from_secs(20);

impl Request {
    pub(super) fn new(method: Method, url: String) -> Self {
        Self {
            method,
            url,
            headers: Vec::new(),
            body: Body::Empty,
            max_body_bytes: MAX_JSON_BYTES,
            max_silence: MAX_SILENCE,
        }
    }

    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(super) fn bearer(self, token: &str) -> Self {
        self.header("Authorization", format!("Bearer {token}"))
    }

    pub(super) fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    pub(super) fn max_silence(mut self, max_silence: Duration) -> Self {
        self.max_silence = max_silence;
        self
    }
}

/// A request prints without its token, so that none ends in a log.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.url)?;
        for (name, value) in &self.headers {
            let shown = if *name == "Authorization" {
                "…"
            } else {
                value
            };
            write!(f, " [{name}: {shown}]")?;
        }
        match &self.body {
            Body::Empty => Ok(()),
            Body::BlobRange(range) => write!(f, " bytes {range:?} of the blob"),
            Body::Bytes(bytes) => write!(f, " {} bytes", bytes.len()),
        }
    }
}

/// An answer.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Names, in any case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How long it took from the request to the answer's end, where the driver has a clock:
    /// an upload then chooses its pieces by it.
    pub took: Option<Duration>,
}

impl Response {
    /// The value of a header, whatever case its name is in.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }

    /// The value of a header that is a whole number.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.header(name)
            .filter(|value| value.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|value| value.parse().ok())
    }

    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} with {} bytes", self.status, self.body.len())
    }
}
