//! The real binary, on real files and against a real server; one module for each question.
// A test that cannot go on has failed.
#![allow(missing_docs, clippy::unwrap_used)]

mod corpus;
mod interrupt;
mod open;
mod photo;
mod prepare;
mod program;
mod seal;
mod send;
mod server;
mod unheard;
mod usage;
mod wire;
