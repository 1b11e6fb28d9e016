//! Every published vector gives exactly what it states.
//!
//! The vectors of independent implementations lie outside the repository: see `build.rs`.
#![cfg(not(target_arch = "wasm32"))]

#[path = "vectors/check.rs"]
mod check;

#[cfg(shared_vectors)]
mod shared {
    pub const PELLICLE: &str =
        include_str!(concat!(env!("PELLICLE_VECTORS_FOUND"), "/pellicle-v1.json"));
    pub const WYCHEPROOF: &str = include_str!(concat!(
        env!("PELLICLE_VECTORS_FOUND"),
        "/wycheproof-cobblestone-256.json"
    ));
}

/// So that the tests are there, and counted as ignored, where the files are not.
#[cfg(not(shared_vectors))]
mod shared {
    pub const PELLICLE: &str = "";
    pub const WYCHEPROOF: &str = "";
}

#[test]
#[cfg_attr(not(shared_vectors), ignore = "the shared vectors are not there")]
fn every_shared_blob_gives_the_stated_result() {
    check::blobs(shared::PELLICLE).expect(62);
}

#[test]
#[cfg_attr(not(shared_vectors), ignore = "the shared vectors are not there")]
fn every_shared_link_gives_the_stated_result() {
    check::links(shared::PELLICLE).expect(12);
}

#[test]
#[cfg_attr(not(shared_vectors), ignore = "the shared vectors are not there")]
fn every_vector_of_wycheproof_gives_the_stated_result() {
    check::wycheproof(shared::WYCHEPROOF).expect(35);
}

#[path = "vectors/forge.rs"]
mod forge;
#[path = "vectors/own.rs"]
mod own;

const OWN: &str = include_str!("vectors/own-v1.json");

#[test]
fn every_own_blob_gives_the_stated_result() {
    check::blobs(OWN).expect(OWN.matches("\"blob\":").count());
}

#[test]
fn every_own_link_gives_the_stated_result() {
    check::links(OWN).expect(OWN.matches("\"link\":").count());
}

#[test]
fn the_own_vectors_are_what_the_generator_writes() {
    assert!(
        own::file() == OWN,
        "run `cargo run --example vectors` and look at the difference"
    );
}
