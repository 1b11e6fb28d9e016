//! The real binary, on real files and against a real server; one module for each question.

mod corpus;
mod interrupt;
mod open;
mod photo;
mod prepare;
mod program;
mod seal;
mod send;
mod server;
mod usage;
mod wire;
