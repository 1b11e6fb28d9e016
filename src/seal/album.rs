//! An album: the ids and keys of pictures on its own server.

use super::id::BlobId;
use super::json::{self, Object, bad};
use super::secret::{BlobKey, ViewToken};
use crate::error::Error;

/// Pictures to be fetched from the album's own origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Album {
    /// Shown as text only.
    pub title: Option<String>,
    /// In the order in which they are shown.
    pub items: Vec<AlbumItem>,
}

/// One picture of an album. What it holds is enough to fetch and to open the picture, under a password too.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        if object.number("v")? != 1 {
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
}

impl AlbumItem {
    fn read(object: &Object) -> Result<Self, Error> {
        Ok(Self {
            id: BlobId::new(object.text("id")?).ok_or_else(|| bad("`id` is not a blob's id"))?,
            blob_key: BlobKey(hex(object.text("k")?)?),
            view_token: ViewToken(hex(object.text("t")?)?),
            caption: object.optional_text("caption")?.map(str::to_owned),
        })
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
