//! One file of the pages, in every form that clients take it in.

use super::encoding::Encoding;
use crate::headers::text;
use axum::http::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use std::io::{self, Write as _};
use std::sync::OnceLock;

/// Measured on the WebAssembly module: 9 makes it 1 % smaller in four times the time, 11 makes it 10 % smaller in almost
/// fifty times. That is worth it once, when the site is built: its `.br` and `.gz` files are taken as they are.
const BROTLI_QUALITY: i32 = 5;
/// The window that every browser takes.
const BROTLI_WINDOW_BITS: i32 = 22;
/// Smaller files fit one packet either way.
const WORTH_COMPRESSING_BYTES: usize = 1024;

/// One file.
pub struct Asset {
    /// What it is.
    pub media_type: HeaderValue,
    identity: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
    hash: String,
}

impl Asset {
    /// This content under this name.
    pub(super) fn new(name: &str, bytes: impl Into<Bytes>) -> Self {
        let identity = bytes.into();
        let hash = URL_SAFE_NO_PAD.encode(&Sha256::digest(&identity)[..12]);
        Self {
            media_type: HeaderValue::from_static(media_type(name)),
            identity,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
            hash,
        }
    }

    /// The same with forms that were made elsewhere.
    pub(super) fn with_forms(self, brotli: Option<Bytes>, gzip: Option<Bytes>) -> Self {
        Self {
            brotli: brotli.map_or_else(OnceLock::new, OnceLock::from),
            gzip: gzip.map_or_else(OnceLock::new, OnceLock::from),
            ..self
        }
    }

    /// Whether this form of it is there yet.
    pub fn has(&self, encoding: Encoding) -> bool {
        match encoding {
            Encoding::Identity => true,
            Encoding::Brotli => self.brotli.get().is_some(),
            Encoding::Gzip => self.gzip.get().is_some(),
        }
    }

    /// The bytes in this form, or as they are where it is not there.
    pub fn bytes(&self, encoding: Encoding) -> Bytes {
        let form = match encoding {
            Encoding::Identity => None,
            Encoding::Brotli => self.brotli.get(),
            Encoding::Gzip => self.gzip.get(),
        };
        form.unwrap_or(&self.identity).clone()
    }

    /// An entity tag: of the content, and of the form, because the bytes differ.
    pub fn tag(&self, encoding: Encoding) -> HeaderValue {
        let form = match encoding {
            Encoding::Identity => "",
            Encoding::Brotli => "-br",
            Encoding::Gzip => "-gz",
        };
        text(&format!("\"{}{form}\"", self.hash))
    }

    /// Makes the forms that are missing, where they are smaller.
    pub(super) fn compress(&self) -> io::Result<()> {
        if self.brotli.get().is_some() {
            return Ok(());
        }
        let shrinks = |form: &Vec<u8>| form.len() < self.identity.len();
        if self.identity.len() < WORTH_COMPRESSING_BYTES {
            return Ok(());
        }
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&self.identity)?;
        gzip.finish()
            .map(|form| shrinks(&form).then(|| self.gzip.set(form.into())))?;
        let mut brotli = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: BROTLI_QUALITY,
            lgwin: BROTLI_WINDOW_BITS,
            ..Default::default()
        };
        brotli::BrotliCompress(&mut &self.identity[..], &mut brotli, &parameters)?;
        if shrinks(&brotli) {
            let _ = self.brotli.set(brotli.into());
        }
        Ok(())
    }
}

/// What a file is, by the ending of its name. The list is closed: what is not on it is shown by no browser.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
