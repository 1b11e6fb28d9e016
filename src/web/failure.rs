//! An error as it crosses to JavaScript, and JavaScript's own errors as they cross back.

use super::output::{object, set};
use crate::error::{Code, Error};
use wasm_bindgen::JsValue;

/// An [`Error`], and what else a caller may need to know. JavaScript gets
/// `{ code, message, viewsLeft?, item?, goneBecause? }`.
pub struct Failure {
    error: Error,
    views_left: Option<u64>,
    item: Option<usize>,
}

impl Failure {
    /// An error about a picture with a limited number of views, and how many are left.
    pub(super) fn with_views_left(error: Error, views_left: Option<u64>) -> Self {
        Self {
            views_left,
            ..error.into()
        }
    }

    /// An error about one of several pictures: its place, from 0.
    pub(super) fn of_item(error: Error, item: usize) -> Self {
        Self {
            item: Some(item),
            ..error.into()
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            error,
            views_left: None,
            item: None,
        }
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        let Failure {
            error,
            views_left,
            item,
        } = failure;
        let failure = object([
            ("code", error.code().as_str().into()),
            ("message", error.message().into()),
        ]);
        if let Some(gone) = error.gone() {
            set(&failure, "goneBecause", gone.as_str().into());
        }
        if let Some(views_left) = views_left {
            set(&failure, "viewsLeft", (views_left as f64).into());
        }
        if let Some(item) = item {
            set(&failure, "item", (item as f64).into());
        }
        failure.into()
    }
}

/// An option that cannot have this value.
pub(super) fn bad_option(what: &str) -> Error {
    Error::new(Code::BadOption, what)
}

/// What a signal that was aborted means.
pub(super) fn cancelled() -> Error {
    Error::new(Code::Cancelled, "cancelled by the caller")
}
