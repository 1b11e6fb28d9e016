//! Cobblestone-256: C2SP chunked encryption with HKDF-Expand-SHA-512 and AES-256-GCM.
//!
//! The published format (<https://c2sp.org/chunked-encryption>) alone, without anything of ours:
//! ```text
//! salt (24) ‖ commitment (32) ‖ chunk 0 ‖ chunk 1 ‖ …
//! ```
//! A chunk is 16 KiB of the message and a tag of 16 bytes; the last one holds less than 16 KiB, perhaps nothing,
//! so a message that was cut at a chunk's edge is known by its length alone.
//! There is deliberately no way from here to a blob: only [`seal`](super::seal) makes one, and only of a picture.

use super::keys::ChunkKeys;
use super::secret::random;
use crate::error::{Code, Error};
use aes_gcm::aead::inout::InOutBuf;
use aes_gcm::{AeadInOut, Aes256Gcm, KeyInit};
use subtle::ConstantTimeEq;

/// The plaintext of every chunk but the last.
pub const CHUNK_BYTES: usize = 16 * 1024;
pub(super) const TAG_BYTES: usize = 16;
/// A whole chunk, sealed.
pub const SEALED_CHUNK_BYTES: usize = CHUNK_BYTES + TAG_BYTES;
const SALT_BYTES: usize = 24;
const COMMITMENT_BYTES: usize = 32;
/// Salt and commitment.
pub const PREFIX_BYTES: usize = SALT_BYTES + COMMITMENT_BYTES;
/// The spec's bound of 2³⁸ chunks; no memory of ours holds so many, but a reader must not count past it.
const MAX_CHUNKS: u64 = 1 << 38;

/// The keyed cipher of one message, which opens its chunks in any order.
pub struct ChunkCipher {
    cipher: Aes256Gcm,
    base_nonce: [u8; 12],
}

impl ChunkCipher {
    /// Checks the commitment, in constant time, before anything is decrypted.
    ///
    /// # Errors
    /// [`Code::Truncated`] where `sealed` is shorter than its prefix, [`Code::WrongKey`] for another commitment.
    pub fn new(input_key: &[u8; 32], context: &[u8], sealed: &[u8]) -> Result<Self, Error> {
        let Some((salt, rest)) = sealed.split_first_chunk::<SALT_BYTES>() else {
            return Err(cut());
        };
        let Some(commitment) = rest.first_chunk::<COMMITMENT_BYTES>() else {
            return Err(cut());
        };
        let keys = ChunkKeys::derive(input_key, salt, context);
        if bool::from(keys.commitment.ct_eq(commitment)) {
            Ok(Self::from_keys(&keys))
        } else {
            Err(Error::new(
                Code::WrongKey,
                "the commitment belongs to another key",
            ))
        }
    }

    fn from_keys(keys: &ChunkKeys) -> Self {
        Self {
            cipher: Aes256Gcm::new(&keys.key.into()),
            base_nonce: keys.base_nonce,
        }
    }

    /// Opens chunk `index` into `out`, which is 16 bytes shorter than `sealed`.
    ///
    /// A chunk says nothing of how many follow: what it holds may be shown only once the length of the whole was checked.
    ///
    /// # Errors
    /// [`Code::Corrupt`]; `out` then holds nothing of the message.
    pub fn open_chunk(&self, index: u64, sealed: &[u8], out: &mut [u8]) -> Result<(), Error> {
        let corrupt = || Error::new(Code::Corrupt, format!("chunk {index} was changed"));
        if index >= MAX_CHUNKS || sealed.len() > SEALED_CHUNK_BYTES {
            return Err(corrupt());
        }
        let (text, tag) = sealed.split_last_chunk::<TAG_BYTES>().ok_or_else(corrupt)?;
        let buffer = InOutBuf::new(text, out).map_err(|_| corrupt())?;
        self.cipher
            .decrypt_inout_detached(&self.nonce(index), b"", buffer, &(*tag).into())
            .map_err(|_| corrupt())
    }

    /// The base nonce, XORed with the chunk's number as a big-endian integer of the same width.
    fn nonce(&self, index: u64) -> aes_gcm::Nonce<aes_gcm::aead::consts::U12> {
        let mut nonce = self.base_nonce;
        for (byte, number) in nonce[4..].iter_mut().zip(index.to_be_bytes()) {
            *byte ^= number;
        }
        nonce.into()
    }
}

/// Whether a sealed message can be this long: at least one chunk, and the last one short.
///
/// # Errors
/// [`Code::Truncated`].
pub fn check_length(sealed_bytes: u64) -> Result<(), Error> {
    let last = sealed_bytes
        .checked_sub(PREFIX_BYTES as u64)
        .ok_or_else(cut)?
        % SEALED_CHUNK_BYTES as u64;
    if last >= TAG_BYTES as u64 {
        Ok(())
    } else {
        Err(cut())
    }
}

