//! Everything that can go wrong, as it is told: a status, a code that never changes, and a sentence.
//!
//! The sentence never holds a token, an address or anything that a client sent, so it may stand in a log.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::borrow::Cow;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal;)+) => {
        /// The stable name of an error: a subset of the component's public list, under the same strings.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code that this server can answer with.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The code as it is written in an answer.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }
        }
    };
}

codes! {
    /// The sealed bytes end too early, or have a length that no sealed picture has.
    Truncated = "truncated";
    /// The bytes are not a sealed picture.
    NotPellicle = "not-pellicle";
    /// Sealed by a version of the format that this server does not know.
    UnsupportedVersion = "unsupported-version";
    /// The view token does not belong to this blob.
    WrongKey = "wrong-key";
    /// The upload is over the limit.
    TooLarge = "too-large";
    /// The client took longer than it may.
    TimedOut = "timed-out";
    /// The request breaks a rule of the protocol or asks for something out of range.
    BadOption = "bad-option";
    /// The delete token does not belong to this blob.
    WrongToken = "wrong-token";
    /// Reading would spend a view, and the request did not say that it may.
    ViewLimited = "view-limited";
    /// The blob was here and is gone.
    Gone = "gone";
    /// There never was such a blob, upload or page.
    NotFound = "not-found";
    /// The blob was taken down by the operator.
    Removed = "removed";
    /// Too many wrong tokens.
    RateLimited = "rate-limited";
    /// There is no room left.
    Full = "full";
    /// The operator has paused the server.
    Incident = "incident";
    /// A fault of the server: the client's own list has `internal` for faults of the client.
    ServerError = "server-error";
}

/// `460 Checksum Mismatch`, a status of tus' checksum extension that the HTTP registry does not list.
const CHECKSUM_MISMATCH: u16 = 460;

/// An answer that is not what was asked for.
#[derive(Debug)]
pub struct Error {
    status: StatusCode,
    code: Code,
    message: Cow<'static, str>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Error {
    /// An answer with this status, code and sentence.
    pub fn new(status: StatusCode, code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            headers: Vec::new(),
        }
    }

    /// The same answer with one more header.
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The status that is answered.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The stable code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// 400: the request breaks a rule.
    pub fn bad(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Code::BadOption, message)
    }

    /// 404: nothing was ever here.
    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            Code::NotFound,
            "There is nothing here, and there never was.",
        )
    }

    /// 409: the client is not where it thinks it is.
    pub fn conflict(message: &'static str) -> Self {
        Self::new(StatusCode::CONFLICT, Code::BadOption, message)
    }

    /// 423: another request is writing to the same upload.
    pub fn locked() -> Self {
        Self::new(
            StatusCode::LOCKED,
            Code::BadOption,
            "Another request is writing to this upload.",
        )
    }

    /// 460: the bytes are not the ones that the checksum was made of.
    pub fn checksum_mismatch() -> Self {
        let status = StatusCode::from_u16(CHECKSUM_MISMATCH).unwrap_or(StatusCode::BAD_REQUEST);
        Self::new(
            status,
            Code::BadOption,
            "The bytes do not match their checksum; they were not kept.",
        )
    }

    /// 413: more bytes than are taken.
    pub fn too_large(message: &'static str) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, Code::TooLarge, message)
    }

    /// 507: no room.
    pub fn full() -> Self {
        Self::new(
            StatusCode::INSUFFICIENT_STORAGE,
            Code::Full,
            "The server has no room left.",
        )
    }

    /// 500: a fault of the server. `doing` names the step for the operator's log; `why` must hold nothing that a client sent.
    pub fn internal(doing: &'static str, why: impl std::fmt::Display) -> Self {
        tracing::error!(doing, %why, "a fault of the server");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            Code::ServerError,
            "The server made a mistake.",
        )
    }
}

/// What an I/O error means to a client: a full disk is 507, anything else is a fault of the server.
pub fn from_io(doing: &'static str, error: &std::io::Error) -> Error {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    match error.kind() {
        StorageFull | QuotaExceeded => Error::full(),
        _ => Error::internal(doing, error),
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let body = Json(json!({ "code": self.code.as_str(), "message": self.message }));
        let mut response = (self.status, body).into_response();
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response.headers_mut().extend(self.headers);
        response
    }
}
