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
//! There is no clock, no I/O and no global state outside [`web`], so the same code runs natively and in a browser.

pub mod error;
pub mod picture;
pub mod seal;
pub mod link;
pub mod transfer;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use error::{Code, Error, Fault};
pub use link::Link;
pub use picture::{MaxEdge, MediaType, Options, Picture, Prepared, Receipt, prepare};
pub use seal::{BlobId, DeleteToken, Keys, Message, Opened, Sealed, Secret, ViewToken, open, seal};
