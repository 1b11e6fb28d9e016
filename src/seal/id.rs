//! A blob's id: what stands in a link's path.

use core::fmt;

/// The alphabet of Bitcoin's base58: no `0`, `O`, `I` or `l`.
const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const ID_CHARS: usize = 16;

/// 16 base58 characters that a server chose at random.
///
/// It is pasted into paths, so nothing else can be one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlobId([u8; ID_CHARS]);

impl BlobId {
    /// The id with these characters, where they are 16 and all base58.
    pub fn new(text: &str) -> Option<Self> {
        let bytes = <[u8; ID_CHARS]>::try_from(text.as_bytes()).ok()?;
        bytes
            .iter()
            .all(|byte| is_base58(*byte))
            .then_some(Self(bytes))
    }

    /// The 16 characters.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).expect("base58 is ASCII")
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlobId({self})")
    }
}

/// Whether a byte is a base58 character.
pub(crate) fn is_base58(byte: u8) -> bool {
    ALPHABET.contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sixteen_base58_characters_are_an_id() {
        assert_eq!(
            BlobId::new("7Hk2mQx9TzRv4WbN").map(|id| id.to_string()),
            Some("7Hk2mQx9TzRv4WbN".into())
        );
        for text in [
            "",
            "7Hk2mQx9TzRv4Wb",
            "7Hk2mQx9TzRv4WbNN",
            "../api/admin/xyz",
            "0Hk2mQx9TzRv4WbN",
            "7Hk2mQx9TzRv4Wbé",
        ] {
            assert_eq!(BlobId::new(text), None, "{text}");
        }
    }
}
