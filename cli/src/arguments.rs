//! The command line. What is wrong with it is said without repeating values: one of them may be a link or a password.

use crate::commands::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

/// Shares pictures through a server that cannot look at them.
///
/// A picture is resized, freed of its metadata and sealed on this machine; the server gets only ciphertext, and the key stands in
/// the part of the link that is never sent.
#[derive(Parser)]
#[command(name = "pellicle", version, after_help = AFTER)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "\
Exit status: 0 when it worked; 1 when it did not, with one last line `error[code]: sentence` on standard error; 2 for wrong usage.
Proxies are taken from ALL_PROXY, HTTPS_PROXY, HTTP_PROXY and NO_PROXY, except for servers on this machine.";

/// The command that was asked for. Ends the program after `--help` (0) and after wrong usage (2).
pub fn command() -> Command {
    match Arguments::try_parse() {
        Ok(Arguments { command }) => match command.contradiction() {
            None => command,
            Some(sentence) => Arguments::command()
                .error(ErrorKind::ArgumentConflict, sentence)
                .exit(),
        },
        Err(error) => without_values(error).exit(),
    }
}

/// The same error without anything that was typed, except the name of an option.
fn without_values(mut error: clap::Error) -> clap::Error {
    const HIDDEN: &str = "…";
    for kind in [ContextKind::InvalidValue, ContextKind::InvalidSubcommand] {
        if let Some(ContextValue::String(value)) = error.get(kind)
            && !value.is_empty()
        {
            error.insert(kind, ContextValue::String(HIDDEN.into()));
        }
    }
    // For the other kinds this is the name of an argument of ours.
    if error.kind() == ErrorKind::UnknownArgument
        && let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidArg)
    {
        let shown = option_name(typed).unwrap_or(HIDDEN).to_owned();
        error.insert(ContextKind::InvalidArg, ContextValue::String(shown));
        // The tip "to pass X as a value" repeats it.
        error.remove(ContextKind::Suggested);
    }
    error
}

/// `--some-option` of `--some-option=value`.
fn option_name(typed: &str) -> Option<&str> {
    /// Longer than any option here, shorter than a secret.
    const LONGEST: usize = 20;
    let name = typed.split('=').next()?;
    let letters = name.strip_prefix("--")?;
    let plain = letters
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (plain && name.len() <= LONGEST).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn wrong_usage_is_told_without_what_was_typed() {
        const SECRET: &str = "https://pic.example/i/4vJ9JU1bJJE96FWS#TopSecret";
        for typed in [
            vec![SECRET],
            vec!["open", SECRET, SECRET],
            vec!["open", SECRET, "--max-edge", "3"],
            vec!["open", "--force=TopSecret", "x"],
            vec!["open", "--password=TopSecret", "x"],
            vec!["open", "-TopSecret", "x"],
            vec!["open", "--TopSecret", "x"],
            vec!["send", "a.jpg", "--server", SECRET],
            vec![
                "send",
                "a.jpg",
                "--server",
                "http://localhost",
                "--views",
                SECRET,
            ],
            vec![
                "send",
                "a.jpg",
                "--server",
                "http://localhost",
                "--expires-in",
                SECRET,
            ],
            vec!["prepare", "a", "-o", "b", "--max-edge", SECRET],
            vec!["delete", SECRET],
        ] {
            let typed = std::iter::once("pellicle").chain(typed);
            let Err(error) = Arguments::try_parse_from(typed) else {
                panic!("taken");
            };
            let error = without_values(error);
            assert_eq!(error.exit_code(), 2);
            assert!(!error.render().to_string().contains("TopSecret"), "{error}");
        }
    }
}
