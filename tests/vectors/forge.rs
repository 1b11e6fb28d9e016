//! Makes blobs by the letter of SPEC.md, without the component: good ones, and ones with exactly one fault.
//!
//! A second implementation on purpose. The component seals pictures only and draws its salts at random;
//! here any bytes can be sealed, and what is random is derived from a vector's name, so that it never changes.

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use argon2::{Algorithm, Argon2, Params, Version};
use hkdf::Hkdf;
use sha2::{Digest, Sha256, Sha512};
use unicode_normalization::UnicodeNormalization;

/// The secret of every blob of ours: a fixed one, because a vector is no picture.
pub const SECRET: [u8; 32] = *b"own vectors: never seal a pictur";

/// A blob and how it came about.
pub struct Forged {
    pub blob: Vec<u8>,
    pub prk: Vec<u8>,
    pub key: [u8; 32],
    pub view_token: [u8; 32],
    pub view_verifier: [u8; 32],
    pub inner: Vec<u8>,
}

/// What is to be forged; [`Recipe::new`] gives a good blob around `inner`.
pub struct Recipe<'a> {
    name: &'a str,
    password: Option<&'a str>,
    inner: Vec<u8>,
    /// Changes the header before the chunks are bound to it.
    header: fn(&mut [u8; 64]),
}

impl<'a> Recipe<'a> {
    pub fn new(name: &'a str, inner: Vec<u8>) -> Self {
        Self {
            name,
            password: None,
            inner,
            header: |_| {},
        }
    }

    pub fn password(mut self, password: &'a str) -> Self {
        self.password = Some(password);
        self
    }

    pub fn header(mut self, change: fn(&mut [u8; 64])) -> Self {
        self.header = change;
        self
    }

    pub fn forge(self) -> Forged {
        let password_salt = match self.password {
            Some(_) => random::<16>(self.name, "password salt"),
            None => [0; 16],
        };
        let stretched = self
            .password
            .map(|password| stretch(password, &password_salt));
        let ikm = [
            &SECRET[..],
            stretched.as_ref().map_or(&[], |bytes| &bytes[..]),
        ]
        .concat();
        let (prk, hkdf) = Hkdf::<Sha512>::extract(Some(b"pellicle/v1"), &ikm);
        let expand = |label: &[u8]| {
            let mut out = [0; 32];
            hkdf.expand(label, &mut out).expect("32 bytes");
            out
        };
        let key = expand(b"pellicle/v1 blob key");
        let view_token = expand(b"pellicle/v1 view token");
        let view_verifier = sha256(&[b"pellicle/v1 view verifier\0", &view_token]);

        let mut header = [0; 64];
        header[..8].copy_from_slice(b"\x89PLCL\r\n\x1a");
        header[8] = 1;
        header[9] = u8::from(self.password.is_some());
        header[16..32].copy_from_slice(&password_salt);
        header[32..].copy_from_slice(&view_verifier);
        (self.header)(&mut header);

        let context = [&b"pellicle/v1 blob\0"[..], &header].concat();
        let salt = random::<24>(self.name, "cobblestone salt");
        let blob = [
            &header[..],
            &cobblestone(&key, &salt, &context, &self.inner),
        ]
        .concat();
        Forged {
            blob,
            prk: prk.to_vec(),
            key,
            view_token,
            view_verifier,
            inner: self.inner,
        }
    }
}

/// A message: the manifest's length, the manifest, the parts, and zeros up to PADMÉ.
pub fn inner(manifest: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let mut inner = (manifest.len() as u32).to_le_bytes().to_vec();
    inner.extend_from_slice(manifest);
    for part in parts {
        inner.extend_from_slice(part);
    }
    inner.resize(padme(inner.len()), 0);
    inner
}

/// E = ⌊log2 L⌋, s = ⌊log2 E⌋ + 1; the last E − s bits are rounded up.
fn padme(length: usize) -> usize {
    let e = length.ilog2();
    let s = e.ilog2() + 1;
    length.next_multiple_of(1 << e.saturating_sub(s))
}

/// A picture of `length` bytes, as far as a reader of blobs looks: its first bytes, then what no codec would write.
pub fn picture(magic: &[u8], length: usize) -> Vec<u8> {
    let mut bytes = magic.to_vec();
    bytes.extend(
        (0..)
            .map(|number: usize| (number * 7 % 251) as u8)
            .take(length - magic.len()),
    );
    bytes
}

/// The link's fragment for [`SECRET`].
pub fn fragment(version: u8) -> String {
    let sum = sha256(&[b"pellicle/v1 link\0", &SECRET]);
    bs58::encode([&[version][..], &SECRET, &sum[..3]].concat()).into_string()
}

fn stretch(password: &str, password_salt: &[u8; 16]) -> [u8; 32] {
    let salt = sha256(&[b"pellicle/v1 password salt\0", &SECRET, password_salt]);
    let params = Params::new(64 * 1024, 3, 4, Some(32)).expect("parameters");
    let mut out = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(
            password.nfc().collect::<String>().as_bytes(),
            &salt[..16],
            &mut out,
        )
        .expect("64 MiB");
    out
}

fn cobblestone(key: &[u8; 32], salt: &[u8; 24], context: &[u8], message: &[u8]) -> Vec<u8> {
    let mut okm = [0; 76];
    // HMAC pads its key with zeros, so 32 zeros behind a short one change nothing.
    Hkdf::<Sha512>::from_prk(&[&key[..], &[0; 32]].concat())
        .expect("64 bytes")
        .expand_multi_info(
            &[
                b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0",
                salt,
                context,
            ],
            &mut okm,
        )
        .expect("76 bytes");
    let cipher = Aes256Gcm::new_from_slice(&okm[..32]).expect("32 bytes");
    let mut out = [&salt[..], &okm[44..]].concat();
    for number in 0..=message.len() / 16_384 {
        let mut nonce: [u8; 12] = okm[32..44].try_into().expect("12 bytes");
        for (byte, part) in nonce[4..].iter_mut().zip((number as u64).to_be_bytes()) {
            *byte ^= part;
        }
        let end = message.len().min((number + 1) * 16_384);
        let sealed = cipher.encrypt(&Nonce::from(nonce), &message[number * 16_384..end]);
        out.extend(sealed.expect("sealed"));
    }
    out
}

/// Bytes that look random and are the same on every machine.
fn random<const N: usize>(name: &str, what: &str) -> [u8; N] {
    let bytes = sha256(&[
        b"pellicle own vectors\0",
        name.as_bytes(),
        b"\0",
        what.as_bytes(),
    ]);
    bytes[..N].try_into().expect("at most 32 bytes")
}

fn sha256(pieces: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(pieces.concat()).into()
}
