//! The intermediate values of an opening, for whoever implements the format and for the test vectors.

use super::{Keys, Opened, Password, Secret, check_shape, message, open_inner};
use crate::error::Error;

/// What an opening went through. It holds keys: it belongs into tests and nowhere else.
pub struct Trace {
    /// What every key is derived from.
    pub prk: [u8; 64],
    /// The keys.
    pub keys: Keys,
    /// The message: manifest, parts and padding.
    pub inner: Vec<u8>,
    /// What [`open`](super::open) gives.
    pub opened: Opened,
}

/// Opens a blob as [`open`](super::open) does, and keeps every step.
///
/// # Errors
/// Those of [`open`](super::open).
pub fn open(blob: &[u8], secret: &Secret, password: Option<&Password>) -> Result<Trace, Error> {
    check_shape(blob)?;
    let keys = Keys::derive(blob, secret, password)?;
    let inner = open_inner(blob, keys.blob_key(), Some(keys.view_token()))?;
    Ok(Trace {
        prk: keys.prk,
        opened: message::read(inner.clone())?,
        keys,
        inner,
    })
}
