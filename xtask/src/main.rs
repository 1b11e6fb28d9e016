//! The build tool: one command to serve the pages, one to test everything, and what lies under them.
//!
//! It is the only place of the project that starts other programs.

mod bench;
mod build;
mod check;
mod docs;
mod package;
mod pages;
mod paths;
mod programs;
mod same_paths;
mod serve;
mod setup;
mod shell;
mod stamp;
mod test;
mod torture;
mod wasm;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask serve [OPTION…]  builds what changed and serves it on http://localhost:8080; options go to pellicle-server
cargo xtask build            makes target/release/pellicle-server, target/release/pellicle and www/dist
cargo xtask package          leaves in target/package what a release consists of, with its hashes
cargo xtask test [PART…]     runs every test, or the parts named
cargo xtask check            holds the code against the invariants of ARCHITECTURE.md
cargo xtask docs             writes docs/api, the reference of the npm package, anew from its sources
cargo xtask bench [OPTION…]  measures a photo's way to sealed bytes against what else a page could do; --help lists the options
cargo xtask torture [OPTION…] spoils every file of the corpus in every way; --help lists the options
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    let done = match command {
        "serve" => serve::run(rest),
        "build" => build::run(rest),
        "package" => package::run(rest),
        "test" => test::run(rest),
        "check" => check::run(rest),
        "docs" => docs::run(rest),
        "bench" => bench::run(rest),
        "torture" => torture::run(rest),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => {
            eprintln!("`{other}` is not a command\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether a command is asked what it can do.
fn asks_for_help(words: &[String]) -> bool {
    words.iter().any(|word| word == "--help" || word == "-h")
}
