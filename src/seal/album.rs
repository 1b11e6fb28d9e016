//! An album: the ids and keys of pictures on its own server.

use super::id::BlobId;
use super::json::{self, Object, bad};
use super::keys::Keys;
use super::message::check_text;
use super::secret::{BlobKey, ViewToken};
use crate::error::{Code, Error};
use core::fmt;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

/// The most pictures that are put into one album. With the longest captions it is still far smaller than a blob may be.
pub const MAX_ALBUM_ITEMS: usize = 1000;
/// The longest title and the longest caption that are sealed, in bytes of UTF-8. A reader takes longer ones.
pub const MAX_ALBUM_TEXT_BYTES: usize = 1000;

const VERSION: u64 = 1;

/// Pictures to be fetched from the album's own origin.
#[derive(Clone, PartialEq, Eq)]
pub struct Album {
    /// Shown as text only.
    pub title: Option<String>,
    /// In the order in which they are shown.
    pub items: Vec<AlbumItem>,
}

/// One picture of an album. What it holds is enough to fetch and to open the picture, under a password too.
#[derive(Clone, PartialEq, Eq)]
pub struct AlbumItem {
    /// Which blob.
    pub id: BlobId,
    /// What opens it.
    pub blob_key: BlobKey,
    /// What fetches it.
    pub view_token: ViewToken,
    /// Shown as text only.
    pub caption: Option<String>,
}

impl Album {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Error> {
        let object = json::read_object(bytes)?;
        if object.number("v")? != VERSION {
            return Err(bad("the album is of another version"));
        }
        Ok(Self {
            title: object.optional_text("title")?.map(str::to_owned),
            items: object
                .objects("items")?
                .into_iter()
                .map(AlbumItem::read)
                .collect::<Result<_, _>>()?,
        })
    }

    /// The album's part of a message.
    pub(super) fn write(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        if !(1..=MAX_ALBUM_ITEMS).contains(&self.items.len()) {
            return Err(Error::new(
                Code::BadOption,
                format!("an album has 1 to {MAX_ALBUM_ITEMS} pictures"),
            ));
        }
        check_text("title", self.title.as_deref(), MAX_ALBUM_TEXT_BYTES)?;
        for item in &self.items {
            check_text("caption", item.caption.as_deref(), MAX_ALBUM_TEXT_BYTES)?;
        }
        let draft = Draft {
            v: VERSION,
            title: self.title.as_deref(),
            items: self.items.iter().map(DraftItem::new).collect(),
        };
        serde_json::to_vec(&draft)
            .map(Zeroizing::new)
            .map_err(|_| Error::new(Code::Internal, "the album could not be written"))
    }
}

impl AlbumItem {
    /// A picture by its keys: those that sealing it gave, or those that [`Keys::derive`] makes of its link's secret, its
    /// header and, where it has one, its password.
    pub fn new(id: BlobId, keys: &Keys) -> Self {
        Self {
            id,
            blob_key: keys.blob_key().clone(),
            view_token: keys.view_token().clone(),
            caption: None,
        }
    }

    fn read(object: &Object) -> Result<Self, Error> {
        Ok(Self {
            id: BlobId::new(object.text("id")?).ok_or_else(|| bad("`id` is not a blob's id"))?,
            blob_key: BlobKey(hex(object.text("k")?)?),
            view_token: ViewToken(hex(object.text("t")?)?),
            caption: object.optional_text("caption")?.map(str::to_owned),
        })
    }
}

/// An album prints without its texts, so that none ends in a log.
impl fmt::Debug for Album {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Album({} pictures)", self.items.len())
    }
}

impl fmt::Debug for AlbumItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AlbumItem({})", self.id)
    }
}

/// An album as it is written.
#[derive(Serialize)]
struct Draft<'a> {
    v: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    items: Vec<DraftItem<'a>>,
}

/// An item as it is written.
#[derive(Serialize)]
struct DraftItem<'a> {
    id: &'a str,
    k: Hex<'a>,
    t: Hex<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
}

impl<'a> DraftItem<'a> {
    fn new(item: &'a AlbumItem) -> Self {
        Self {
            id: item.id.as_str(),
            k: Hex(item.blob_key.as_bytes()),
            t: Hex(item.view_token.as_bytes()),
            caption: item.caption.as_deref(),
        }
    }
}

/// A key as it is written.
struct Hex<'a>(&'a [u8; 32]);

impl Serialize for Hex<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0 {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
            }
        }
        serializer.serialize_str(&text)
    }
}

/// 64 lower-case digits, so that one key is written in one way.
fn hex(text: &str) -> Result<[u8; 32], Error> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let mut bytes = [0; 32];
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return Err(bad("a key of the album has another length"));
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)
            .zip(digit(*low))
            .map(|(high, low)| high << 4 | low)
            .ok_or_else(|| bad("a key of the album is not hexadecimal"))?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    fn album(id: &str, key: &str, rest: &str) -> Result<Album, Error> {
        let token = "22".repeat(32);
        Album::read(
            format!(r#"{{"v":1,"items":[{{"id":"{id}","k":"{key}","t":"{token}"{rest}}}]}}"#)
                .as_bytes(),
        )
    }

    #[test]
    fn an_item_is_checked_before_anything_is_made_of_it() {
        const ID: &str = "7Hk2mQx9TzRv4WbN";
        let key = "1f".repeat(32);
        let item = &album(ID, &key, r#","caption":"é""#).expect("valid").items[0];
        assert_eq!(item.blob_key, BlobKey([0x1f; 32]));
        assert_eq!(item.caption.as_deref(), Some("é"));
        for bad in [
            album("../api/admin/xyz", &key, ""),
            album("7Hk2mQx9TzRv4Wb0", &key, ""),
            album(ID, &key[2..], ""),
            album(ID, &key[1..], ""),
            album(ID, &key.to_uppercase(), ""),
            album(ID, &key, r#","caption":1"#),
            album(ID, &key, &format!(r#","\u006b":"{key}""#)),
            Album::read(br#"{"v":2,"items":[]}"#),
            Album::read(br#"{"v":1}"#),
            Album::read(br#"{"v":1,"items":[1]}"#),
        ] {
            assert_eq!(bad.map_err(|error| error.code()), Err(Code::BadManifest));
        }
    }
}
