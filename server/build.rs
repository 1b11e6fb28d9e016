//! Notices when the pages were built again.

use std::path::Path;

fn main() {
    let site = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../www/site"));
    // Cargo can only watch what exists: without the folder it would build this crate again each time, or miss the pages
    // when they come. It is ignored by git. Where it cannot be made, the pages are looked for at the next build.
    let _ = std::fs::create_dir_all(site);
    println!("cargo:rerun-if-changed={}", site.display());
    println!("cargo:rerun-if-changed=build.rs");
}
