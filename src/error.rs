//! Errors by who can do something about them, each with a code that never changes.

use core::fmt;

/// Why something could not be done: a stable [`Code`] and a sentence for developers.
///
/// The sentence never holds a secret, a password, a file name or a byte of a picture, so it may be logged.
/// Sentences for people are chosen by the code and live with the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    code: Code,
    message: String,
    gone: Option<Gone>,
}

impl Error {
    /// An error with this code and this sentence.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            gone: None,
        }
    }

    /// The same error, with what the server told of how the picture went.
    pub(crate) fn with_gone(self, gone: Option<Gone>) -> Self {
        Self { gone, ..self }
    }

    /// The stable code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What happened, for developers.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// How the picture went, with [`Code::Gone`], where the server told: it does so only to whoever shows that they
    /// had the picture.
    pub fn gone(&self) -> Option<Gone> {
        self.gone
    }
}

/// How a picture went that was here, as `Pellicle-Gone` tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// Its time was over.
    Expired,
    /// Whoever shared it deleted it.
    Deleted,
    /// It has been viewed as often as it could be.
    ViewsSpent,
}

impl Gone {
    const ALL: [Self; 3] = [Self::Expired, Self::Deleted, Self::ViewsSpent];

    /// The reason as it is written everywhere.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Deleted => "deleted",
            Self::ViewsSpent => "views-spent",
        }
    }

    /// The reason with this name, as a server writes it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gone| gone.as_str() == name)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for Error {}

/// Who can do something about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The picture that was given: choose another.
    Picture,
    /// The link: ask for it again.
    Link,
    /// The sealed bytes: they are not what was uploaded, or were not made by the rules.
    Blob,
    /// The server, or the way to it: try again later, or ask its operator.
    Server,
    /// Whoever asked: a password, an option, a cancellation.
    Caller,
    /// This program.
    Program,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $fault:ident;)+) => {
        /// The stable name of an error: the same string in Rust, JavaScript, HTTP and on the command line.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of SPEC.md.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The code as it is written everywhere.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// Who can do something about it.
            pub const fn fault(self) -> Fault {
                match self { $(Code::$name => Fault::$fault,)+ }
            }

            /// The code with this name, as a server writes it.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Code::$name),)+ _ => None }
            }
        }
    };
}

codes! {
    /// The link's fragment is missing, cut or has a wrong letter.
    LinkDamaged = "link-damaged", Link;
    /// The sealed bytes end too early.
    Truncated = "truncated", Blob;
    /// The bytes are not a sealed picture.
    NotPellicle = "not-pellicle", Blob;
    /// Sealed by a version of the format that this program does not know.
    UnsupportedVersion = "unsupported-version", Blob;
    /// The picture has a password, and none was given.
    PasswordNeeded = "password-needed", Caller;
    /// The link or the password does not belong to this picture.
    WrongKey = "wrong-key", Caller;
    /// The picture could not be reported if it were shown, so it is not shown.
    Unreportable = "unreportable", Blob;
    /// A sealed chunk was changed.
    Corrupt = "corrupt", Blob;
    /// The manifest inside the seal breaks the rules.
    BadManifest = "bad-manifest", Blob;
    /// The padding inside the seal breaks the rules.
    BadPadding = "bad-padding", Blob;
    /// A part is not of the type that its manifest says.
    TypeMismatch = "type-mismatch", Blob;
    /// The link leads to an album, and a picture was asked for.
    Album = "album", Caller;
    /// The link leads to a picture, and an album was asked for.
    NotAlbum = "not-album", Caller;
    /// A kind of file that this program does not take.
    Unsupported = "unsupported", Picture;
    /// The picture is damaged or cut.
    Malformed = "malformed", Picture;
    /// The file, its dimensions or its sealed bytes are over a limit.
    TooLarge = "too-large", Picture;
    /// It took longer than it may.
    TimedOut = "timed-out", Picture;
    /// There was not enough memory.
    OutOfMemory = "out-of-memory", Picture;
    /// Whoever asked for it stopped it.
    Cancelled = "cancelled", Caller;
    /// An option has a value that it cannot have.
    BadOption = "bad-option", Caller;
    /// The delete token does not belong to this picture.
    WrongToken = "wrong-token", Caller;
    /// Looking would spend a view, and the caller did not say that it may.
    ViewLimited = "view-limited", Caller;
    /// A file stands where the output should go, or cannot be read or written.
    File = "file", Caller;
    /// The server cannot be reached.
    Offline = "offline", Server;
    /// The picture was here and is gone: expired, deleted, or its views are spent.
    Gone = "gone", Server;
    /// The server never had this picture.
    NotFound = "not-found", Server;
    /// The picture was taken down by the operator.
    Removed = "removed", Server;
    /// Too many requests.
    RateLimited = "rate-limited", Server;
    /// The server has no room left.
    Full = "full", Server;
    /// The operator has paused the server.
    Incident = "incident", Server;
    /// The server refuses this upload.
    Refused = "refused", Server;
    /// The server answered something that this program does not understand.
    ServerError = "server-error", Server;
    /// The browser lacks something that is needed.
    BrowserTooOld = "browser-too-old", Caller;
    /// A fault of this program.
    Internal = "internal", Program;
}
