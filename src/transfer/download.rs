//! Download: one blob, in as many pieces as the connection makes of it.

use super::ask::blob_url;
use super::failure::{failure, nonsense};
use super::http::{Method, Request, Response};
use super::retry::Retry;
use super::{DEFAULT_MAX_BLOB_BYTES, Event, Machine, Step, ViewValue};
use crate::error::{Code, Error};
use crate::seal::{BlobId, ViewToken};
use core::fmt;

/// How a blob is downloaded.
#[derive(Debug, Clone)]
pub struct DownloadOptions {
    /// The value that a view may be spent under. Without it a view-limited picture ends in [`Code::ViewLimited`],
    /// nothing is spent, and [`Download::views_left`] says what asking again with it would leave less.
    pub view: Option<ViewValue>,
    /// The largest blob that is taken, in bytes.
    pub max_blob_bytes: u64,
}

impl Default for DownloadOptions {
    fn default() -> Self {
        Self {
            view: None,
            max_blob_bytes: DEFAULT_MAX_BLOB_BYTES,
        }
    }
}

/// A blob that has come.
#[derive(Clone, PartialEq, Eq)]
pub struct Downloaded {
    /// The blob.
    pub blob: Vec<u8>,
    /// When it goes, in seconds since 1970 in UTC; nothing where it stays.
    pub expires_unix_secs: Option<u64>,
    /// How many views are left after this one; nothing where they are not limited.
    pub views_left: Option<u64>,
}

impl fmt::Debug for Downloaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Downloaded({} bytes)", self.blob.len())
    }
}

/// Downloads a blob, and goes on where it was cut.
pub struct Download {
    url: String,
    bearer: zeroize::Zeroizing<String>,
    options: DownloadOptions,
    blob: Vec<u8>,
    /// The size of the whole, once an answer has stated it.
    total_bytes: Option<u64>,
    expires_unix_secs: Option<u64>,
    views_left: Option<u64>,
    retry: Retry,
}

impl Download {
    /// Downloads the blob with this id, whose view token was derived from its header.
    pub fn new(origin: &str, id: BlobId, token: &ViewToken, options: DownloadOptions) -> Self {
        Self {
            url: blob_url(origin, id),
            bearer: token.to_base64url(),
            options,
            blob: Vec::new(),
            total_bytes: None,
            expires_unix_secs: None,
            views_left: None,
            retry: Retry::short(),
        }
    }

    /// How many bytes have come, up to the last answer. A driver adds what it is reading.
    pub fn received_bytes(&self) -> u64 {
        self.blob.len() as u64
    }

    /// What has come, up to the last answer.
    pub fn received(&self) -> &[u8] {
        &self.blob
    }

    /// How many bytes there are, once the server has said so.
    pub fn total_bytes(&self) -> Option<u64> {
        self.total_bytes
    }

    /// How many views are left, as far as the server has said so; also after [`Code::ViewLimited`].
    pub fn views_left(&self) -> Option<u64> {
        self.views_left
    }

    fn request(&self) -> Request {
        let mut request = Request::new(Method::Get, self.url.clone()).bearer(&self.bearer);
        // Shown from the first request on: of a look that was cut short the server has spent the last view already.
        if let Some(view) = self.options.view {
            request = request.header("Pellicle-View", view.to_base64url());
        }
        if !self.blob.is_empty() {
            request = request.header("Range", format!("bytes={}-", self.blob.len()));
        }
        request.max_body_bytes = self
            .options
            .max_blob_bytes
            .saturating_sub(self.received_bytes());
        request
    }

    /// An answer, whole or cut.
    fn read(&mut self, response: Response, is_cut: bool) -> Result<Step<Downloaded>, Error> {
        if let Some(views_left) = response.number("Pellicle-Views-Left") {
            self.views_left = Some(views_left);
        }
        match response.status {
            200 => self.begin(response),
            206 if !self.blob.is_empty() => self.go_on(response)?,
            _ => {
                return match self.retry.passing(&response) {
                    Some(wait) => Ok(Step::Wait(wait)),
                    None => Err(failure(&response, Code::WrongKey)),
                };
            }
        }
        self.check_size()?;
        let is_whole = match self.total_bytes {
            Some(total) => self.received_bytes() == total,
            None => !is_cut,
        };
        if is_whole {
            Ok(Step::Done(Ok(self.finish())))
        } else {
            self.retry.failed().map(Step::Wait)
        }
    }

    /// The answer is the blob from its first byte, on a later try too where a server knows no ranges.
    fn begin(&mut self, response: Response) {
        self.expires_unix_secs = response.number("Pellicle-Expires");
        // What is compressed on its way has a length that says nothing of the blob's.
        self.total_bytes = match response.header("Content-Encoding") {
            None => response.number("Content-Length"),
            Some(_) => None,
        };
        if response.body.len() > self.blob.len() {
            self.retry.progressed();
        }
        self.blob = response.body;
    }

    /// The answer is the blob from where it was cut.
    fn go_on(&mut self, response: Response) -> Result<(), Error> {
        let (start, total) = response
            .header("Content-Range")
            .and_then(read_content_range)
            .ok_or_else(|| nonsense("a part does not say which it is"))?;
        if start != self.received_bytes() || self.total_bytes.is_some_and(|known| known != total) {
            return Err(nonsense("a part is not the one that was asked for"));
        }
        self.total_bytes = Some(total);
        if !response.body.is_empty() {
            self.retry.progressed();
        }
        self.blob.extend_from_slice(&response.body);
        Ok(())
    }

    fn check_size(&self) -> Result<(), Error> {
        let max = self.options.max_blob_bytes;
        if self.received_bytes() > max || self.total_bytes.is_some_and(|total| total > max) {
            return Err(Error::new(
                Code::TooLarge,
                format!("the blob is over the limit of {max} bytes"),
            ));
        }
        if self
            .total_bytes
            .is_some_and(|total| self.received_bytes() > total)
        {
            return Err(nonsense("more came than was announced"));
        }
        Ok(())
    }

    fn finish(&mut self) -> Downloaded {
        Downloaded {
            blob: core::mem::take(&mut self.blob),
            expires_unix_secs: self.expires_unix_secs,
            views_left: self.views_left,
        }
    }
}

impl Machine for Download {
    type Output = Downloaded;

    fn step(&mut self, event: Event) -> Step<Downloaded> {
        let step = match event {
            Event::Start | Event::Waited => Ok(Step::Request(self.request())),
            Event::Response(response) => self.read(response, false),
            Event::Cut(response) => self.read(response, true),
            Event::NetworkFailed => self.retry.failed().map(Step::Wait),
            Event::Silent => self.retry.fell_silent().map(Step::Wait),
        };
        step.unwrap_or_else(|error| Step::Done(Err(error)))
    }
}

/// Reads `bytes START-END/TOTAL`.
pub(super) fn read_content_range(text: &str) -> Option<(u64, u64)> {
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (start, _) = range.split_once('-')?;
    Some((start.parse().ok()?, total.parse().ok()?))
}
