//! Telling the page how far a picture is.

use crate::picture::Stage;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// JavaScript's listener, `(stage, loaded, total) => void`.
    #[wasm_bindgen(extends = Function, typescript_type = "OnStage")]
    #[derive(Clone)]
    pub type OnStage;
}

impl OnStage {
    /// A stage of the component's own work.
    pub(super) fn working(&self, stage: Stage) {
        self.say(match stage {
            Stage::Decoding => "decoding",
            Stage::Resizing => "resizing",
            // Checking what was written is the end of writing it.
            Stage::Encoding | Stage::Checking => "encoding",
        });
    }

    /// A stage that has no bytes to count.
    pub(super) fn say(&self, stage: &str) {
        self.moved(stage, 0, 1);
    }

    /// A stage of the network, and its bytes.
    pub(super) fn moved(&self, stage: &str, loaded: u64, total: u64) {
        // The worker's listener posts a message, which fails only when the worker is being ended anyway.
        let _ = self.call3(
            &JsValue::UNDEFINED,
            &stage.into(),
            &(loaded as f64).into(),
            &(total as f64).into(),
        );
    }
}
