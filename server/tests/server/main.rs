//! The server by questions, each a module: in this process where that suffices, over TCP where connections break, and as
//! the real program where it is killed or its output is read.
#![allow(missing_docs, clippy::unwrap_used)]

mod program;
mod world;

mod settings;
mod store;

mod tus_core;
mod tus_extensions;
mod uploads_broken;

mod view_limit;
mod view_limit_races;
mod view_tokens;

mod expiry;
mod ownership;

mod cors;
mod headers;
mod pages;

mod durability;
mod failures;
mod limits;
mod logs;
