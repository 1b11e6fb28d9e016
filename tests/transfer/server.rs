//! A tus server in memory that breaks as the script of a test says.

use super::script::answer;
use pellicle::transfer::{Body, Event, Method, Request};

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy)]
pub enum Mishap {
    /// Nothing.
    None,
    /// The request never arrives.
    Lost,
    /// The server acts on it, and its answer never arrives.
    AnswerLost,
    /// The server says nothing.
    Silent,
    /// So much of the body arrives, in 256ths, before the connection breaks.
    BodyCut(u8),
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
            Mishap::BodyCut(part) => {
                self.act(request, blob, usize::from(part));
                return Event::NetworkFailed;
            }
            _ => {}
        }
        let event = self.act(request, blob, 256);
        if matches!(mishap, Mishap::AnswerLost) {
            Event::NetworkFailed
        } else {
            event
        }
    }

    fn act(&mut self, request: &Request, blob: &[u8], part: usize) -> Event {
        let header = |name| {
            request
                .headers
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.as_str())
        };
        let number = |name| header(name).and_then(|value| value.parse::<usize>().ok());
        if request.method == Method::Post {
            self.uploads += 1;
            self.upload = Some((number("Upload-Length").expect("a length"), Vec::new()));
            return answer(201, &format!("Location: /api/blobs/{}", self.uploads), b"");
        }
        let own = format!("/api/blobs/{}", self.uploads);
        let Some((total, bytes)) = self.upload.as_mut().filter(|_| request.url.ends_with(&own))
        else {
            return answer(
                404,
                "",
                br#"{"code":"not-found","message":"no such upload"}"#,
            );
        };
        if let Body::BlobRange(range) = &request.body {
            if self.done || number("Upload-Offset") != Some(bytes.len()) {
                return answer(409, "", b"");
            }
            assert!(range.len() <= 1024 * 1024, "a piece is at most 1 MiB");
            let arrived = range.len() * part / 256;
            bytes.extend_from_slice(&blob[range.start..range.start + arrived]);
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
