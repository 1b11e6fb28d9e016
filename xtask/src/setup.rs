//! What a fresh machine lacks: a compilation target, npm packages, a browser, Python packages.

mod node;
mod python;
mod rust;
mod system;

pub use node::npm;
pub use python::python;
pub use rust::wasm_target;
pub use system::{BROWSER, METADATA_JUDGE, system};
