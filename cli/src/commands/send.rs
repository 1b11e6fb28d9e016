//! `pellicle send`: from files to links.

use crate::http::Http;
use crate::output::{to_stderr, to_stdout};
use crate::preparing::Preparing;
use crate::progress::{self, Progress};
use crate::sentences::Failure;
use crate::share::{Shared, Sharing};
use crate::{input, values};
use clap::Args;
use pellicle::picture::{MaxEdge, Receipt};
use pellicle::transfer::{Instance, instance};
use pellicle::{Code, Fault};
use serde::Serialize;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The arguments of `pellicle send`.
#[derive(Args)]
pub struct Arguments {
    /// The pictures, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The server, such as https://pic.example; plain http only for this machine
    #[arg(long, value_name = "URL", value_parser = values::server)]
    server: String,
    /// How long the picture stays, such as 30d: a whole number with s, m, h or d [default: the server's]
    #[arg(long, value_name = "TIME", value_parser = values::ttl_secs)]
    expires_in: Option<u64>,
    /// The picture goes after it was looked at N times [default: no limit]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    views: Option<u64>,
    /// Read a password from one line of standard input; the link alone then opens nothing
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    preparing: Preparing,
    /// Print link, delete token and receipt of each picture as one line of JSON on standard output
    #[arg(long)]
    json: bool,
}

impl Arguments {
    /// Whether more than one of pictures and password would come from standard input.
    pub fn reads_twice(&self) -> bool {
        let dashes = self.files.iter().filter(|file| input::is_dash(file));
        dashes.count() + usize::from(self.password_stdin) > 1
    }
}

/// Shares each picture, whatever happens to the others, and prints its link.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let password = input::new_password(arguments.password_stdin)?;
    let http = Http::to(&arguments.server)?;
    // Asked before the work begins, so that a server that is away, or none of Pellicle's, is told at once.
    let instance = http.run(&mut instance(&arguments.server), &[], &mut |_, _| {})?;
    let max_edge = offered(&instance);
    let options = match arguments.views {
        None => arguments.preparing.options_with_preview(max_edge),
        // Whoever looks at a preview must not spend a view, so a picture whose views are counted has none.
        Some(_) => arguments.preparing.options(max_edge),
    };
    let sharing = Sharing {
        server: arguments.server,
        options,
        ttl_secs: arguments.expires_in,
        views: arguments.views,
    };
    let share = |path: &Path| {
        let progress = Progress::start(&path.to_string_lossy());
        let print = |shared: &Shared| print(path, shared, arguments.json);
        sharing.share(
            &http,
            input::picture(path)?,
            password.as_ref(),
            &progress,
            print,
        )
    };
    if let [only] = arguments.files.as_slice() {
        return share(only);
    }
    let mut first = None;
    let mut files = arguments.files.iter();
    for path in files.by_ref() {
        let Err(failure) = share(path) else { continue };
        if failure.code == Code::Cancelled {
            return Err(failure);
        }
        tell_not_sent(path, failure);
        first.get_or_insert(failure.code);
        if meets_all(failure.code) {
            break;
        }
    }
    files.for_each(|path| progress::note(&format!("{}: not tried", path.display())));
    match first {
        None => Ok(()),
        Some(code) => Err(Failure {
            code,
            sentence: Failure::SOME_NOT_SENT,
        }),
    }
}

/// The longest side that the server's operator chose.
fn offered(instance: &Instance) -> MaxEdge {
    match u16::try_from(instance.defaults.max_edge) {
        Ok(0) => MaxEdge::default(),
        Ok(px) => MaxEdge::Px(px),
        // More than any side that a picture can have.
        Err(_) => MaxEdge::Full,
    }
}

/// Whether the next picture would fail in the same way.
fn meets_all(code: Code) -> bool {
    code.fault() == Fault::Server && code != Code::Refused
}

fn tell_not_sent(path: &Path, Failure { code, sentence }: Failure) {
    let code = code.as_str();
    progress::note(&format!(
        "{}: not sent ({code}): {sentence}",
        path.display()
    ));
}

/// The link on standard output and the delete token on standard error, or all of it as JSON.
fn print(path: &Path, shared: &Shared, json: bool) -> Result<(), Failure> {
    let link = shared.link.to_url();
    let delete_token = shared.delete_token.to_base64url();
    progress::clear();
    if json {
        let line = serde_json::to_string(&Line {
            file: &path.to_string_lossy(),
            link: &link,
            delete_token: &delete_token,
            expires: shared.expires_unix_secs,
            receipt: &shared.receipt,
        });
        let line = Zeroizing::new(line.map_err(|_| Code::Internal)? + "\n");
        return to_stdout(line.as_bytes());
    }
    to_stdout(Zeroizing::new(format!("{}\n", *link)).as_bytes())?;
    // A person wants to know what it is, a script wants nothing else on the line.
    let label = if std::io::stderr().is_terminal() {
        "delete token: "
    } else {
        ""
    };
    to_stderr(format_args!("{label}{}", *delete_token));
    Ok(())
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    link: &'a str,
    delete_token: &'a str,
    expires: Option<u64>,
    receipt: &'a Receipt,
}
