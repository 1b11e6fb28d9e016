//! Upload: tus 1.0 (<https://tus.io/protocols/resumable-upload>), creation and then pieces, each with its checksum.

use super::failure::{failure, nonsense};
use super::http::{Body, Method, Request, Response};
use super::piece::PieceSize;
use super::retry::Retry;
use super::take_back::TakeBack;
use super::{Event, Machine, Step};
use crate::error::{Code, Error};
use crate::seal::{BlobId, DeleteToken};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use core::ops::Range;
use core::time::Duration;
use sha2::{Digest, Sha256};

/// The largest piece on the slowest mobile network worth the name, 1 MiB at 100 kbit/s, and some; and a server that syncs
/// a large blob to a slow disk before it answers.
const PIECE_SILENCE: Duration = Duration::from_secs(120);
/// Before it says how much it has, a server may wait for the end of a request that it takes for alive.
const RESUME_SILENCE: Duration = Duration::from_secs(30);
/// How often an upload that the server has lost is begun anew.
const MAX_CREATIONS: u32 = 3;

/// What the uploader asks of the server. It learns nothing else of the picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UploadOptions {
    /// The time to live in seconds, from the completed upload; the server's default where there is none.
    pub expires_in_secs: Option<u64>,
    /// After how many views the picture goes; not limited where there is none.
    pub views: Option<u64>,
    /// What a delete token is checked against; only the expiry ends the picture where there is none.
    pub delete_verifier: Option<[u8; 32]>,
}

/// A blob that the server has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uploaded {
    /// What it is found by.
    pub id: BlobId,
    /// When it goes, in seconds since 1970 in UTC; nothing where it stays.
    pub expires_unix_secs: Option<u64>,
}

/// Uploads a blob, and goes on where it was cut.
///
/// Until the server has taken the upload on, a server that is away is told within seconds; from then on it is waited for.
pub struct Upload<'a> {
    origin: String,
    metadata: String,
    blob: &'a [u8],
    state: State,
    /// The upload's own URL, once the server has given one.
    location: Option<String>,
    offset: usize,
    /// The furthest offset so far: a server that keeps losing what it had must not keep a client for ever.
    furthest: usize,
    piece: PieceSize,
    creations: u32,
    retry: Retry,
}

/// The request that is on its way or comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Creating,
    Sending {
        end: usize,
    },
    /// Asking how much the server has.
    Resuming,
}

impl<'a> Upload<'a> {
    /// Uploads a blob, which the driver holds too, to a server.
    pub fn new(origin: &str, blob: &'a [u8], options: &UploadOptions) -> Self {
        Self {
            origin: origin.to_owned(),
            metadata: options.to_metadata(),
            blob,
            state: State::Creating,
            location: None,
            offset: 0,
            furthest: 0,
            piece: PieceSize::first(),
            creations: 0,
            retry: Retry::brief(),
        }
    }

    /// How many bytes the server has acknowledged. It may fall, where a server has lost some.
    pub fn sent_bytes(&self) -> u64 {
        self.offset as u64
    }

    /// How many bytes there are.
    pub fn total_bytes(&self) -> u64 {
        self.blob.len() as u64
    }

    /// Stops for good: what takes back whatever the server has, where it has anything.
    pub fn take_back(self, token: &DeleteToken) -> Option<TakeBack> {
        Some(TakeBack::new(self.origin, self.location?, token))
    }

    fn request(&mut self) -> Step<Uploaded> {
        let Some(location) = self
            .location
            .clone()
            .filter(|_| self.state != State::Creating)
        else {
            let mut request = tus(Method::Post, format!("{}/api/blobs", self.origin))
                .header("Upload-Length", self.blob.len().to_string());
            if !self.metadata.is_empty() {
                request = request.header("Upload-Metadata", self.metadata.clone());
            }
            return Step::Request(request);
        };
        Step::Request(match self.state {
            State::Sending { end } => tus(Method::Patch, location)
                .header("Upload-Offset", self.offset.to_string())
                .header("Upload-Checksum", self.checksum(self.offset..end))
                .header("Content-Type", "application/offset+octet-stream")
                .body(Body::BlobRange(self.offset..end))
                .max_silence(PIECE_SILENCE),
            State::Creating | State::Resuming => {
                tus(Method::Head, location).max_silence(RESUME_SILENCE)
            }
        })
    }

    /// What tells the server that a piece arrived as it was sent, beyond what TCP and middle boxes notice.
    fn checksum(&self, piece: Range<usize>) -> String {
        format!(
            "sha256 {}",
            STANDARD.encode(Sha256::digest(&self.blob[piece]))
        )
    }

    fn send_next_piece(&mut self) -> Step<Uploaded> {
        let end = self.blob.len().min(self.offset + self.piece.bytes());
        self.state = State::Sending { end };
        self.request()
    }

