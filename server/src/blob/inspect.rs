//! What can be asked about a blob without reading it.

use super::{NO_STORE, describe, gate, views};
use crate::errors::Error;
use crate::headers::{PELLICLE_VIEWS_LEFT, number};
use crate::ledger::Spent;
use crate::named::Named;
use crate::server::Server;
use crate::source::Source;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header as names};
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

/// `HEAD /b/ID`: the length, the expiry and the views left, for whoever shows the view token. Never spends a view.
pub async fn inspect(
    State(server): State<Arc<Server>>,
    Named(id): Named,
    source: Source,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let blob = gate::live(&server, &id, source, &headers).await?;
    gate::admit(&server, &blob, source, &headers)?;
    if blob.views_left == Some(0) {
        // Gone for everyone but those whose window is still open.
        let value = views::shown(&headers)?;
        let window = match &value {
            Some(value) => {
                server
                    .ledger
                    .window(&blob.id, value, server.clock.now())
                    .await?
            }
            None => None,
        };
        if !matches!(window, Some(Spent::Before(_))) {
            return Err(views::none_left().with(PELLICLE_VIEWS_LEFT, number(0)));
        }
    }
    let mut answer = describe(&blob, blob.views_left);
    answer.insert(names::CONTENT_LENGTH, number(blob.length));
    Ok((StatusCode::OK, answer).into_response())
}

/// `GET /b/ID/header`: the first 32 bytes, which say whether there is a password and hold its salt. Whoever wants to
/// make the view token needs them first, so no token is asked for; V is not among them.
pub async fn header(
    State(server): State<Arc<Server>>,
    Named(id): Named,
    source: Source,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let blob = gate::live(&server, &id, source, &headers).await?;
    let answer = [
        (
            names::CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        ),
        (names::CACHE_CONTROL, NO_STORE),
    ];
    Ok((answer, blob.header.to_vec()).into_response())
}
