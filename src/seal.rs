//! Sealing a picture and opening it, side by side. SPEC.md says what stands at which byte.

mod album;
pub mod chunks;
mod header;
mod id;
mod json;
mod keys;
mod manifest;
mod message;
mod name;
mod opened;
mod padding;
mod password;
mod preview;
mod secret;
pub mod trace;

use crate::error::{Code, Error};
use crate::picture::Picture;
use chunks::ChunkCipher;
use core::fmt;
use header::{HEADER_BYTES, Header, Kdf};
use subtle::ConstantTimeEq;

pub use album::{Album, AlbumItem, MAX_ALBUM_ITEMS, MAX_ALBUM_TEXT_BYTES};
pub use header::KDF_HEADER_BYTES;
pub use id::BlobId;
pub(crate) use id::is_base58;
pub(crate) use keys::link_checksum;
pub use keys::{ChunkKeys, Keys};
pub use manifest::{MAX_ALT_BYTES, MAX_NAME_BYTES};
pub use message::preview_room;
pub use opened::{Opened, Part};
pub use password::Password;
pub use preview::{OpenedPreview, PREVIEW_HEAD_BYTES, open_preview, open_preview_with_key};
pub(crate) use secret::random;
pub use secret::{BlobKey, DeleteToken, Secret, ViewToken};

/// The chunks' context is this and the header, which binds every bit of the header to the key.
const CONTEXT_LABEL: &[u8] = b"pellicle/v1 blob\0";

/// What is sealed together: pictures that [`prepare`](crate::prepare) made, and two texts.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// The picture.
    pub main: &'a Picture,
    /// A small version, which with its manifest fits into the first 16 KiB: it has at most [`preview_room`] bytes.
    pub preview: Option<&'a Picture>,
    /// Stands in for the picture where it cannot be seen; at most [`MAX_ALT_BYTES`].
    pub alt: Option<&'a str>,
    /// The file's name, only where the uploader asks for it; at most [`MAX_NAME_BYTES`].
    pub name: Option<&'a str>,
}

impl<'a> Message<'a> {
    /// A picture and nothing else.
    pub fn new(main: &'a Picture) -> Self {
        Self {
            main,
            preview: None,
            alt: None,
            name: None,
        }
    }
}

/// What can be sealed: a message around a picture, or an album. There is no way for any other bytes.
#[derive(Debug, Clone, Copy)]
pub enum Contents<'a> {
    /// A picture and what goes with it.
    Picture(&'a Message<'a>),
    /// Pictures that are on the server already.
    Album(&'a Album),
}

impl<'a> From<&'a Message<'a>> for Contents<'a> {
    fn from(message: &'a Message<'a>) -> Self {
        Self::Picture(message)
    }
}

impl<'a> From<&'a Album> for Contents<'a> {
    fn from(album: &'a Album) -> Self {
        Self::Album(album)
    }
}

/// A sealed picture or album, and what its uploader needs to know of it.
pub struct Sealed {
    /// The blob.
    pub blob: Vec<u8>,
    /// What fetches the blob from a server and opens it, so that it can be put into an album.
    pub keys: Keys,
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.blob.len())
    }
}

/// Seals a message or an album under a fresh secret and, where there is one, a password.
///
/// Never seal twice under one secret.
///
/// # Errors
/// [`Code::BadOption`] for an empty password, a text that is too long, a preview that is too large, or an album of no
/// pictures or of too many, [`Code::OutOfMemory`] where the password's 64 MiB cannot be had.
pub fn seal<'a>(
    contents: impl Into<Contents<'a>>,
    secret: &Secret,
    password: Option<&Password>,
) -> Result<Sealed, Error> {
    let kdf = match password {
        None => Kdf::None,
        Some(password) if password.is_empty() => {
            return Err(Error::new(Code::BadOption, "the password is empty"));
        }
        Some(_) => Kdf::Argon2id {
            password_salt: random()?,
        },
    };
    let inner = message::write(contents.into())?;
    let keys = Keys::for_kdf(kdf, secret, password)?;
    let header = Header {
        kdf,
        view_verifier: keys.view_token().verifier(),
    };
    let mut blob = header.to_bytes().to_vec();
    let context = context(&header.to_bytes());
    chunks::seal(keys.blob_key().as_bytes(), &context, &inner, &mut blob)?;
    Ok(Sealed { blob, keys })
}

