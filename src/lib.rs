//! Pellicle prepares a picture, seals it, and moves it through a server that cannot look at it.
//!
//! ```text
//!  file ─▶ prepare ─▶ Picture ─▶ seal ─▶ blob ─▶ upload ─▶ server ─▶ link
//!                                  ▲                                   │
//!                                  └─ secret ────── fragment ──────────┤
//!                                                                      ▼
//!  <img> ◀─ Opened ◀─ open ◀──────────── download (view token) ◀──── viewer
//! ```
//!
//! The modules stand in the order in which a picture passes them, and none imports a later one.
//! There is no clock, no I/O and no global state outside `src/web`, so the same code runs natively and in a browser.
//!
//! **Panics.** Decoders of hostile bytes are other people's code, and a fault in one may be a panic or an endless loop. This
//! crate catches neither: what can stop work that hangs can stop work that panics, and only whoever calls has it. In a
//! browser that is the worker, which is ended; on the command line a thread under a time limit. Whoever calls [`prepare`]
//! natively with strangers' files does the same, by [`std::panic::catch_unwind`] in a thread of its own.

pub mod error;
pub mod picture;
pub mod seal;
pub mod link;
pub mod transfer;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use error::{Code, Error, Fault, Gone};
pub use link::Link;
pub use picture::{MaxEdge, MediaType, Options, Picture, Prepared, Receipt, prepare};
pub use seal::{
    BlobId, DeleteToken, Keys, Message, Opened, Password, Sealed, Secret, ViewToken, open, seal,
};
