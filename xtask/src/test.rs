//! `cargo xtask test`: every test there is, or the parts named, and one line that counts them all.

mod browser;
mod docs;
mod native;
mod node;
mod package;
mod tally;
mod tools;

pub use tally::Tally;

use crate::wasm::Quality;
use crate::{asks_for_help, check, setup, shell};
use anyhow::{Result, bail};
use std::time::Instant;

/// A part of the tests that can be run on its own.
struct Part {
    name: &'static str,
    what: &'static str,
    /// It compiles the component, or runs what is compiled, so all set-up comes first.
    compiles: bool,
    run: fn(Quality) -> Result<Tally>,
}

/// The quick ones first: what they find is cheapest to mend.
const PARTS: [Part; 14] = [
    Part {
        name: "fmt",
        what: "rustfmt",
        compiles: false,
        run: tools::fmt,
    },
    Part {
        name: "check",
        what: "the invariants, as `cargo xtask check`",
        compiles: false,
        run: |_| Ok(check::tally()),
    },
    Part {
        name: "deny",
        what: "licences, bans and sources of every crate, by cargo-deny",
        compiles: false,
        run: tools::deny,
    },
    Part {
        name: "clippy",
        what: "clippy, natively and for browsers",
        compiles: true,
        run: tools::clippy,
    },
    Part {
        name: "docs",
        what: "the references: docs/api is what the package's sources say, and `cargo doc` has no complaint",
        compiles: false,
        run: docs::run,
    },
    Part {
        name: "native",
        what: "the Rust tests of the component, the command line, the server and this tool",
        compiles: true,
        run: native::run,
    },
    Part {
        name: "web",
        what: "the component's tests in headless Chromium",
        compiles: true,
        run: browser::wasm,
    },
    Part {
        name: "types",
        what: "the types of the package, the pages and their tests",
        compiles: true,
        run: node::types,
    },
    Part {
        name: "unit",
        what: "the package's unit tests",
        compiles: true,
        run: node::unit,
    },
    Part {
        name: "size",
        what: "what ships stays small: the wasm with every optimisation, compressed",
        compiles: true,
        run: tools::size,
    },
    Part {
        name: "package",
        what: "what a release consists of: hashes, the tarball's files, where it comes from, and the same bytes when made again",
        compiles: true,
        run: package::run,
    },
    Part {
        name: "packaging",
        what: "the package as it is published, in an app for each bundler, in Uppy and in FilePond, in headless Chromium",
        compiles: true,
        run: browser::packaging,
    },
    Part {
        name: "e2e",
        what: "the main job end to end in headless Chromium, under a wiretap, and the commands of the docs",
        compiles: true,
        run: browser::end_to_end,
    },
    Part {
        name: "engines",
        what: "the main job in Chromium, Firefox and WebKit, each by its own driver, and over plain http",
        compiles: true,
        run: browser::engines,
    },
];

/// Runs the parts named, or all of them; fails if any test did.
pub fn run(names: &[String]) -> Result<()> {
    if asks_for_help(names) {
        for part in &PARTS {
            println!("{:9} {}", part.name, part.what);
        }
        return Ok(());
    }
    let parts = chosen(names)?;
    // Everything is tested as it ships; a part on its own, as it is quick to build.
    let quality = match names {
        [] => Quality::Shipped,
        _ => Quality::Quick,
    };
    let mut total = Tally::default();
    let mut failing = Vec::new();
    if parts.iter().any(|part| part.compiles)
        && let Err(error) = setup::for_tests()
    {
        // What can run without it runs; what cannot says so itself.
        eprintln!("error: {error:#}");
        total += Tally::failed(1);
        failing.push("set-up");
    }
    for part in parts {
        println!("\n── {} ── {}", part.name, part.what);
        let start = Instant::now();
        let tally = (part.run)(quality).unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Tally::failed(1)
        });
        // A part that ran nothing has lost its tests; that must not look like success.
        let tally = if tally.is_empty() {
            eprintln!("error: {} ran no test", part.name);
            Tally::failed(1)
        } else {
            tally
        };
        println!(
            "── {} ── {tally} ({:.0} s)",
            part.name,
            start.elapsed().as_secs_f64()
        );
        if tally.failed > 0 {
            failing.push(part.name);
        }
        total += tally;
    }
    println!();
    if !failing.is_empty() {
        println!("failing: {}", failing.join(", "));
    }
    println!("{total}");
    if total.failed > 0 {
        // The closing line is said; nothing may follow it.
        std::process::exit(1);
    }
    Ok(())
}

fn chosen(names: &[String]) -> Result<Vec<&'static Part>> {
    if names.is_empty() {
        return Ok(PARTS.iter().collect());
    }
    names
        .iter()
        .map(
            |name| match PARTS.iter().find(|part| part.name == name.as_str()) {
                Some(part) => Ok(part),
                None => bail!(
                    "`{name}` is not a part: {}",
                    PARTS.map(|part| part.name).join(", ")
                ),
            },
        )
        .collect()
}

/// A tool that says yes or no counts as one test.
fn yes_or_no(name: &str, command: &mut std::process::Command) -> Tally {
    match shell::step(name, || shell::run(command)) {
        Ok(()) => Tally::passed(1),
        Err(error) => {
            eprintln!("error: {error:#}");
            Tally::failed(1)
        }
    }
}
