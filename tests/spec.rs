//! SPEC.md and the code name the same codes.
#![cfg(not(target_arch = "wasm32"))]

use pellicle::{Code, MediaType};

const SPEC: &str = include_str!("../SPEC.md");

#[test]
fn the_spec_lists_every_code_with_its_fault_in_order() {
    let (_, section) = SPEC.split_once("\n## 10. Codes\n").expect("the section");
    let (section, _) = section.split_once("\n## ").expect("the section's end");
    let rows: Vec<_> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|row| row.split(" | ").take(2).collect::<Vec<_>>().join(" "))
        .collect();
    let codes: Vec<_> = Code::ALL
        .iter()
        .map(|code| format!("{}` {:?}", code.as_str(), code.fault()).to_lowercase())
        .collect();
    assert_eq!(rows, codes);
}

#[test]
fn the_spec_lists_every_type() {
    for kind in MediaType::ALL {
        assert!(
            SPEC.contains(&format!("\n| `{}` | ", kind.as_str())),
            "{kind:?}"
        );
    }
}
