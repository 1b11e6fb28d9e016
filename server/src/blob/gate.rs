//! Who may pass: first whether the blob is here, then whether the token is its own.

use crate::errors::{Code, Error};
use crate::headers::{PELLICLE_GONE, text};
use crate::id::BlobId;
use crate::ledger::{Blob, Reason, Standing};
use crate::server::Server;
use crate::source::Source;
use crate::structure::has_password;
use crate::token::Bearer;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

/// The blob of this id, if it is here now.
///
/// # Errors
/// 503 while paused, 404 if there never was one, 451, or 410 with the reason for whoever shows one of its tokens.
pub async fn live(
    server: &Server,
    id: &str,
    source: Source,
    headers: &HeaderMap,
) -> Result<Blob, Error> {
    if let Some(paused) = server.paused() {
        return Err(paused);
    }
    let id = BlobId::parse(id).ok_or_else(Error::not_found)?;
    let blob = server
        .ledger
        .blob(&id)
        .await?
        .ok_or_else(Error::not_found)?;
    match blob.standing(server.clock.now()) {
        Standing::Live => Ok(blob),
        Standing::Gone(Reason::TakenDown) => Err(removed()),
        Standing::Gone(reason) => Err(gone(
            Some(reason).filter(|_| may_know(server, &blob, source, headers)),
        )),
    }
}

/// The status that fits a blob, for its page.
pub async fn standing(server: &Server, id: Option<BlobId>) -> StatusCode {
    if server.paused().is_some() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    let Some(id) = id else {
        return StatusCode::NOT_FOUND;
    };
    match server.ledger.blob(&id).await {
        Err(error) => Error::from(error).status(),
        Ok(None) => StatusCode::NOT_FOUND,
        Ok(Some(blob)) => match blob.standing(server.clock.now()) {
            Standing::Live => StatusCode::OK,
            Standing::Gone(Reason::TakenDown) => removed().status(),
            Standing::Gone(_) => StatusCode::GONE,
        },
    }
}

/// Lets whoever shows the view token pass.
///
/// # Errors
/// 401, or 429 where passwords are being guessed.
pub fn admit(
    server: &Server,
    blob: &Blob,
    source: Source,
    headers: &HeaderMap,
) -> Result<(), Error> {
    let refused = || {
        unauthorized(
            Code::WrongKey,
            "This picture is for whoever has its whole link.",
        )
    };
    let bearer = Bearer::from_headers(headers).ok_or_else(refused)?;
    let judge = || bearer.is_view_token_of(&blob.verifier);
    let right = if has_password(&blob.header) {
        server.guesses.judge(source, &blob.id, judge)?
    } else {
        judge()
    };
    if right { Ok(()) } else { Err(refused()) }
}

/// 410, with the reason only for whoever may know it.
pub fn gone(reason: Option<Reason>) -> Error {
    let sentence = match reason {
        Some(Reason::Expired) => "The picture was here; its time was over.",
        Some(Reason::Deleted) => "The picture was here; whoever shared it deleted it.",
        Some(Reason::ViewsSpent) => {
            "The picture was here; it has been viewed as often as it could be."
        }
        Some(Reason::TakenDown) | None => "The picture was here and is gone.",
    };
    let error = Error::new(StatusCode::GONE, Code::Gone, sentence);
    match reason {
        Some(reason) => error.with(PELLICLE_GONE, text(reason.as_str())),
        None => error,
    }
}

/// 401, which is to say that nothing of the blob is told.
pub fn unauthorized(code: Code, message: &'static str) -> Error {
    Error::new(StatusCode::UNAUTHORIZED, code, message)
        .with(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
}

fn removed() -> Error {
    Error::new(
        StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS,
        Code::Removed,
        "The picture was taken down by the operator of this server.",
    )
}

/// A tombstone keeps V and the verifier, to tell those who had the picture from those who only have its id. It answers
/// guesses as slowly as the blob did.
fn may_know(server: &Server, blob: &Blob, source: Source, headers: &HeaderMap) -> bool {
    let Some(bearer) = Bearer::from_headers(headers) else {
        return false;
    };
    let owns = blob
        .delete_verifier
        .is_some_and(|verifier| bearer.is_delete_token_of(&verifier));
    let judge = || bearer.is_view_token_of(&blob.verifier);
    if owns || !has_password(&blob.header) {
        return owns || judge();
    }
    server.guesses.judge_gone(source, &blob.id, judge)
}
