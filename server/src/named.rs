//! The part of an address that names something.

use crate::errors::Error;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

/// What stands behind `/b/`, `/i/` or `/api/blobs/`, decoded. A name that cannot be decoded names nothing.
pub struct Named(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        match Path::<String>::from_request_parts(parts, state).await {
            Ok(Path(name)) => Ok(Self(name)),
            Err(_) => Err(Error::not_found()),
        }
    }
}
