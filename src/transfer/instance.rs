//! What a server says of itself.

use super::DEFAULT_MAX_BLOB_BYTES;
use serde::{Deserialize, Serialize};

/// A server's own description: `GET /api/instance`. What it leaves out has the format's default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Instance {
    /// The server's name.
    pub name: String,
    /// The version of its program.
    pub version: String,
    /// What it takes.
    pub limits: Limits,
    /// What it does where an uploader asks for nothing.
    pub defaults: Defaults,
    /// How to reach its operator.
    pub contact: Option<String>,
    /// The key that reports are sealed to.
    pub moderation_key: Option<String>,
    /// Origins of other servers of the same people.
    pub siblings: Vec<String>,
}

/// What a server takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// The largest file that a page should prepare, in bytes.
    pub file_bytes: u64,
    /// The largest blob, in bytes.
    pub blob_bytes: u64,
    /// The longest time to live, in seconds.
    pub expires_in_max_secs: Option<u64>,
    /// The highest limit of views.
    pub views_max: Option<u64>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 * 1024 * 1024,
            blob_bytes: DEFAULT_MAX_BLOB_BYTES,
            expires_in_max_secs: None,
            views_max: None,
        }
    }
}

/// What a server does where an uploader asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Defaults {
    /// The longest side of a prepared picture, in pixels.
    pub max_edge: u32,
    /// The time to live, in seconds; nothing for ever.
    pub expires_in_secs: Option<u64>,
    /// The limit of views; nothing for none.
    pub views: Option<u64>,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            max_edge: 2048,
            expires_in_secs: Some(30 * 24 * 60 * 60),
            views: None,
        }
    }
}
