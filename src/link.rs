//! A link and its URL; the only Rust file that knows the fragment.

use crate::seal::Secret;

/// Where a picture is and what opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// The server's origin, such as `https://pic.example`.
    pub origin: String,
    /// The blob's id.
    pub id: String,
    /// What opens it.
    pub secret: Secret,
}
