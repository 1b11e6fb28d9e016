//! The component in a browser gives what it gives natively. Runs in a dedicated worker, as it does in the pages.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

#[path = "vectors/check.rs"]
mod check;
#[path = "golden/made.rs"]
mod made;

use js_sys::{Array, Function, JSON, Object, Reflect, Uint8Array};
use pellicle::picture::{MaxEdge, Options};
use pellicle::seal::Message;
use pellicle::{Code, Password, Secret, web};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

check::every_file!(wasm_bindgen_test);

#[wasm_bindgen_test]
fn prepare_gives_the_bytes_that_it_gives_natively() {
    let recorded = include_str!("golden/prepared.txt");
    let cases = made::cases();
    assert_eq!(cases.len(), recorded.lines().count());
    for (case, recorded) in cases.iter().zip(recorded.lines()) {
        assert_eq!(case.line(), recorded);
    }
}

#[wasm_bindgen_test]
fn what_is_sealed_opens_with_its_link_and_password_and_with_nothing_else() {
    let case = &made::cases()[0];
    let options = Options::with_max_edge(MaxEdge::Full);
    let picture = pellicle::prepare(&case.file, &options).unwrap().picture;
    let secret = Secret::generate().unwrap();
    let mut message = Message::new(&picture);
    message.alt = Some("a test");
    let sealed = pellicle::seal(&message, &secret, Some(&pass("pass"))).unwrap();

    let opened = pellicle::open(&sealed.blob, &secret, Some(&pass("pass"))).unwrap();
    assert_eq!(opened.main().unwrap().bytes, picture.bytes());
    assert_eq!(opened.alt.as_deref(), Some("a test"));
    let code = |secret: &Secret, password: Option<&Password>| {
        pellicle::open(&sealed.blob, secret, password)
            .unwrap_err()
            .code()
    };
    assert_eq!(code(&secret, None), Code::PasswordNeeded);
    assert_eq!(code(&secret, Some(&pass("Pass"))), Code::WrongKey);
    assert_eq!(
        code(&Secret::generate().unwrap(), Some(&pass("pass"))),
        Code::WrongKey
    );
}

/// ASCII is composed as it is.
fn pass(text: &str) -> Password {
    Password::from_nfc(text.to_owned())
}

#[wasm_bindgen_test]
fn a_browser_gives_every_secret_its_own_random_bytes() {
    assert!(Secret::generate().unwrap() != Secret::generate().unwrap());
}

#[wasm_bindgen_test]
async fn a_failure_crosses_as_a_code_and_a_message() {
    let input = object(&[("text", "https://pic.example/i/7Hk2mQx9TzRv4WbN#cut".into())]);
    let failure = web::parse_link(input.unchecked_into(), listener(), signal())
        .await
        .unwrap_err();
    let failure = JsValue::from(failure);
    assert_eq!(get(&failure, "code"), "link-damaged");
    assert!(get(&failure, "message").is_string());
    assert!(get(&failure, "viewsLeft").is_undefined());
}

#[wasm_bindgen_test]
async fn a_picture_crosses_with_its_stages_and_its_receipt() {
    let case = &made::cases()[1];
    let native = pellicle::prepare(&case.file, &Options::with_max_edge(case.max_edge)).unwrap();
    let parts = Array::of1(&Uint8Array::from(&case.file[..]));
    let file = web_sys::Blob::new_with_u8_array_sequence(&parts).unwrap();
    let input = object(&[("file", file.into()), ("maxEdge", 250.into())]);
    let stages = Array::new();
    let listener = Function::from(get(&stages, "push")).bind0(&stages);
    let prepared = web::prepare(input.unchecked_into(), listener.unchecked_into(), signal())
        .await
        .map_err(JsValue::from)
        .unwrap();
    let bytes = Uint8Array::from(get(&prepared, "bytes")).to_vec();
    assert_eq!(bytes, native.picture.bytes());
    assert_eq!(get(&prepared, "width"), native.picture.width_px());
    let receipt = JSON::stringify(&get(&prepared, "receipt")).unwrap();
    assert_eq!(receipt, serde_json::to_string(&native.receipt).unwrap());
    let stages: Vec<String> = stages.iter().filter_map(|told| told.as_string()).collect();
    assert_eq!(stages[..3], ["decoding", "resizing", "encoding"]);
}

#[wasm_bindgen_test]
async fn an_original_crosses_as_it_is_made_natively() {
    let case = &made::cases()[1];
    let native = pellicle::prepare(&case.file, &Options::original()).unwrap();
    let parts = Array::of1(&Uint8Array::from(&case.file[..]));
    let file = web_sys::Blob::new_with_u8_array_sequence(&parts).unwrap();
    let input = object(&[("file", file.into()), ("original", true.into())]);
    let prepared = web::prepare(input.unchecked_into(), listener(), signal())
        .await
        .map_err(JsValue::from)
        .unwrap();
    let bytes = Uint8Array::from(get(&prepared, "bytes")).to_vec();
    assert_eq!(bytes, native.picture.bytes());
    assert_eq!(get(&prepared, "width"), native.picture.width_px());
}

#[wasm_bindgen_test]
async fn options_that_make_no_sense_are_told_from_bad_pictures() {
    for (max_edge, code) in [
        (0.into(), "bad-option"),
        ((-5).into(), "bad-option"),
        (70_000.into(), "bad-option"),
        (1.5.into(), "bad-option"),
        ("huge".into(), "bad-option"),
        ("full".into(), "malformed"),
        (JsValue::UNDEFINED, "malformed"),
    ] {
        let file = web_sys::Blob::new().unwrap();
        let input = object(&[("file", file.into()), ("maxEdge", max_edge)]);
        let failure = web::prepare(input.unchecked_into(), listener(), signal())
            .await
            .unwrap_err();
        assert_eq!(get(&JsValue::from(failure), "code"), code);
    }
}

fn object(properties: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in properties {
        Reflect::set(&object, &(*name).into(), value).unwrap();
    }
    object
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

/// A function that takes anything and does nothing.
fn listener() -> web::OnStage {
    Function::from(get(&js_sys::global(), "Object")).unchecked_into()
}

fn signal() -> web_sys::AbortSignal {
    web_sys::AbortController::new().unwrap().signal()
}
