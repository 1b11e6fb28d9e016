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

/// A rule, and what finds its breaches.
struct Rule {
    name: &'static str,
    breaches: fn() -> Breaches,
}

const RULES: [Rule; 10] = [
    Rule {
        name: "the server's dependencies do not contain the component",
        breaches: crates::server_knows_no_pictures,
    },
    Rule {
        name: "every crate takes the workspace's lints, which forbid unsafe code",
        breaches: crates::every_crate_forbids_unsafe,
    },
    Rule {
        name: "wasm-bindgen, js-sys, web-sys and gloo-net stay under src/web",
        breaches: boundary::browser_crates_stay_in_web,
    },
    Rule {
        name: "the pages import only what the package exports",
        breaches: pages::import_only_exports,
    },
    Rule {
        name: "no page names another origin",
        breaches: pages::no_foreign_origin,
    },
    Rule {
        name: "no canvas is read back",
        breaches: pages::no_canvas_read_back,
    },
    Rule {
        name: "no text becomes markup or code",
        breaches: pages::no_text_becomes_code,
    },
    Rule {
        name: "every code that the server answers is one of src/error.rs",
        breaches: codes::server_knows_the_list,
    },
    Rule {
        name: "every code is in SPEC.md and has a sentence in the package",
        breaches: codes::list_is_public,
    },
    Rule {
        name: "no file is longer than 400 lines",
        breaches: sizes::files_answer_one_question,
    },
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
    for Rule { name, breaches } in RULES {
        match breaches() {
            Ok(breaches) if breaches.is_empty() => {
                println!("ok      {name}");
                tally += Tally::passed(1);
            }
            Ok(breaches) => {
                println!("BROKEN  {name}");
                for breach in breaches {
                    println!("        {breach}");
                }
                tally += Tally::failed(1);
            }
            Err(error) => {
                println!("BROKEN  {name}: {error:#}");
                tally += Tally::failed(1);
            }
        }
    }
    tally
}
