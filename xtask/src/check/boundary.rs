//! The wasm boundary.

use super::Breaches;
use super::text::{sources, word_in};

/// Crates that only a browser has are named under `src/web` alone, so the rest compiles natively.
pub fn browser_crates_stay_in_web() -> Breaches {
    const BROWSER_CRATES: [&str; 5] = [
        "wasm_bindgen",
        "wasm_bindgen_futures",
        "web_sys",
        "js_sys",
        "gloo_net",
    ];
    let inside = |path: &str| {
        ["src/web.rs", "heic/src/web.rs"].contains(&path) || path.starts_with("src/web/")
    };
    Ok(
        sources(&["src", "pixels", "server", "cli", "heic"], &["rs"])?
            .iter()
            .filter(|source| !inside(&source.path))
            .flat_map(|source| source.find(|line| word_in(line, &BROWSER_CRATES)))
            .collect(),
    )
}
