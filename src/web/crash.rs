//! What is left behind when Rust panics: the place, and nothing that a picture could have put there.

use std::cell::RefCell;
use std::panic::set_hook;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs when the module is instantiated.
#[wasm_bindgen(start)]
pub fn start() {
    // The message of a panic may quote what it panicked over; its place never does.
    set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        PLACE.with_borrow_mut(|slot| *slot = place);
    }));
}

/// Where the module panicked, if it did. A failed allocation ends in the same trap without a panic.
#[wasm_bindgen(js_name = panicPlace)]
pub fn panic_place() -> Option<String> {
    PLACE.with_borrow(Clone::clone)
}
