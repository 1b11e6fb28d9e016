//! Upload, download and the small requests, as machines without I/O.
//!
//! A machine is told what happened and says what to do next: send a request, wait, or stop.
//! Whoever drives it owns sockets and clocks: the browser's `fetch` in `web`, a native HTTP client in the command line,
//! a script in the tests. A retry, a resumption or a mapping of errors is written here, once.
//!
//! View tokens and delete tokens stand in the `Authorization` header and nowhere else.

mod ask;
mod download;
mod failure;
mod header;
mod http;
mod instance;
mod piece;
mod retry;
mod take_back;
mod upload;
mod view_value;

pub use ask::{Ask, Head, Inspected, fetch_head, inspect, instance, prove, remove, set_expiry};
pub use download::{Download, DownloadOptions, Downloaded};
pub use header::{FetchHeader, fetch_header};
pub use http::{Body, Method, Request, Response};
pub use instance::{Defaults, Instance, Limits};
pub use take_back::TakeBack;
pub use upload::{Upload, UploadOptions, Uploaded};
pub use view_value::ViewValue;

use crate::error::Error;
use core::time::Duration;

/// The largest blob that a reader takes where the server does not state another limit: 32 MiB.
pub const DEFAULT_MAX_BLOB_BYTES: u64 = 32 * 1024 * 1024;

/// A transfer: feed it [`Event::Start`], then what each step led to, until it is done.
pub trait Machine {
    /// What it gives in the end.
    type Output;

    /// What to do after this has happened.
    fn step(&mut self, event: Event) -> Step<Self::Output>;
}

/// What a machine is told.
#[derive(Debug)]
pub enum Event {
    /// The first event.
    Start,
    /// The answer to its request, with all of its body.
    Response(Response),
    /// The connection broke while the body was on its way: the answer with what had come of it.
    Cut(Response),
    /// No answer came: there was no connection, or it broke before the answer's head.
    NetworkFailed,
    /// No answer came in all of the time that its request allows for silence.
    Silent,
    /// The wait is over.
    Waited,
}

/// What a machine wants next.
#[derive(Debug)]
pub enum Step<T> {
    /// Send this, and nothing else of this machine meanwhile.
    Request(Request),
    /// Wait this long. Jitter is already in it.
    Wait(Duration),
    /// It is over; tell the machine nothing more.
    Done(Result<T, Error>),
}
