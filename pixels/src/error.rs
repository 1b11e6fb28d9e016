use core::fmt;

/// Why pixels could not be read or written, by whose fault it is. The sentences hold no byte of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The file is damaged or cut.
    Malformed(&'static str),
    /// The file may be whole, but is of a kind that is not taken.
    Unsupported(&'static str),
    /// The pixels would take more memory than there may be.
    TooLarge(&'static str),
    /// A fault of this program.
    Internal(String),
}

impl Error {
    /// A fault of this program, in somebody else's words.
    pub(crate) fn internal(reason: impl fmt::Display) -> Self {
        Self::Internal(reason.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed(reason) | Self::Unsupported(reason) | Self::TooLarge(reason) => reason,
            Self::Internal(reason) => reason,
        })
    }
}

impl core::error::Error for Error {}