/// Opens a whole message: every chunk in order, and nothing comes out before all have verified.
///
/// # Errors
/// [`Code::Truncated`], [`Code::WrongKey`], [`Code::Corrupt`], in this order.
pub fn open(input_key: &[u8; 32], context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Error> {
    check_length(sealed.len() as u64)?;
    let cipher = ChunkCipher::new(input_key, context, sealed)?;
    open_all(&cipher, &sealed[PREFIX_BYTES..])
}

/// Opens the chunks behind a prefix that was checked.
pub(super) fn open_all(cipher: &ChunkCipher, chunks: &[u8]) -> Result<Vec<u8>, Error> {
    let count = chunks.len().div_ceil(SEALED_CHUNK_BYTES);
    let mut message = vec![0; chunks.len() - count * TAG_BYTES];
    let sealed = chunks.chunks(SEALED_CHUNK_BYTES);
    // The length was checked: the last chunk is short, so plaintext and ciphertext split alike
    // unless the last one is empty, which `chunks_mut` does not yield.
    let plain = message.chunks_mut(CHUNK_BYTES).map(Some);
    let plain = plain.chain(core::iter::once_with(|| None));
    for ((index, sealed), out) in (0..).zip(sealed).zip(plain) {
        cipher.open_chunk(index, sealed, out.unwrap_or_default())?;
    }
    Ok(message)
}

/// Seals a message under a fresh salt and appends it to `out`.
pub(super) fn seal(
    input_key: &[u8; 32],
    context: &[u8],
    message: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let salt = random::<SALT_BYTES>()?;
    let keys = ChunkKeys::derive(input_key, &salt, context);
    let cipher = ChunkCipher::from_keys(&keys);
    out.reserve_exact(sealed_bytes(message.len()));
    out.extend_from_slice(&salt);
    out.extend_from_slice(&keys.commitment);
    let whole = message.chunks_exact(CHUNK_BYTES);
    let last = whole.remainder();
    for (index, chunk) in (0..).zip(whole.chain(core::iter::once(last))) {
        let start = out.len();
        out.extend_from_slice(chunk);
        let tag = cipher
            .cipher
            .encrypt_inout_detached(&cipher.nonce(index), b"", (&mut out[start..]).into())
            .map_err(|_| Error::new(Code::Internal, "a chunk could not be sealed"))?;
        out.extend_from_slice(&tag);
    }
    Ok(())
}

/// How long a message is once it is sealed.
fn sealed_bytes(message_bytes: usize) -> usize {
    PREFIX_BYTES + message_bytes + (message_bytes / CHUNK_BYTES + 1) * TAG_BYTES
}

fn cut() -> Error {
    Error::new(Code::Truncated, "the sealed bytes end too early")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: [u8; 32] = [7; 32];

    fn sealed(message: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        seal(&KEY, b"context", message, &mut out).expect("sealed");
        out
    }

    /// Lengths around the edges of chunks, where mistakes live, and some between.
    fn length() -> impl Strategy<Value = usize> {
        (0..4_usize, -2..3_isize, 0..CHUNK_BYTES).prop_map(
            |(chunks, around, between)| match between % 4 {
                0 => chunks * CHUNK_BYTES + between,
                _ => (chunks * CHUNK_BYTES).saturating_add_signed(around),
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_was_sealed_opens_whole_and_by_chunk(length in length(), first in 0_u8..) {
            let message: Vec<u8> = (0..length).map(|at| (at as u8).wrapping_mul(31) ^ first).collect();
            let sealed = sealed(&message);
            prop_assert_eq!(sealed.len(), sealed_bytes(length));
            prop_assert_eq!(&open(&KEY, b"context", &sealed), &Ok(message.clone()));
            let cipher = ChunkCipher::new(&KEY, b"context", &sealed).expect("its own key");
            let last = length / CHUNK_BYTES;
            let start = PREFIX_BYTES + last * SEALED_CHUNK_BYTES;
            let mut out = vec![0; length % CHUNK_BYTES];
            cipher.open_chunk(last as u64, &sealed[start..], &mut out).expect("the last chunk alone");
            prop_assert_eq!(&out[..], &message[last * CHUNK_BYTES..]);
        }

        #[test]
        fn no_bit_can_be_changed_and_no_end_be_cut(length in length(), at in 0.0..1.0_f64, bit in 0..8_u32, cut in 1..40_usize) {
            let mut sealed = sealed(&vec![1; length]);
            let short = &sealed[..sealed.len() - cut];
            prop_assert!(open(&KEY, b"context", short).is_err());
            let at = (sealed.len() as f64 * at) as usize;
            sealed[at] ^= 1 << bit;
            let code = if at < PREFIX_BYTES { Code::WrongKey } else { Code::Corrupt };
            prop_assert_eq!(open(&KEY, b"context", &sealed).map_err(|error| error.code()), Err(code));
        }
    }

    #[test]
    fn another_key_or_context_is_told_before_any_chunk() {
        let sealed = sealed(b"message");
        for result in [
            open(&[8; 32], b"context", &sealed),
            open(&KEY, b"contexT", &sealed),
        ] {
            assert_eq!(result.map_err(|error| error.code()), Err(Code::WrongKey));
        }
    }

    #[test]
    fn a_chunk_that_failed_leaves_nothing_behind() {
        let mut sealed = sealed(b"message");
        *sealed.last_mut().expect("a tag") ^= 1;
        let cipher = ChunkCipher::new(&KEY, b"context", &sealed).expect("its own key");
        let mut out = [0; 7];
        assert!(
            cipher
                .open_chunk(0, &sealed[PREFIX_BYTES..], &mut out)
                .is_err()
        );
        assert_eq!(out, [0; 7]);
    }

    #[test]
    fn every_message_has_its_own_salt() {
        assert_ne!(
            sealed(b"message")[..PREFIX_BYTES],
            sealed(b"message")[..PREFIX_BYTES]
        );
    }
}
