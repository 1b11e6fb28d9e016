//! The ways in which a picture is refused: one function for each code.

use crate::error::{Code, Error};
use core::fmt::Display;

/// The file is damaged or cut.
pub(super) fn malformed(reason: impl Display) -> Error {
    Error::new(Code::Malformed, format!("the picture is damaged: {reason}"))
}

/// The file is whole, as far as can be told, but of a kind that is not taken.
pub(super) fn unsupported(sentence: impl Into<String>) -> Error {
    Error::new(Code::Unsupported, sentence)
}

/// The file, or what it would unpack to, is over a limit.
pub(super) fn too_large(sentence: impl Into<String>) -> Error {
    Error::new(Code::TooLarge, sentence)
}

/// A fault of this program, found before anything left it.
pub(super) fn internal(reason: impl Display) -> Error {
    Error::new(
        Code::Internal,
        format!("the picture could not be prepared: {reason}"),
    )
}