/// Opens a blob with a link's secret and, where the picture has one, its password.
///
/// # Errors
/// In this order: [`Code::Truncated`], [`Code::NotPellicle`], [`Code::UnsupportedVersion`], [`Code::PasswordNeeded`],
/// [`Code::WrongKey`] (a wrong password is the same failure), [`Code::Unreportable`], [`Code::Corrupt`],
/// [`Code::BadManifest`], [`Code::BadPadding`], [`Code::TypeMismatch`].
pub fn open(blob: &[u8], secret: &Secret, password: Option<&Password>) -> Result<Opened, Error> {
    check_shape(blob)?;
    open_with_keys(blob, &Keys::derive(blob, secret, password)?)
}

/// Opens a blob with keys that were derived for its header before.
///
/// # Errors
/// Those of [`open`].
pub fn open_with_keys(blob: &[u8], keys: &Keys) -> Result<Opened, Error> {
    message::read(open_inner(blob, keys.blob_key(), Some(keys.view_token()))?)
}

/// Opens a blob by its key alone, as whoever has an album or a report does.
///
/// Such a reader cannot know the view token's derivation, so it does not check that the picture could be reported.
///
/// # Errors
/// Those of [`open`] but [`Code::PasswordNeeded`] and [`Code::Unreportable`].
pub fn open_with_key(blob: &[u8], key: &BlobKey) -> Result<Opened, Error> {
    message::read(open_inner(blob, key, None)?)
}

/// What a server wants to see before it gives a blob out, from the blob's first 32 bytes.
///
/// # Errors
/// Those of [`Keys::derive`].
pub fn view_token(
    header: &[u8],
    secret: &Secret,
    password: Option<&Password>,
) -> Result<ViewToken, Error> {
    Ok(Keys::derive(header, secret, password)?.view_token().clone())
}

/// Steps 1 and 3 to 5: shape, commitment, the view token where the reader has one, and every chunk.
fn open_inner(
    blob: &[u8],
    key: &BlobKey,
    view_token: Option<&ViewToken>,
) -> Result<Vec<u8>, Error> {
    let (header, sealed) = check_shape(blob)?;
    let cipher = unlock(header, sealed, key, view_token)?;
    chunks::open_all(&cipher, &sealed[chunks::PREFIX_BYTES..])
}

/// Steps 3 and 4, and what step 1 says of the header: commitment, and the view token where the reader has one.
fn unlock(
    header_bytes: &[u8; HEADER_BYTES],
    sealed: &[u8],
    key: &BlobKey,
    view_token: Option<&ViewToken>,
) -> Result<ChunkCipher, Error> {
    let header = Header::read(header_bytes)?;
    let cipher = ChunkCipher::new(key.as_bytes(), &context(header_bytes), sealed)?;
    if let Some(token) = view_token
        && !bool::from(token.verifier().ct_eq(&header.view_verifier))
    {
        return Err(Error::new(
            Code::Unreportable,
            "the header's verifier belongs to another view token",
        ));
    }
    Ok(cipher)
}

/// Step 1's length, which is looked at before anything else: header and chunks.
fn check_shape(blob: &[u8]) -> Result<(&[u8; HEADER_BYTES], &[u8]), Error> {
    let (header, sealed) = blob
        .split_first_chunk::<HEADER_BYTES>()
        .ok_or_else(|| Error::new(Code::Truncated, "the blob ends within its header"))?;
    chunks::check_length(sealed.len() as u64)?;
    Ok((header, sealed))
}

fn context(header: &[u8; HEADER_BYTES]) -> Vec<u8> {
    [CONTEXT_LABEL, header].concat()
}
