//! The view limit, as a request meets it.

use super::{describe, gate};
use crate::errors::{Code, Error};
use crate::ledger::{Blob, Reason, Spent};
use crate::server::Server;
use crate::token::decode_base64url;
use axum::http::{HeaderMap, StatusCode};

/// The reader's 16 random bytes, of which a new one spends a view.
pub type ViewValue = [u8; 16];

/// The value that the request shows; `None` when it shows none.
///
/// # Errors
/// 400 when it shows something else.
pub fn shown(headers: &HeaderMap) -> Result<Option<ViewValue>, Error> {
    let Some(value) = headers.get("pellicle-view") else {
        return Ok(None);
    };
    let value = value.to_str().ok().and_then(decode_base64url);
    value
        .map(Some)
        .ok_or_else(|| Error::bad("Pellicle-View must be 16 bytes in base64url."))
}

/// Asks for a value before anything is opened or spent.
///
/// # Errors
/// 428 when there is none and one is needed; 410 when none would help.
pub fn wanted(blob: &Blob, headers: &HeaderMap) -> Result<Option<ViewValue>, Error> {
    let Some(left) = blob.views_left else {
        return Ok(None);
    };
    match shown(headers)? {
        Some(value) => Ok(Some(value)),
        None if left == 0 => Err(none_left()),
        None => Err(ask(
            blob,
            left,
            "Looking at this picture spends one of its views: say so with Pellicle-View.",
        )),
    }
}

/// Spends a view, or finds that the value has spent its own already. Tells how many are left.
///
/// # Errors
/// 410 when none was left, 428 when the value's ten minutes are over.
pub async fn spend(server: &Server, blob: &Blob, value: &ViewValue) -> Result<i64, Error> {
    match server
        .ledger
        .spend_view(&blob.id, value, server.clock.now())
        .await?
    {
        Spent::Now(left) | Spent::Before(left) => Ok(left),
        Spent::NoneLeft => Err(none_left()),
        Spent::Closed => match server
            .ledger
            .blob(&blob.id)
            .await?
            .and_then(|b| b.views_left)
        {
            Some(left) if left > 0 => Err(ask(
                blob,
                left,
                "The ten minutes of this view are over: a new value spends another.",
            )),
            _ => Err(none_left()),
        },
    }
}

/// 410 for whoever has the token and comes too late.
pub fn none_left() -> Error {
    gate::gone(Some(Reason::ViewsSpent))
}

fn ask(blob: &Blob, left: i64, message: &'static str) -> Error {
    let told = describe(blob, Some(left));
    let error = Error::new(
        StatusCode::PRECONDITION_REQUIRED,
        Code::ViewLimited,
        message,
    );
    let kept = [
        crate::headers::PELLICLE_VIEWS_LEFT,
        crate::headers::PELLICLE_EXPIRES,
    ];
    kept.into_iter()
        .fold(error, |error, name| match told.get(&name) {
            Some(value) => error.with(name, value.clone()),
            None => error,
        })
}
