//! The files of the pages, in memory, and their compressed forms.

use super::encoding::Encoding;
use crate::headers::text;
use axum::http::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::OnceLock;

/// The pages as they were when this program was built.
#[derive(rust_embed::RustEmbed)]
#[folder = "../www/site"]
#[allow_missing = true]
struct Embedded;

/// Near brotli's best (11) at a twentieth of its time.
const BROTLI_QUALITY: i32 = 9;
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
    fn new(name: &str, bytes: impl Into<Bytes>) -> Self {
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

    fn compress(&self) -> io::Result<()> {
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

/// All files, by their path without the first slash.
#[derive(Default)]
pub struct Site {
    assets: HashMap<String, Asset>,
}

impl Site {
    /// The pages that are part of this program.
    pub fn embedded() -> Self {
        let files = Embedded::iter()
            .filter_map(|name| Some((name.to_string(), Embedded::get(&name)?.data.into_owned())));
        Self::from_files(files)
    }

    /// The pages in a folder, read once.
    ///
    /// # Errors
    /// What the disk says.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(next)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(name) = path.strip_prefix(folder) {
                    files.push((name.to_string_lossy().into_owned(), std::fs::read(&path)?));
                }
            }
        }
        Ok(Self::from_files(files))
    }

    /// These files. One that is another's name with `.br` or `.gz` behind it is that file's compressed form.
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files: HashMap<_, _> = files.into_iter().collect();
        let form = |name: &str, suffix: &str| {
            files
                .get(&format!("{name}{suffix}"))
                .map(|bytes| Bytes::from(bytes.clone()))
        };
        let is_form = |name: &str| {
            [".br", ".gz"].iter().any(|s| {
                name.strip_suffix(s)
                    .is_some_and(|base| files.contains_key(base))
            })
        };
        let assets = files
            .iter()
            .filter(|(name, _)| !is_form(name))
            .map(|(name, bytes)| {
                let asset = Asset::new(name, bytes.clone());
                form(name, ".br").map(|bytes| asset.brotli.set(bytes));
                form(name, ".gz").map(|bytes| asset.gzip.set(bytes));
                (name.clone(), asset)
            });
        Self {
            assets: assets.collect(),
        }
    }

    /// The file with this path.
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.get(name)
    }

    /// Makes the compressed forms that are missing. Takes seconds; until a form is there, files go out as they are.
    pub fn compress(&self) {
        for asset in self
            .assets
            .values()
            .filter(|asset| asset.brotli.get().is_none())
        {
            if let Err(error) = asset.compress() {
                tracing::warn!(%error, "a page could not be compressed");
            }
        }
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
