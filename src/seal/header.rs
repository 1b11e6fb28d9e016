//! The 64 bytes at the front of a blob.
//!
//! ```text
//! offset  size  field
//!      0     8  magic 89 50 4C 43 4C 0D 0A 1A
//!      8     1  version = 1
//!      9     1  kdf: 0 no password, 1 Argon2id
//!     10     6  reserved, zero
//!     16    16  password salt, zero where there is no password
//!     32    32  V, the view verifier
//! ```

use crate::error::{Code, Error};

/// Like PNG's: a byte that is no ASCII, a name, and line endings that a text transfer would break.
const MAGIC: [u8; 8] = [0x89, 0x50, 0x4C, 0x43, 0x4C, 0x0D, 0x0A, 0x1A];
const VERSION: u8 = 1;

/// The part of the header that says how keys are derived, and that a server hands out without a token.
pub const KDF_HEADER_BYTES: usize = 32;
/// The whole header, which the chunks' context binds.
pub(super) const HEADER_BYTES: usize = 64;

/// Whether a password is mixed into the keys: an enumeration, so that no one chooses the cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kdf {
    None,
    Argon2id { password_salt: [u8; 16] },
}

/// What a header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kdf: Kdf,
    pub(super) view_verifier: [u8; 32],
}

impl Header {
    pub(super) fn to_bytes(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8] = VERSION;
        if let Kdf::Argon2id { password_salt } = &self.kdf {
            bytes[9] = 1;
            bytes[16..32].copy_from_slice(password_salt);
        }
        bytes[32..].copy_from_slice(&self.view_verifier);
        bytes
    }

    pub(super) fn read(bytes: &[u8; HEADER_BYTES]) -> Result<Self, Error> {
        let mut view_verifier = [0; 32];
        view_verifier.copy_from_slice(&bytes[32..]);
        Ok(Self {
            kdf: Self::read_kdf(bytes)?,
            view_verifier,
        })
    }

    /// Reads the first 32 bytes, which are all that the keys depend on.
    pub(super) fn read_kdf(bytes: &[u8]) -> Result<Kdf, Error> {
        let Some(bytes) = bytes.first_chunk::<KDF_HEADER_BYTES>() else {
            return Err(Error::new(Code::Truncated, "the header is cut"));
        };
        if bytes[..8] != MAGIC {
            return Err(Error::new(
                Code::NotPellicle,
                "the bytes do not begin like a blob",
            ));
        }
        let mut password_salt = [0; 16];
        password_salt.copy_from_slice(&bytes[16..]);
        let unknown = |what| Err(Error::new(Code::UnsupportedVersion, what));
        if bytes[8] != VERSION {
            return unknown("the blob is of another version of the format");
        }
        if bytes[10..16] != [0; 6] {
            return unknown("a reserved byte of the header is set");
        }
        match bytes[9] {
            0 if password_salt == [0; 16] => Ok(Kdf::None),
            0 => unknown("the header has a password salt and no password"),
            1 => Ok(Kdf::Argon2id { password_salt }),
            _ => unknown("the header names another key derivation"),
        }
    }
}
