//! The value that makes every piece of one look at a picture one view.

use crate::error::Error;
use crate::seal::random;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What a view is spent under: `Pellicle-View`, 16 random bytes.
///
/// Where views are limited, a new value spends one, and the same value may ask again for 10 minutes. So a look that was cut
/// short goes on under its own value; another look takes another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ViewValue([u8; 16]);

impl ViewValue {
    /// A fresh value.
    ///
    /// # Errors
    /// [`Code::Internal`](crate::Code) where the system gives no random bytes.
    pub fn generate() -> Result<Self, Error> {
        random().map(Self)
    }

    /// The value of these bytes, which whoever begins a look has drawn at random.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// As it stands in the header: base64url without padding.
    pub(super) fn to_base64url(self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
}
