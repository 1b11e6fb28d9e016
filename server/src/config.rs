//! Every setting, its default, and where it can be set.
//!
//! A flag wins over an environment variable (`PELLICLE_` and the setting's name in capitals), that over the file given
//! by `--config` (TOML), that over the default. `pellicle-server.example.toml` shows every setting with its default.

mod load;
mod span;

pub use load::{ConfigError, load};
pub use span::Span;

use crate::structure;
use axum::http::Uri;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// The settings of one server.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The address to listen on; port 0 picks a free one. Default: 127.0.0.1:8080.
    pub listen: SocketAddr,
    /// The folder of everything that is kept. Default: `pellicle-data` in the current folder.
    pub data: PathBuf,
    /// A folder to take the pages from, instead of those in the program. Read once, at the start. Default: none.
    pub site: Option<PathBuf>,
    /// What this server calls itself. Default: Pellicle.
    pub name: String,
    /// How to reach the operator: an address or a page. Default: none.
    pub contact: Option<String>,
    /// Other servers of the same operator or friends, as origins. Default: none.
    pub siblings: Vec<String>,
    /// The largest file that the page may prepare, in bytes. The server never sees it. Default: 50 MiB.
    pub file_bytes: u64,
    /// The largest sealed picture, in bytes. Default: 32 MiB.
    pub blob_bytes: u64,
    /// All that blobs and unfinished uploads may take together, in bytes. Default: what the disk has.
    pub quota_bytes: Option<u64>,
    /// What an upload must leave free on the disk, in bytes, so that deletions can always be written down. Default: 64 MiB.
    pub keep_free_bytes: u64,
    /// The max edge that the page offers first, in pixels. Default: 2048.
    pub max_edge: u32,
    /// How long a picture stays when its uploader does not say. Default: 30d.
    pub expires_in: Span,
    /// The longest that an uploader may ask for. Default: 365d.
    pub expires_in_max: Span,
    /// The view limit that the page offers first. Default: none.
    pub views: Option<u32>,
    /// The most views that a view limit can be. Default: 1000.
    pub views_max: u32,
    /// When an upload that is not finished is given up. Default: 24h.
    pub upload_expires_in: Span,
    /// Origins whose pages may read blobs, for instance `https://blog.example`. Default: none.
    pub allowed_origins: Vec<String>,
    /// Origins whose pages may show the upload box of `/embed` in a frame. Default: none.
    pub embed_origins: Vec<String>,
    /// Addresses or networks of reverse proxies whose `X-Forwarded-For` is believed. Behind one that is not listed, everyone is one source. Default: none.
    pub trusted_proxies: Vec<IpNet>,
    /// How many wrong tokens a minute one source may show for pictures with a password. Default: 10.
    pub wrong_tokens_per_minute_per_source: u32,
    /// How many wrong tokens a minute everyone together may show for one picture with a password. Default: 60.
    pub wrong_tokens_per_minute_per_blob: u32,
    /// Set while the server is paused: blobs and uploads answer 503 with this sentence. Default: none.
    pub incident: Option<String>,
    /// How often what time has ended is removed. Reading goes by the clock, whatever this is. Default: 1m.
    pub sweep_every: Span,
    /// How long a client may take to send the headers of a request. Default: 10s.
    pub header_timeout: Span,
    /// How long a client may send nothing in the middle of a body, or take nothing of an answer. Default: 60s.
    pub body_timeout: Span,
    /// How long requests may go on after the server was asked to stop. Default: 20s.
    pub stop_timeout: Span,
    /// How many connections are held at once; further ones wait. Default: 2048.
    pub connections: usize,
    /// What is logged: off, error, warn, info or debug. Never an address, a token or anything past a blob id. Default: info.
    pub log: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            data: PathBuf::from("pellicle-data"),
            site: None,
            name: "Pellicle".into(),
            contact: None,
            siblings: Vec::new(),
            file_bytes: 50 * 1024 * 1024,
            blob_bytes: 32 * 1024 * 1024,
            quota_bytes: None,
            keep_free_bytes: 64 * 1024 * 1024,
            max_edge: 2048,
            expires_in: Span::days(30),
            expires_in_max: Span::days(365),
            views: None,
            views_max: 1000,
            upload_expires_in: Span::days(1),
            allowed_origins: Vec::new(),
            embed_origins: Vec::new(),
            trusted_proxies: Vec::new(),
            wrong_tokens_per_minute_per_source: 10,
            wrong_tokens_per_minute_per_blob: 60,
            incident: None,
            sweep_every: Span::secs(60),
            header_timeout: Span::secs(10),
            body_timeout: Span::secs(60),
            stop_timeout: Span::secs(20),
            connections: 2048,
            log: "info".into(),
        }
    }
}

impl Config {
    /// Holds the settings against each other.
    ///
    /// # Errors
    /// A sentence that names the setting.
    pub fn check(&self) -> Result<(), ConfigError> {
        let rules = [
            (
                self.blob_bytes >= structure::SMALLEST_BYTES,
                "blob_bytes is smaller than any sealed picture",
            ),
            (
                self.expires_in <= self.expires_in_max,
                "expires_in is longer than expires_in_max",
            ),
            (self.views_max >= 1, "views_max must be at least 1"),
            (
                self.views.is_none_or(|v| (1..=self.views_max).contains(&v)),
                "views must be from 1 to views_max",
            ),
            (self.max_edge >= 1, "max_edge must be at least 1"),
            (
                self.wrong_tokens_per_minute_per_source >= 1,
                "wrong_tokens_per_minute_per_source must be at least 1",
            ),
            (
                self.wrong_tokens_per_minute_per_blob >= 1,
                "wrong_tokens_per_minute_per_blob must be at least 1",
            ),
            (self.connections >= 1, "connections must be at least 1"),
            (
                self.log
                    .parse::<tracing_subscriber::filter::LevelFilter>()
                    .is_ok(),
                "log must be off, error, warn, info or debug",
            ),
        ];
        if let Some((_, sentence)) = rules.iter().find(|(holds, _)| !holds) {
            return Err(ConfigError((*sentence).into()));
        }
        let origins = [&self.allowed_origins, &self.embed_origins, &self.siblings];
        for origin in origins.into_iter().flatten() {
            if !is_origin(origin) {
                return Err(ConfigError(format!(
                    "{origin:?} is not an origin: write https://host or https://host:port, with nothing behind it"
                )));
            }
        }
        Ok(())
    }
}

/// Whether this is written exactly as a browser writes an `Origin` header.
fn is_origin(text: &str) -> bool {
    let bare = !text.ends_with('/')
        && text
            .bytes()
            .all(|b| !b.is_ascii_uppercase() && !b.is_ascii_whitespace());
    let uri = text.parse::<Uri>();
    bare && uri.is_ok_and(|u| {
        matches!(u.scheme_str(), Some("http" | "https"))
            && u.authority().is_some_and(|a| !a.as_str().contains('@'))
            && u.path() == "/"
            && u.query().is_none()
    })
}
