//! What JavaScript gets.

use js_sys::{JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;

/// A plain object with these properties, which a structured clone takes to the page as it is.
pub(super) fn object<const N: usize>(properties: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (name, value) in properties {
        set(&object, name, value);
    }
    object
}

/// Sets one property.
pub(super) fn set(object: &Object, name: &str, value: JsValue) {
    Reflect::set(object, &name.into(), &value).expect("a plain object takes every property");
}

/// Bytes on JavaScript's side, which can be moved to the page without another copy.
pub(super) fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// A value by way of its JSON.
pub(super) fn json(value: &impl serde::Serialize) -> JsValue {
    let text =
        serde_json::to_string(value).expect("what the component serialises has no failing part");
    JSON::parse(&text).expect("it was written as JSON")
}

/// A number or `null`. Instants and counts are far below where a double loses whole numbers.
pub(super) fn number_or_null(value: Option<u64>) -> JsValue {
    value.map_or(JsValue::NULL, |value| JsValue::from_f64(value as f64))
}

/// A text or `null`.
pub(super) fn text_or_null(value: Option<&str>) -> JsValue {
    value.map_or(JsValue::NULL, JsValue::from_str)
}
