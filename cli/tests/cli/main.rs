//! The real binary, on real files and against a real server; one module for each question.

mod corpus;
mod open;
mod photo;
mod prepare;
mod program;
mod seal;
mod server;
mod share;
mod usage;
mod wire;
