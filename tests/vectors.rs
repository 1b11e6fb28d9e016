//! Every published vector gives exactly what it states, and our own file of them is what its generator writes.
#![cfg(not(target_arch = "wasm32"))]

#[path = "vectors/check.rs"]
mod check;
#[path = "vectors/forge.rs"]
mod forge;
#[path = "vectors/own.rs"]
mod own;

check::every_file!(test);

#[test]
fn the_own_vectors_are_what_the_generator_writes() {
    assert!(
        own::file() == check::OWN,
        "run `cargo run --example vectors` and look at the difference"
    );
}
