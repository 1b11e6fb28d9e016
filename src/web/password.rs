//! The password of an option, composed by the browser.

use crate::seal::Password;
use js_sys::JsString;

/// Any text as a password.
pub(super) fn password(text: Option<JsString>) -> Option<Password> {
    text.map(|text| Password::from_nfc(String::from(text.normalize("NFC"))))
}
