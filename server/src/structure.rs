//! All that the server knows of a sealed picture: its first 64 bytes and which lengths it can have.
//!
//! ```text
//! offset  size  field
//! 0       8     magic
//! 8       1     version
//! 9       1     kdf: 1 when there is a password
//! 10      6     reserved, zero
//! 16      16    password salt; zero when kdf = 0
//! 32      32    V, the view verifier
//! ```

use crate::errors::{Code, Error};
use crate::token::Verifier;
use axum::http::StatusCode;

/// FORMAT, "Blob".
const MAGIC: [u8; 8] = [0x89, 0x50, 0x4C, 0x43, 0x4C, 0x0D, 0x0A, 0x1A];
const VERSION: u8 = 1;
const KDF_ARGON2ID: u8 = 1;
/// What `GET /b/ID/header` answers: everything before V.
pub const HEADER_BYTES: usize = 32;
/// The header and V: what has to be read to check a blob.
pub const CHECKED_BYTES: usize = 64;
/// Where the first chunk begins.
const BODY_OFFSET: u64 = 120;
/// A full chunk: 16 KiB and a tag.
const CHUNK_BYTES: u64 = 16_400;
/// A last chunk is at least a tag.
const TAG_BYTES: u64 = 16;
/// No sealed picture is smaller.
pub const SMALLEST_BYTES: u64 = BODY_OFFSET + TAG_BYTES;

/// What is kept of a blob's first bytes.
#[derive(Debug, Clone)]
pub struct Header {
    /// The first 32 bytes, as they came.
    pub bytes: [u8; HEADER_BYTES],
    /// V.
    pub verifier: Verifier,
}

impl Header {
    /// Checks a blob's first 64 bytes.
    ///
    /// # Errors
    /// 415 `not-pellicle` or `unsupported-version`.
    pub fn parse(first: &[u8; CHECKED_BYTES]) -> Result<Self, Error> {
        if first[..8] != MAGIC {
            return Err(refused(
                Code::NotPellicle,
                "The bytes are not a sealed picture.",
            ));
        }
        let kdf = first[9];
        let reserved_is_zero = first[10..16] == [0; 6];
        let salt_fits = kdf == KDF_ARGON2ID || first[16..32] == [0; 16];
        if first[8] != VERSION || kdf > KDF_ARGON2ID || !reserved_is_zero || !salt_fits {
            return Err(refused(
                Code::UnsupportedVersion,
                "The picture was sealed by rules that this server does not know.",
            ));
        }
        let mut header = Self {
            bytes: [0; HEADER_BYTES],
            verifier: Verifier([0; 32]),
        };
        header.bytes.copy_from_slice(&first[..32]);
        header.verifier.0.copy_from_slice(&first[32..]);
        Ok(header)
    }
}

/// Whether a blob with this header can be attacked by guessing a password, so that wrong tokens must be slowed.
pub fn has_password(header: &[u8; HEADER_BYTES]) -> bool {
    header[9] == KDF_ARGON2ID
}

/// Refuses a length that no sealed picture has.
///
/// # Errors
/// 422 `truncated`.
pub fn check_length(bytes: u64) -> Result<(), Error> {
    let fits = bytes >= SMALLEST_BYTES && (bytes - BODY_OFFSET) % CHUNK_BYTES >= TAG_BYTES;
    if fits {
        Ok(())
    } else {
        Err(Error::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            Code::Truncated,
            "No sealed picture has this length.",
        ))
    }
}

fn refused(code: Code, message: &'static str) -> Error {
    Error::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, code, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(edit: impl Fn(&mut [u8; CHECKED_BYTES])) -> Result<Header, Error> {
        let mut bytes = [0; CHECKED_BYTES];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8] = VERSION;
        edit(&mut bytes);
        Header::parse(&bytes)
    }

    #[test]
    fn every_field_before_v_is_checked() {
        assert!(first(|_| ()).is_ok());
        assert!(
            first(|b| {
                b[9] = 1;
                b[16] = 9
            })
            .is_ok()
        );
        assert_eq!(first(|b| b[0] = 0).unwrap_err().code(), Code::NotPellicle);
        for at in [8, 9, 10, 15, 16, 31] {
            assert_eq!(
                first(|b| b[at] = 9).unwrap_err().code(),
                Code::UnsupportedVersion,
                "byte {at}"
            );
        }
    }

    #[test]
    fn only_lengths_that_chunks_can_have_are_taken() {
        for good in [
            136,
            120 + 16_399,
            120 + 16_400 + 16,
            120 + 3 * 16_400 + 16_399,
        ] {
            assert!(check_length(good).is_ok(), "{good}");
        }
        for wrong in [0, 120, 135, 120 + 16_400, 120 + 16_400 + 15] {
            assert!(check_length(wrong).is_err(), "{wrong}");
        }
    }
}
