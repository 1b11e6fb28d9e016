//! Names that the server gives: blob ids, which stand in links, and upload ids, which only the uploader knows.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt;

/// The Bitcoin alphabet: no letter that a person or an autolinker could mistake.
const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// FORMAT, "Link": an id is 16 base58 characters, about 94 bits.
const BLOB_ID_CHARS: usize = 16;
/// An upload id is a capability, so it is as long as a key.
const UPLOAD_ID_BYTES: usize = 32;
/// 32 bytes in base64url without padding.
const UPLOAD_ID_CHARS: usize = 43;

/// The name of a blob: 16 random base58 characters, chosen by the server.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BlobId(String);

impl BlobId {
    /// A new random id.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut id = String::with_capacity(BLOB_ID_CHARS);
        let mut bytes = [0_u8; 64];
        while id.len() < BLOB_ID_CHARS {
            getrandom::fill(&mut bytes)?;
            // 232 = 4 · 58: bytes above it would make the first letters likelier than the others.
            let fair = bytes
                .iter()
                .filter(|&&b| b < 232)
                .map(|&b| char::from(BASE58[usize::from(b) % 58]));
            id.extend(fair.take(BLOB_ID_CHARS - id.len()));
        }
        Ok(Self(id))
    }

    /// The id that this text is, if it is one and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let ok = text.len() == BLOB_ID_CHARS && text.bytes().all(|b| BASE58.contains(&b));
        ok.then(|| Self(text.to_owned()))
    }

    /// The id that this text begins with. A link that a rewriter broke has more behind it (`%23…`),
    /// which the page repairs and the server must neither need nor repeat.
    pub fn parse_start(text: &str) -> Option<Self> {
        let id = Self::parse(text.get(..BLOB_ID_CHARS)?)?;
        let more_of_a_word = text
            .as_bytes()
            .get(BLOB_ID_CHARS)
            .is_some_and(u8::is_ascii_alphanumeric);
        (!more_of_a_word).then_some(id)
    }

    /// The 16 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of an upload: 32 random bytes in base64url, unrelated to the blob's id. Whoever knows it may write, so it
/// implements no `Display` and is never logged.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UploadId(String);

impl UploadId {
    /// A new random id.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; UPLOAD_ID_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The id that this text is, if it has the form of one. Nothing else may become a file name.
    pub fn parse(text: &str) -> Option<Self> {
        let ok = text.len() == UPLOAD_ID_CHARS
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        ok.then(|| Self(text.to_owned()))
    }

    /// The 43 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_sixteen_base58_characters_and_never_twice_the_same() {
        let a = BlobId::random().unwrap();
        assert_eq!(BlobId::parse(a.as_str()), Some(a.clone()));
        assert_ne!(a, BlobId::random().unwrap());
        for wrong in [
            "",
            "short",
            "0123456789abcdef",
            "../../etc/passwd",
            "aaaaaaaaaaaaaaaaa",
        ] {
            assert_eq!(BlobId::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_broken_link_still_names_its_blob() {
        let id = BlobId::parse("abcdefghijkmnopq").unwrap();
        assert_eq!(BlobId::parse_start("abcdefghijkmnopq"), Some(id.clone()));
        assert_eq!(
            BlobId::parse_start("abcdefghijkmnopq#6Xyz"),
            Some(id.clone())
        );
        assert_eq!(BlobId::parse_start("abcdefghijkmnopq%236Xyz"), Some(id));
        assert_eq!(BlobId::parse_start("abcdefghijkmnopqr"), None);
        assert_eq!(BlobId::parse_start("ä"), None);
    }

    #[test]
    fn an_upload_id_is_never_a_path() {
        assert!(UploadId::parse(UploadId::random().unwrap().as_str()).is_some());
        assert!(UploadId::parse("../../../../../../../../../../../etc/passwd").is_none());
    }
}
