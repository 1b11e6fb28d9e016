//! The pixels: what reads, moves or writes every one of them.
//!
//! ```text
//!  stripped file ─▶ decode ─▶ edit ─▶ resize ─▶ orient ─▶ color ─▶ encode ─▶ file
//!                                                             └──▶ preview ─▶ file
//! ```
//!
//! A crate of its own because it is what a person waits for: it is compiled for speed, and everything around it, which
//! runs once for a file, for size. It knows no metadata and no container beyond what its codecs need, and nothing of
//! options: `pellicle` reads a file's structure, and only hands the bytes on that describe pixels.
//!
//! Samples are 8 bits each, in rows from the top without padding; what they mean is said by [`Raster`].

mod error;
mod size;
mod lanes;
mod raster;
mod ycc;
pub mod decode;
pub mod jpeg;
mod edit;
pub mod resize;
mod orient;
pub mod color;
pub mod encode;
mod preview;

pub use edit::Area;
pub use error::Error;
pub use orient::Orientation;
pub use preview::preview;
pub use raster::{Component, Components, Decoded, Model, Plane, Raster, with_alpha};
pub use size::Size;
