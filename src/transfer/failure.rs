//! What an answer means that is no success.

use super::http::Response;
use crate::error::{Code, Error, Gone};
use serde::Deserialize;

/// The codes that a server may name. Others are about what only this side can know.
const SERVER_CODES: [Code; 17] = [
    Code::Truncated,
    Code::NotPellicle,
    Code::UnsupportedVersion,
    Code::WrongKey,
    Code::WrongToken,
    Code::TooLarge,
    Code::TimedOut,
    Code::BadOption,
    Code::ViewLimited,
    Code::Gone,
    Code::NotFound,
    Code::Removed,
    Code::RateLimited,
    Code::Full,
    Code::Incident,
    Code::Refused,
    Code::ServerError,
];

/// A sentence of a server's is cut after as many characters.
const MAX_MESSAGE_CHARS: usize = 200;

/// The server's one shape of errors.
#[derive(Deserialize)]
struct Wire {
    code: String,
    #[serde(default)]
    message: String,
}

/// The error that an answer stands for. `unauthorized` is what a 401 means for this request.
pub(super) fn failure(response: &Response, unauthorized: Code) -> Error {
    let wire = serde_json::from_slice::<Wire>(&response.body).ok();
    let named = wire
        .as_ref()
        .and_then(|wire| Code::from_name(&wire.code))
        .filter(|code| SERVER_CODES.contains(code));
    let code = match (response.status, named) {
        // Which token it was is known here, whatever the server calls it.
        (401, _) => unauthorized,
        (_, Some(code)) => code,
        (status, None) => by_status(status),
    };
    let status = response.status;
    let message = match wire.map(|wire| printable(&wire.message)) {
        Some(message) if !message.is_empty() => format!("the server answered {status}: {message}"),
        _ => format!("the server answered {status}"),
    };
    let gone = response.header("Pellicle-Gone").and_then(Gone::from_name);
    Error::new(code, message).with_gone(gone.filter(|_| code == Code::Gone))
}

/// For answers without a body, and of whatever stands between.
fn by_status(status: u16) -> Code {
    match status {
        400 => Code::BadOption,
        403 | 415 | 422 => Code::Refused,
        404 => Code::NotFound,
        410 => Code::Gone,
        413 => Code::TooLarge,
        428 => Code::ViewLimited,
        429 => Code::RateLimited,
        451 => Code::Removed,
        502 | 504 => Code::Offline,
        503 => Code::Incident,
        507 => Code::Full,
        _ => Code::ServerError,
    }
}

/// What may be printed on a terminal: whoever runs the server chose it.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|char| !char.is_control() && !matches!(char, '\u{200B}'..='\u{206F}' | '\u{FEFF}'))
        .take(MAX_MESSAGE_CHARS)
        .collect()
}

/// An answer that breaks the protocol.
pub(super) fn nonsense(what: &str) -> Error {
    Error::new(
        Code::ServerError,
        format!("the server's answer makes no sense: {what}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Error {
        let response = Response {
            status,
            body: body.into(),
            ..Response::default()
        };
        failure(&response, Code::WrongToken)
    }

    #[test]
    fn the_named_code_counts_and_else_the_status() {
        let named = answer(503, r#"{"code":"full","message":"no\u001b[2J room"}"#);
        assert_eq!(named.code(), Code::Full);
        assert_eq!(named.message(), "the server answered 503: no[2J room");
        assert_eq!(answer(451, "").code(), Code::Removed);
        assert_eq!(answer(451, "<html>").code(), Code::Removed);
        assert_eq!(answer(418, "").code(), Code::ServerError);
        assert_eq!(
            answer(401, r#"{"code":"wrong-key"}"#).code(),
            Code::WrongToken
        );
    }

    #[test]
    fn how_a_picture_went_is_told_where_it_is_gone() {
        let told = |status, why: &str| {
            let response = Response {
                status,
                headers: vec![("pellicle-gone".into(), why.into())],
                ..Response::default()
            };
            failure(&response, Code::WrongToken).gone()
        };
        assert_eq!(told(410, "views-spent"), Some(Gone::ViewsSpent));
        assert_eq!(told(410, "stolen"), None);
        assert_eq!(told(404, "expired"), None);
    }

    #[test]
    fn a_server_cannot_name_what_only_this_side_can_know() {
        for code in [
            "password-needed",
            "corrupt",
            "internal",
            "cancelled",
            "nonsense",
        ] {
            let body = format!(r#"{{"code":"{code}"}}"#);
            assert_eq!(answer(400, &body).code(), Code::BadOption, "{code}");
        }
    }
}