    fn read(&mut self, response: &Response) -> Result<Step<Uploaded>, Error> {
        match (self.state, response.status) {
            (State::Creating, 201) => self.created(response),
            (State::Sending { end }, 200 | 204) => self.advanced(response, end),
            (State::Resuming, 200 | 204) => self.resumed(response),
            // The server has another offset, or a piece did not arrive as it was sent (tus: checksum mismatch).
            (State::Sending { .. }, 409 | 460) => {
                let wait = self.retry.failed()?;
                Ok(self.resume_after(wait))
            }
            // The server does not know the upload any more: it restarted without it, or let it expire.
            (State::Sending { .. } | State::Resuming, 404 | 410)
                if self.creations < MAX_CREATIONS =>
            {
                let wait = self.retry.failed()?;
                self.state = State::Creating;
                self.location = None;
                self.offset = 0;
                Ok(Step::Wait(wait))
            }
            _ => match self.retry.passing(response) {
                Some(wait) => Ok(self.resume_after(wait)),
                None => Err(failure(response, Code::Refused)),
            },
        }
    }

    fn created(&mut self, response: &Response) -> Result<Step<Uploaded>, Error> {
        let location = response
            .header("Location")
            .and_then(|location| self.resolve(location))
            .ok_or_else(|| nonsense("it gives no place to upload to"))?;
        if self.creations == 0 {
            self.retry = Retry::patient();
        }
        self.creations += 1;
        self.location = Some(location);
        self.offset = 0;
        Ok(self.send_next_piece())
    }

    /// A path on the same server. The blob goes nowhere else, whatever an answer says.
    fn resolve(&self, location: &str) -> Option<String> {
        let path = location.strip_prefix(&self.origin).unwrap_or(location);
        let is_plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'#');
        (path.starts_with("/api/blobs/") && path.bytes().all(is_plain))
            .then(|| format!("{}{path}", self.origin))
    }

    fn advanced(&mut self, response: &Response, end: usize) -> Result<Step<Uploaded>, Error> {
        let offset = self.read_offset(response)?;
        if offset <= self.offset || offset > end {
            return Err(nonsense("the upload's offset jumped"));
        }
        self.piece.arrived(end - self.offset, response.took);
        self.go_on(offset, response)
    }

    fn resumed(&mut self, response: &Response) -> Result<Step<Uploaded>, Error> {
        let offset = self.read_offset(response)?;
        self.go_on(offset, response)
    }

    /// Sends the next piece, or ends where the server has everything and has named the blob.
    fn go_on(&mut self, offset: usize, response: &Response) -> Result<Step<Uploaded>, Error> {
        if offset > self.furthest {
            self.furthest = offset;
            self.retry.progressed();
        }
        self.offset = offset;
        if self.offset < self.blob.len() {
            return Ok(self.send_next_piece());
        }
        let Some(id) = response.header("Pellicle-ID") else {
            // All bytes are there, but the server is not done: ask until it is.
            self.state = State::Resuming;
            return self.retry.failed().map(Step::Wait);
        };
        let id = BlobId::new(id).ok_or_else(|| nonsense("it names the picture by no id"))?;
        let expires_unix_secs = response.number("Pellicle-Expires");
        Ok(Step::Done(Ok(Uploaded {
            id,
            expires_unix_secs,
        })))
    }

    fn read_offset(&self, response: &Response) -> Result<usize, Error> {
        response
            .number("Upload-Offset")
            .and_then(|offset| usize::try_from(offset).ok())
            .filter(|offset| *offset <= self.blob.len())
            .ok_or_else(|| nonsense("it does not say how much it has"))
    }

    /// After a break the server's offset counts, where there is an upload.
    fn resume_after(&mut self, wait: Duration) -> Step<Uploaded> {
        if let State::Sending { .. } = self.state {
            self.piece.broke();
        }
        if self.location.is_some() {
            self.state = State::Resuming;
        }
        Step::Wait(wait)
    }
}

impl Machine for Upload<'_> {
    type Output = Uploaded;

    fn step(&mut self, event: Event) -> Step<Uploaded> {
        let step = match event {
            Event::Start | Event::Waited => Ok(self.request()),
            Event::Response(response) => self.read(&response),
            Event::Cut(_) | Event::NetworkFailed => {
                self.retry.failed().map(|wait| self.resume_after(wait))
            }
            Event::Silent => self.retry.fell_silent().map(|wait| self.resume_after(wait)),
        };
        step.unwrap_or_else(|error| Step::Done(Err(error)))
    }
}

impl UploadOptions {
    /// tus's own form: keys with values in base64.
    fn to_metadata(&self) -> String {
        let values = [
            (
                "expires-in",
                self.expires_in_secs.map(|secs| secs.to_string()),
            ),
            ("views", self.views.map(|views| views.to_string())),
            (
                "delete-verifier",
                self.delete_verifier
                    .map(|bytes| URL_SAFE_NO_PAD.encode(bytes)),
            ),
        ];
        let pairs = values
            .into_iter()
            .filter_map(|(key, value)| Some(format!("{key} {}", STANDARD.encode(value?))));
        pairs.collect::<Vec<_>>().join(",")
    }
}

/// A request in tus's own version.
pub(super) fn tus(method: Method, url: String) -> Request {
    Request::new(method, url).header("Tus-Resumable", "1.0.0")
}
