//! A thin server for sealed pictures: static pages and blobs. It knows nothing of pictures or keys; what it is given is
//! sealed already, and what it checks is a length, a header and the hash of a token.
//!
//! A blob's life, in the order of the modules: an upload ([`tus`]) grows as a file ([`partial`]), is checked
//! ([`structure`]), becomes a blob in the [`store`] and, in the same moment for readers, in the [`ledger`]; it is read,
//! spent, moved and deleted by its id ([`blob`]); and what time has ended is removed ([`sweeper`]).

pub mod app;
pub mod config;
pub mod server;
mod folder;

pub mod tus;
pub mod partial;
pub mod structure;
pub mod store;
pub mod ledger;
pub mod blob;
pub mod sweeper;

pub mod pages;
pub mod instance;

pub mod clock;
pub mod cors;
pub mod errors;
pub mod guesses;
pub mod headers;
pub mod id;
pub mod log;
pub mod named;
pub mod serve;
pub mod source;
pub mod token;
