//! JPEG (ITU-T T.81): our own codec, which decodes no more than is wanted and never leaves the planes of a file.

mod decode;
mod encode;
pub mod markers;

pub use decode::decode;
pub use encode::{Preset, encode};
