//! What only exists in a browser: the module's exports, called inside a Web Worker, and HTTP by the browser's `fetch`.
//!
//! The boundary translates and does nothing else: each export converts what it was given, calls the component, and
//! converts what that gave. All exports have one shape, `(input, onStage, signal) → Promise`; what goes in and comes
//! out is declared once, in `www/src/protocol.ts`, and the declarations that wasm-bindgen writes point there.
//!
//! A failure crosses as `{ code, message, viewsLeft? }`. A panic ends the instance: the worker reports it with
//! [`panic_place`] and is thrown away.

mod album;
mod body;
mod crash;
mod decoder;
mod drive;
mod failure;
mod fetch;
mod input;
mod lanes;
mod link;
mod manage;
mod output;
mod password;
mod prepare;
mod send;
mod share;
mod stages;
mod timer;
mod view;

pub use album::share_album;
pub use crash::{panic_place, start};
pub use decoder::Decoder;
pub use failure::Failure;
pub use link::parse_link;
pub use manage::{instance, remove, set_expiry};
pub use prepare::prepare;
pub use share::share;
pub use stages::OnStage;
pub use view::view;

use wasm_bindgen::prelude::wasm_bindgen;

/// Where the names in the declarations come from.
#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = r#"
import type { PlainEdits } from '../edits.js';
import type { Decoding, Jobs, OnStage, Wanting } from '../protocol.js';
"#;
