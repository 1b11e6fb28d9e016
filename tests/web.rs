//! The component in a browser gives what it gives natively. Runs in a dedicated worker, as it does in the pages.
#![cfg(target_arch = "wasm32")]

#[path = "vectors/check.rs"]
mod check;
#[path = "golden/made.rs"]
mod made;

use pellicle::picture::{MaxEdge, Options};
use pellicle::seal::Message;
use pellicle::{Code, Secret};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[cfg(shared_vectors)]
mod shared {
    pub const PELLICLE: &str =
        include_str!(concat!(env!("PELLICLE_VECTORS_FOUND"), "/pellicle-v1.json"));
    pub const WYCHEPROOF: &str = include_str!(concat!(
        env!("PELLICLE_VECTORS_FOUND"),
        "/wycheproof-cobblestone-256.json"
    ));
}

#[cfg(not(shared_vectors))]
mod shared {
    pub const PELLICLE: &str = "";
    pub const WYCHEPROOF: &str = "";
}

#[wasm_bindgen_test]
#[cfg_attr(not(shared_vectors), ignore = "the shared vectors are not there")]
fn every_shared_blob_gives_the_stated_result() {
    check::blobs(shared::PELLICLE).expect(62);
}

#[wasm_bindgen_test]
#[cfg_attr(not(shared_vectors), ignore = "the shared vectors are not there")]
fn every_shared_link_gives_the_stated_result() {
    check::links(shared::PELLICLE).expect(12);
}

#[wasm_bindgen_test]
#[cfg_attr(not(shared_vectors), ignore = "the shared vectors are not there")]
fn every_vector_of_wycheproof_gives_the_stated_result() {
    check::wycheproof(shared::WYCHEPROOF).expect(35);
}

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
    let sealed = pellicle::seal(&message, &secret, Some("pass")).unwrap();

    let opened = pellicle::open(&sealed.blob, &secret, Some("pass")).unwrap();
    assert_eq!(opened.main().unwrap().bytes, picture.bytes());
    assert_eq!(opened.alt.as_deref(), Some("a test"));
    let code = |secret: &Secret, password| {
        pellicle::open(&sealed.blob, secret, password)
            .unwrap_err()
            .code()
    };
    assert_eq!(code(&secret, None), Code::PasswordNeeded);
    assert_eq!(code(&secret, Some("Pass")), Code::WrongKey);
    assert_eq!(
        code(&Secret::generate().unwrap(), Some("pass")),
        Code::WrongKey
    );
}

#[wasm_bindgen_test]
fn a_browser_gives_every_secret_its_own_random_bytes() {
    assert!(Secret::generate().unwrap() != Secret::generate().unwrap());
}
