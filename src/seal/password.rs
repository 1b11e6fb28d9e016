//! A password in the one form in which every keyboard's text is the same.

#[cfg(not(target_arch = "wasm32"))]
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A password in Unicode's Normalization Form C, wiped when it is dropped.
pub struct Password(Zeroizing<String>);

impl Password {
    /// Brings text into that form.
    ///
    /// There is none of this in wasm: every browser has Unicode's tables, and they would be a tenth of the module. See
    /// [`from_nfc`](Self::from_nfc).
    #[cfg(not(target_arch = "wasm32"))]
    pub fn new(text: &str) -> Self {
        Self::from_nfc(text.nfc().collect())
    }

    /// Takes text that is in that form, such as what JavaScript's `normalize("NFC")` gives. Of other text, nothing opens
    /// what somebody sealed who typed the same on another system.
    pub fn from_nfc(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
