//! What a person reads when something failed: one sentence for each code, all in this file.
//!
//! A sentence is `&'static str`, so no input, password, link or server's answer can stand in it.

use pellicle::{Code, Error, Gone};

/// Why a command failed, in words for the person who ran it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure {
    /// The stable code.
    pub code: Code,
    /// What to tell.
    pub sentence: &'static str,
}

impl Failure {
    /// An input that cannot be read.
    pub const UNREADABLE: Self = Self::of(Code::File, "The file cannot be read.");
    /// An output folder or file that cannot be written.
    pub const UNWRITABLE: Self = Self::of(Code::File, "The output cannot be written there.");
    /// An output file that is there already.
    pub const EXISTS: Self = Self::of(
        Code::File,
        "A file stands where the output should go; name another with -o, or replace it with --force.",
    );
    /// Standard output that is a screen.
    pub const TERMINAL: Self = Self::of(
        Code::File,
        "A picture is not written to a terminal; send it to a file or a pipe.",
    );
    /// Standard input without the line that it should hold.
    pub const NO_LINE: Self = Self::of(
        Code::BadOption,
        "Standard input must hold one line of text.",
    );
    /// A password that locks nothing.
    pub const EMPTY_PASSWORD: Self = Self::of(
        Code::BadOption,
        "The password is empty: standard input must hold it on its first line.",
    );
    /// A delete token that is not one.
    pub const NOT_A_TOKEN: Self = Self::of(
        Code::WrongToken,
        "That is not a delete token: it is 43 letters, digits, - and _, as `pellicle send` printed it.",
    );
    /// A link over plain http to another machine.
    pub const PLAIN_HTTP: Self = Self::of(
        Code::BadOption,
        "The server must be reached by https; plain http is for this machine only.",
    );
    /// A certificate that does not hold.
    pub const NOT_TRUSTED: Self = Self::of(
        Code::Offline,
        "The server cannot be reached safely: this system does not trust its certificate.",
    );
    /// A proxy variable that cannot be understood. Going on without the proxy could give an address away.
    pub const BAD_PROXY: Self = Self::of(
        Code::BadOption,
        "The proxy in ALL_PROXY, HTTPS_PROXY or HTTP_PROXY is not an address that can be used.",
    );
    /// Some of several pictures.
    pub const SOME_NOT_SENT: &'static str =
        "Not every picture was sent; the lines above say which.";

    const fn of(code: Code, sentence: &'static str) -> Self {
        Self { code, sentence }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error.gone() {
            Some(gone) => Self::of(error.code(), how_it_went(gone)),
            None => Self::from(error.code()),
        }
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::of(code, sentence(code))
    }
}

fn sentence(code: Code) -> &'static str {
    match code {
        Code::LinkDamaged => "The link is damaged or incomplete; ask for it again.",
        Code::Truncated => "The sealed picture ends too early.",
        Code::NotPellicle => "That is not a sealed picture.",
        Code::UnsupportedVersion => "The picture was sealed by a newer version; update pellicle.",
        Code::PasswordNeeded => {
            "The picture has a password; give it on standard input with --password-stdin."
        }
        Code::WrongKey => "The link or the password does not belong to this picture.",
        Code::Unreportable => {
            "The picture was sealed so that it could not be reported; it is not shown."
        }
        Code::Corrupt => "The sealed picture was changed on its way or on the server.",
        Code::BadManifest => "The sealed picture was not made by the rules (manifest).",
        Code::BadPadding => "The sealed picture was not made by the rules (padding).",
        Code::TypeMismatch => "The sealed picture is not of the type that it claims.",
        Code::Album => "The link leads to an album, which this program cannot open.",
        Code::NotAlbum => "The link leads to a picture and not to an album.",
        Code::Unsupported => {
            "Pellicle does not take this kind of file; JPEG, PNG, WebP and GIF work."
        }
        Code::Malformed => "The picture is damaged or cut off.",
        Code::TooLarge => {
            "The picture is over a limit: 50 MiB, 100 megapixels, or what the server takes."
        }
        Code::TimedOut => {
            "It took longer than it may (30 seconds for preparing a picture) and was given up."
        }
        Code::OutOfMemory => "There was not enough memory for this picture.",
        Code::Cancelled => "It was stopped before it was done.",
        Code::BadOption => {
            "An option has a value that cannot be used here, or that the server does not allow."
        }
        Code::WrongToken => "The delete token does not belong to this picture.",
        Code::ViewLimited => "Looking would spend one of the picture's views.",
        Code::File => "A file cannot be read or written.",
        Code::Offline => "The server cannot be reached.",
        Code::Gone => "The picture is gone: it expired, was deleted, or its views are spent.",
        Code::NotFound => "The server has no such picture.",
        Code::Removed => "The picture was taken down by the server's operator.",
        Code::RateLimited => "Too many requests; try again later.",
        Code::Full => "The server has no room left.",
        Code::Incident => "The server's operator has paused it; try again later.",
        Code::Refused => "The server refuses this picture.",
        Code::ServerError => "The server answered something that pellicle does not understand.",
        Code::BrowserTooOld => "The browser is too old.",
        Code::Internal => "Something went wrong inside pellicle. Please report it.",
        _ => UNNAMED,
    }
}

fn how_it_went(gone: Gone) -> &'static str {
    match gone {
        Gone::Expired => "The picture is gone: its time was over.",
        Gone::Deleted => "The picture is gone: whoever shared it deleted it.",
        Gone::ViewsSpent => "The picture is gone: it has been seen as often as it could be.",
    }
}

/// For a code that was added to the component and not yet here; a test finds it.
const UNNAMED: &str = "Something went wrong.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_sentence_on_one_line() {
        for &code in Code::ALL {
            let sentence = sentence(code);
            assert_ne!(sentence, UNNAMED, "{} has no sentence", code.as_str());
            assert!(
                sentence.ends_with('.') && !sentence.contains('\n'),
                "{sentence}"
            );
        }
    }
}
