//! `prepare` gives the same bytes natively and in a browser: both are held against `golden/prepared.txt`.
//!
//! When an encoder is changed on purpose, `PELLICLE_WRITE_GOLDEN=1 cargo test --test golden` writes the file anew.
#![cfg(not(target_arch = "wasm32"))]

#[path = "golden/made.rs"]
mod made;

#[test]
fn prepare_gives_the_recorded_bytes() {
    let lines: String = made::cases()
        .iter()
        .map(|case| case.line() + "\n")
        .collect();
    if std::env::var_os("PELLICLE_WRITE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/prepared.txt");
        std::fs::write(path, &lines).expect("the recorded hashes can be written");
        return;
    }
    let recorded = include_str!("golden/prepared.txt");
    for (line, recorded) in lines.lines().zip(recorded.lines()) {
        assert_eq!(line, recorded);
    }
    assert_eq!(lines.lines().count(), recorded.lines().count());
}
