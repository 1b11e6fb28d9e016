//! Which form of a file a client can read.

use super::Asset;
use axum::http::HeaderValue;

/// How the bytes of a file are encoded on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As they are.
    Identity,
    /// By brotli.
    Brotli,
    /// By gzip.
    Gzip,
}

impl Encoding {
    /// The smallest form that is there and that the client accepts.
    pub fn best(accepted: Option<&HeaderValue>, asset: &Asset) -> Self {
        let accepted = accepted.and_then(|v| v.to_str().ok()).unwrap_or("");
        let takes = |name: &str| {
            accepted.split(',').any(|item| {
                let mut parts = item.split(';').map(str::trim);
                let named = parts.next().is_some_and(|n| n.eq_ignore_ascii_case(name));
                named
                    && !parts.any(|p| {
                        p.strip_prefix("q=")
                            .is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q == 0.0))
                    })
            })
        };
        [(Self::Brotli, "br"), (Self::Gzip, "gzip")]
            .into_iter()
            .find(|(encoding, name)| asset.has(*encoding) && takes(name))
            .map_or(Self::Identity, |(encoding, _)| encoding)
    }

    /// What `Content-Encoding` calls it.
    pub fn name(self) -> Option<HeaderValue> {
        match self {
            Self::Identity => None,
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
        }
    }
}
