//! Sealing a picture and opening it, side by side.

use crate::error::{Code, Error};
use crate::picture::{MediaType, Picture};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The link's secret, S: 32 random bytes that live only in the fragment.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret(pub(crate) [u8; 32]);

/// A sealed picture and what its uploader needs to know of it.
#[derive(Debug)]
pub struct Sealed {
    /// The blob.
    pub blob: Vec<u8>,
}

/// What a blob held.
#[derive(Debug)]
pub struct Opened {
    /// The encoded picture, as whoever sealed it made it.
    pub bytes: Vec<u8>,
    /// What it is.
    pub media_type: MediaType,
}

/// Seals a picture under a secret and, where there is one, a password.
///
/// # Errors
/// [`Code::BadOption`] for an empty password.
pub fn seal(
    _picture: &Picture,
    _secret: &Secret,
    _password: Option<&str>,
) -> Result<Sealed, Error> {
    Err(Error::new(Code::Internal, "sealing is not there yet"))
}

/// Opens a blob.
///
/// # Errors
/// The codes of SPEC.md, in its reading order.
pub fn open(_blob: &[u8], _secret: &Secret, _password: Option<&str>) -> Result<Opened, Error> {
    Err(Error::new(Code::Internal, "opening is not there yet"))
}
