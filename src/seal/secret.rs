//! The secrets of the format. None can be printed, and each is wiped from memory when it goes.

use super::keys;
use crate::error::{Code, Error};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use core::fmt;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

macro_rules! secrets {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Zeroize, ZeroizeOnDrop)]
        pub struct $name(pub(crate) [u8; 32]);

        impl $name {
            /// These bytes.
            pub fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The 32 bytes. Whoever takes them out answers for where they go.
            pub fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0.ct_eq(&other.0).into()
            }
        }

        impl Eq for $name {}

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

secrets! {
    /// S, the link's secret: 32 random bytes that live only in the fragment. Every picture has its own.
    Secret;
    /// K, which opens one blob and nothing else.
    BlobKey;
    /// T, which proves to the server that the asker holds the link, and the password where there is one.
    ///
    /// It travels in the `Authorization` header only. Whoever gets hold of it can have the ciphertext,
    /// spend a view and report the picture, and cannot open it.
    ViewToken;
    /// What deletes a picture or changes its expiry. The server only knows its verifier.
    DeleteToken;
}

impl Secret {
    /// A fresh secret.
    ///
    /// # Errors
    /// [`Code::Internal`] where the system gives no random bytes.
    pub fn generate() -> Result<Self, Error> {
        random().map(Self)
    }
}

impl ViewToken {
    /// As it stands behind `Bearer`: base64url without padding.
    pub fn to_base64url(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(self.0))
    }

    /// V, which the blob's header carries.
    pub fn verifier(&self) -> [u8; 32] {
        keys::view_verifier(self)
    }
}

impl DeleteToken {
    /// A fresh token.
    ///
    /// # Errors
    /// [`Code::Internal`] where the system gives no random bytes.
    pub fn generate() -> Result<Self, Error> {
        random().map(Self)
    }

    /// As people keep it, and as it stands behind `Bearer`: base64url without padding.
    pub fn to_base64url(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(self.0))
    }

    /// Reads what [`to_base64url`](Self::to_base64url) wrote; white space around it does not count.
    ///
    /// # Errors
    /// [`Code::WrongToken`] for anything else.
    pub fn from_base64url(text: &str) -> Result<Self, Error> {
        let damaged = || Error::new(Code::WrongToken, "a delete token is 43 characters");
        let mut bytes = [0; 32];
        let length = URL_SAFE_NO_PAD
            .decode_slice(text.trim(), &mut bytes)
            .map_err(|_| damaged())?;
        let token = Self(bytes);
        bytes.zeroize();
        if length == 32 {
            Ok(token)
        } else {
            Err(damaged())
        }
    }

    /// What the server is given at the upload.
    pub fn verifier(&self) -> [u8; 32] {
        keys::delete_verifier(self)
    }
}

/// Random bytes of the operating system, or of the browser.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|_| Error::new(Code::Internal, "the system gives no random bytes"))?;
    Ok(bytes)
}
