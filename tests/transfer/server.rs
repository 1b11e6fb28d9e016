//! A server in memory that breaks as the script of a test says.

use super::script::answer;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use pellicle::transfer::{Body, Event, Method, Request};
use sha2::{Digest, Sha256};

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy)]
pub enum Mishap {
    /// Nothing.
    None,
    /// The request never arrives.
    Lost,
    /// The server acts on it, and its answer never arrives.
    AnswerLost,
    /// So much of the body arrives, in 256ths, before the connection breaks. This server keeps it, as one does that knows
    /// nothing of checksums.
    BodyCut(u8),
    /// One byte of the body arrives as another.
    Flipped,
    /// The server says nothing, whether or not the request arrived.
    Silent,
    /// The server forgets its last so many bytes before it looks at the request.
    Forgets(u16),
    /// The server has restarted without the upload.
    Restarted,
    /// A gateway answers in the server's place.
    Gateway,
}

/// The server: at most one upload at a time.
#[derive(Default)]
pub struct Server {
    upload: Option<(usize, Vec<u8>)>,
    uploads: usize,
    done: bool,
}

impl Server {
    /// What has arrived, once all of it has.
    pub fn blob(&self) -> Option<&[u8]> {
        self.upload
            .as_ref()
            .filter(|_| self.done)
            .map(|(_, bytes)| &bytes[..])
    }

    /// How many bytes are here, of an upload or of the blob that it became; nothing where there is neither.
    pub fn kept_bytes(&self) -> Option<usize> {
        self.upload.as_ref().map(|(_, bytes)| bytes.len())
    }

    pub fn handle(&mut self, request: &Request, blob: &[u8], mishap: Mishap) -> Event {
        match mishap {
            Mishap::Lost => return Event::NetworkFailed,
            Mishap::Silent => return Event::Silent,
            Mishap::Gateway => return answer(502, "", b"<html>"),
            Mishap::Restarted if !self.done => self.upload = None,
            Mishap::Forgets(count) if !self.done => {
                if let Some((_, bytes)) = &mut self.upload {
                    bytes.truncate(bytes.len().saturating_sub(count.into()));
                }
            }
            _ => {}
        }
        let mut body = match &request.body {
            Body::BlobRange(range) => blob[range.clone()].to_vec(),
            Body::Bytes(bytes) => bytes.clone(),
            Body::Empty => Vec::new(),
        };
        match mishap {
            Mishap::BodyCut(part) => body.truncate(body.len() * usize::from(part) / 256),
            Mishap::Flipped => body.iter_mut().take(1).for_each(|byte| *byte ^= 1),
            _ => {}
        }
        let event = self.act(request, &body, matches!(mishap, Mishap::BodyCut(_)));
        match mishap {
            Mishap::AnswerLost | Mishap::BodyCut(_) => Event::NetworkFailed,
            _ => event,
        }
    }

    fn act(&mut self, request: &Request, body: &[u8], is_cut: bool) -> Event {
        let own = format!("/api/blobs/{}", self.uploads);
        match request.method {
            Method::Post => {
                self.uploads += 1;
                let length = header(request, "Upload-Length").and_then(|value| value.parse().ok());
                self.upload = Some((length.expect("a length"), Vec::new()));
                return answer(201, &format!("Location: /api/blobs/{}", self.uploads), b"");
            }
            Method::Delete if request.url.ends_with("/b/7Hk2mQx9TzRv4WbN") => {
                assert!(header(request, "Authorization").is_some());
                let was_there = self.upload.take().is_some();
                return answer(if was_there { 204 } else { 410 }, "", b"");
            }
            _ => {}
        }
        let Some((total, bytes)) = self.upload.as_mut().filter(|_| request.url.ends_with(&own))
        else {
            return answer(
                404,
                "",
                br#"{"code":"not-found","message":"no such upload"}"#,
            );
        };
        if request.method != Method::Head && self.done {
            return answer(409, "", b"");
        }
        if request.method == Method::Delete {
            self.upload = None;
            return answer(204, "", b"");
        }
        if request.method == Method::Patch {
            let offset = header(request, "Upload-Offset").and_then(|value| value.parse().ok());
            if offset != Some(bytes.len()) {
                return answer(409, "", b"");
            }
            assert!(body.len() <= 1024 * 1024, "a piece is at most 1 MiB");
            let found = format!("sha256 {}", STANDARD.encode(Sha256::digest(body)));
            let stated = header(request, "Upload-Checksum").expect("a checksum");
            if found != stated && !is_cut {
                return answer(460, "", b"");
            }
            bytes.extend_from_slice(body);
        }
        self.done = bytes.len() == *total;
        let offset = format!("Upload-Offset: {}", bytes.len());
        let named = if self.done {
            "\nPellicle-ID: 7Hk2mQx9TzRv4WbN"
        } else {
            ""
        };
        answer(204, &(offset + named), b"")
    }
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let mut headers = request.headers.iter();
    headers
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.as_str())
}
