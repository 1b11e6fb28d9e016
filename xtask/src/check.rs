//! `cargo xtask check`: the invariants of ARCHITECTURE.md that a compiler does not hold.

mod boundary;
mod codes;
mod crates;
mod pages;
mod sizes;
mod text;

use crate::test::Tally;
use anyhow::{Result, bail};

/// What breaks a rule, one line each; none when it holds.
type Breaches = Result<Vec<String>>;

const RULES: [(&str, fn() -> Breaches); 10] = [
    (
        "the server's dependencies do not contain the component",
        crates::server_knows_no_pictures,
    ),
    (
        "every crate takes the workspace's lints, which forbid unsafe code",
        crates::every_crate_forbids_unsafe,
    ),
    (
        "wasm-bindgen, js-sys, web-sys and gloo-net stay under src/web",
        boundary::browser_crates_stay_in_web,
    ),
    (
        "the pages import only what the package exports",
        pages::import_only_exports,
    ),
    ("no page names another origin", pages::no_foreign_origin),
    ("no canvas is read back", pages::no_canvas_read_back),
    (
        "no text becomes markup or code",
        pages::no_text_becomes_code,
    ),
    (
        "every code that the server answers is one of src/error.rs",
        codes::server_knows_the_list,
    ),
    (
        "every code is in SPEC.md and has a sentence in the package",
        codes::list_is_public,
    ),
    (
        "no file is longer than 400 lines",
        sizes::files_answer_one_question,
    ),
];

/// Holds every rule, and fails if one is broken.
pub fn run(_arguments: &[String]) -> Result<()> {
    let tally = tally();
    if tally.failed > 0 {
        bail!("{tally}");
    }
    println!("{tally}");
    Ok(())
}

/// Holds every rule; each counts as a test.
pub fn tally() -> Tally {
    let mut tally = Tally::default();
    for (rule, holds) in RULES {
        match holds() {
            Ok(breaches) if breaches.is_empty() => {
                println!("ok      {rule}");
                tally += Tally::passed(1);
            }
            Ok(breaches) => {
                println!("BROKEN  {rule}");
                for breach in breaches {
                    println!("        {breach}");
                }
                tally += Tally::failed(1);
            }
            Err(error) => {
                println!("BROKEN  {rule}: {error:#}");
                tally += Tally::failed(1);
            }
        }
    }
    tally
}
