//! Every key and every label of the format. Nothing else derives anything.

use super::header::{Header, Kdf};
use super::password::Password;
use super::secret::{BlobKey, DeleteToken, Secret, ViewToken};
use crate::error::{Code, Error};
use argon2::{Algorithm, Argon2, Params, Version};
use hkdf::Hkdf;
use sha2::{Digest, Sha256, Sha512};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Argon2id's cost (RFC 9106): 64 MiB, three passes, four lanes. The header only says whether it was used,
/// so that no one can make a reader spend more.
const ARGON2_M_KIB: u32 = 64 * 1024;
const ARGON2_T: u32 = 3;
const ARGON2_P: u32 = 4;

const AEAD: &[u8] = b"AEAD_AES_256_GCM";

/// What a secret and, where there is one, a password give for one blob.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Keys {
    pub(super) prk: [u8; 64],
    pub(super) blob_key: BlobKey,
    pub(super) view_token: ViewToken,
}

impl Keys {
    /// Derives the keys for the blob whose first 32 bytes are given.
    ///
    /// A password that is not needed is ignored. Under a password this takes 64 MiB and a good part of a second,
    /// so derive once and use the keys for both the view token and the opening.
    ///
    /// # Errors
    /// [`Code::Truncated`], [`Code::NotPellicle`] or [`Code::UnsupportedVersion`] for bytes that do not begin a blob,
    /// [`Code::PasswordNeeded`] where none, or an empty one, was given, [`Code::OutOfMemory`].
    pub fn derive(
        header: &[u8],
        secret: &Secret,
        password: Option<&Password>,
    ) -> Result<Self, Error> {
        Self::for_kdf(Header::read_kdf(header)?, secret, password)
    }

    /// The keys of a picture that has no password, whose header nobody has to see for that.
    pub(crate) fn without_password(secret: &Secret) -> Result<Self, Error> {
        Self::for_kdf(Kdf::None, secret, None)
    }

    pub(super) fn for_kdf(
        kdf: Kdf,
        secret: &Secret,
        password: Option<&Password>,
    ) -> Result<Self, Error> {
        let mut ikm = Zeroizing::new(Vec::with_capacity(64));
        ikm.extend_from_slice(secret.as_bytes());
        if let Kdf::Argon2id { password_salt } = kdf {
            let password = password
                .filter(|password| !password.is_empty())
                .ok_or_else(|| Error::new(Code::PasswordNeeded, "the picture has a password"))?;
            ikm.extend_from_slice(&*stretch(password, secret, &password_salt)?);
        }
        let (prk, hkdf) = Hkdf::<Sha512>::extract(Some(b"pellicle/v1"), &ikm);
        Ok(Self {
            prk: prk.into(),
            blob_key: BlobKey(expand(&hkdf, &[b"pellicle/v1 blob key"])),
            view_token: ViewToken(expand(&hkdf, &[b"pellicle/v1 view token"])),
        })
    }

    /// What proves to the server that the asker holds the link and the password.
    pub fn view_token(&self) -> &ViewToken {
        &self.view_token
    }

    /// What opens the blob, and nothing else: an album holds it, and a report seals it to the moderators.
    pub fn blob_key(&self) -> &BlobKey {
        &self.blob_key
    }
}

/// P: the password, stretched. S is in the salt, so that nothing can be computed before the link is known.
fn stretch(
    password: &Password,
    secret: &Secret,
    password_salt: &[u8; 16],
) -> Result<Zeroizing<[u8; 32]>, Error> {
    let salt = Zeroizing::new(digest(&[
        b"pellicle/v1 password salt\0",
        secret.as_bytes(),
        password_salt,
    ]));
    let params = Params::new(ARGON2_M_KIB, ARGON2_T, ARGON2_P, Some(32))
        .expect("the cost of version 1 is within Argon2's bounds");
    let mut out = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), &salt[..16], &mut *out)
        .map_err(|error| match error {
            argon2::Error::OutOfMemory => Error::new(
                Code::OutOfMemory,
                "64 MiB for the password could not be had",
            ),
            _ => Error::new(Code::BadOption, "the password is too long"),
        })?;
    Ok(out)
}

/// V: what the server holds to check a view token, and learns nothing from.
pub(super) fn view_verifier(token: &ViewToken) -> [u8; 32] {
    digest(&[b"pellicle/v1 view verifier\0", &token.0])
}

/// What the server holds to check a delete token.
pub(super) fn delete_verifier(token: &DeleteToken) -> [u8; 32] {
    digest(&[b"pellicle/v1 delete verifier\0", &token.0])
}

/// What the last three bytes of a link's fragment are, so that a damaged link is known before any request.
pub(crate) fn link_checksum(secret: &Secret) -> [u8; 3] {
    let sum = digest(&[b"pellicle/v1 link\0", secret.as_bytes()]);
    [sum[0], sum[1], sum[2]]
}

/// What Cobblestone-256 derives for one message (c2sp.org/chunked-encryption, "Key derivation").
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ChunkKeys {
    /// The AES-256-GCM key of every chunk.
    pub key: [u8; 32],
    /// What a chunk's number is XORed into.
    pub base_nonce: [u8; 12],
    /// What stands before the chunks, so that a blob opens under one key only.
    pub commitment: [u8; 32],
}

impl ChunkKeys {
    /// Derives them from an input key, a message's salt and the application's context.
    pub fn derive(input_key: &[u8; 32], salt: &[u8; 24], context: &[u8]) -> Self {
        // The crate wants a key as long as the hash. HMAC fills a key up with zeros to its block of 128 bytes,
        // so 32 bytes and the same with 32 zeros behind them are one key.
        let mut prk = Zeroizing::new([0; 64]);
        prk[..32].copy_from_slice(input_key);
        let hkdf = Hkdf::<Sha512>::from_prk(&*prk).expect("64 bytes are as long as SHA-512");
        let info: [&[u8]; 5] = [
            b"c2sp.org/chunked-encryption@v1+",
            AEAD,
            b"\0",
            salt,
            context,
        ];
        let okm = Zeroizing::new(expand::<76>(&hkdf, &info));
        let mut keys = Self {
            key: [0; 32],
            base_nonce: [0; 12],
            commitment: [0; 32],
        };
        keys.key.copy_from_slice(&okm[..32]);
        keys.base_nonce.copy_from_slice(&okm[32..44]);
        keys.commitment.copy_from_slice(&okm[44..]);
        keys
    }
}

fn expand<const N: usize>(hkdf: &Hkdf<Sha512>, info: &[&[u8]]) -> [u8; N] {
    let mut out = [0; N];
    hkdf.expand_multi_info(info, &mut out)
        .expect("no key of the format is longer than 255 times 64 bytes");
    out
}

fn digest(pieces: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update(piece);
    }
    hash.finalize().into()
}
