//! `Upload-Checksum`: a request may say what its bytes hash to.

use crate::errors::Error;
use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// sha1 is the one that the protocol wants of every server; it finds accidents, and nothing here relies on it for more.
pub const ALGORITHMS: &str = "sha1,sha256";

/// The hash of a request's bytes while they arrive, and what it should become.
pub enum Checksum {
    /// By SHA-1.
    Sha1(Sha1, Vec<u8>),
    /// By SHA-256.
    Sha256(Sha256, Vec<u8>),
}

impl Checksum {
    /// The checksum that the request announces, if it does.
    ///
    /// # Errors
    /// 400 for an algorithm that is not supported or a value that is not base64.
    pub fn from_headers(headers: &HeaderMap) -> Result<Option<Self>, Error> {
        let Some(header) = headers.get("upload-checksum") else {
            return Ok(None);
        };
        let parts = header.to_str().ok().and_then(|text| text.split_once(' '));
        let (algorithm, value) = parts.ok_or_else(|| {
            Error::bad("Upload-Checksum must be an algorithm and a base64 value.")
        })?;
        let expected = STANDARD
            .decode(value.trim())
            .map_err(|_| Error::bad("Upload-Checksum is not base64."))?;
        match algorithm {
            "sha1" => Ok(Some(Self::Sha1(Sha1::new(), expected))),
            "sha256" => Ok(Some(Self::Sha256(Sha256::new(), expected))),
            _ => Err(Error::bad("Upload-Checksum must be by sha1 or sha256.")),
        }
    }

    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hash, _) => hash.update(bytes),
            Self::Sha256(hash, _) => hash.update(bytes),
        }
    }

    /// Whether the bytes were the announced ones.
    pub fn holds(self) -> bool {
        match self {
            Self::Sha1(hash, expected) => hash.finalize().as_slice() == expected,
            Self::Sha256(hash, expected) => hash.finalize().as_slice() == expected,
        }
    }
}
