//! `pellicle open`: from a link, or from a blob at hand, to a picture.

use crate::output::{Output, to_stdout};
use crate::progress::{self, Progress};
use crate::sentences::Failure;
use crate::{fetch, input};
use clap::Args;
use pellicle::link::{Link, parse_secret};
use pellicle::picture::MediaType;
use pellicle::seal::{Opened, Password, open};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The arguments of `pellicle open`.
#[derive(Args)]
pub struct Arguments {
    /// The link, or - to read it from standard input (where no one can see it in the list of programs)
    ///
    /// With --blob, the link's fragment is enough.
    #[arg(value_name = "LINK")]
    link: Zeroizing<String>,
    /// Where the picture goes, or - for standard output [default: the picture's ID and its type's extension]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Open this sealed file (- for standard input) and ask no server
    #[arg(long, value_name = "FILE")]
    blob: Option<PathBuf>,
    /// Read the picture's password from one line of standard input
    #[arg(long)]
    password_stdin: bool,
    /// Replace an existing file that -o names
    #[arg(long, requires = "output")]
    force: bool,
}

impl Arguments {
    /// Whether more than one of link, blob and password would come from standard input.
    pub fn reads_twice(&self) -> bool {
        let blob = self.blob.as_deref().is_some_and(input::is_dash);
        let link = self.link.as_str() == "-";
        usize::from(self.password_stdin) + usize::from(blob) + usize::from(link) > 1
    }
}

/// Opens a picture and writes it. Where its views are counted, this spends one and says how many are left.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let typed = match arguments.link.as_str() {
        "-" => input::line()?,
        _ => arguments.link,
    };
    let password = input::password(arguments.password_stdin)?;
    let place = Place {
        named: arguments.output,
        force: arguments.force,
    };
    match arguments.blob {
        Some(blob) => from_file(&typed, &blob, password.as_ref(), &place),
        None => from_server(&typed, password.as_ref(), &place),
    }
}

fn from_server(typed: &str, password: Option<&Password>, place: &Place) -> Result<(), Failure> {
    let parsed = Link::parse(typed)?;
    if parsed.exposed {
        progress::note(
            "The link was changed on its way, and whoever changed it may have kept its key: share the picture again.",
        );
    }
    let name = parsed.link.id.to_string();
    // Before anything is fetched: a view may be spent by it.
    place.check(&name)?;
    let progress = Progress::start(&name);
    let fetched = fetch::picture(&parsed.link, password, &progress)?;
    place.write(&name, &fetched.opened)?;
    if let Some(left) = fetched.views_left {
        progress::note(&format!("views left: {left}"));
    }
    Ok(())
}

fn from_file(
    typed: &str,
    blob: &Path,
    password: Option<&Password>,
    place: &Place,
) -> Result<(), Failure> {
    let secret = parse_secret(typed)?;
    let name = match (Link::parse(typed), blob.file_stem()) {
        (Ok(parsed), _) => parsed.link.id.to_string(),
        (Err(_), Some(stem)) if !input::is_dash(blob) => stem.to_string_lossy().into_owned(),
        (Err(_), _) => "picture".to_owned(),
    };
    place.check(&name)?;
    let blob = input::read(blob, fetch::LARGEST_BLOB_BYTES)?;
    place.write(&name, &open(&blob, &secret, password)?)
}

/// Where an opened picture goes.
struct Place {
    named: Option<PathBuf>,
    force: bool,
}

impl Place {
    /// Fails where no picture of any type could be written.
    fn check(&self, name: &str) -> Result<(), Failure> {
        MediaType::ALL
            .into_iter()
            .try_for_each(|media_type| self.output(name, media_type).check())
    }

    fn write(&self, name: &str, opened: &Opened) -> Result<(), Failure> {
        let main = opened.main()?;
        let output = self.output(name, main.media_type);
        output.write(main.bytes)?;
        if self.named.is_some() {
            return Ok(());
        }
        to_stdout(format!("{}\n", output.path().display()).as_bytes())
    }

    fn output(&self, name: &str, media_type: MediaType) -> Output {
        match &self.named {
            Some(path) => Output::named(path, self.force),
            None => Output::unnamed(format!("{name}.{}", media_type.extension()).into()),
        }
    }
}
