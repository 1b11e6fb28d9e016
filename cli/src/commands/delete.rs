//! `pellicle delete`: takes a picture from its server.

use crate::http::Http;
use crate::input;
use crate::sentences::Failure;
use clap::{ArgAction, Args};
use pellicle::Link;
use pellicle::seal::DeleteToken;
use pellicle::transfer::remove;

/// The arguments of `pellicle delete`.
#[derive(Args)]
pub struct Arguments {
    /// The picture's link
    #[arg(value_name = "LINK")]
    link: String,
    /// Read the delete token from one line of standard input, as `pellicle send` printed it
    #[arg(long, required = true, action = ArgAction::SetTrue)]
    token_stdin: bool,
}

/// Deletes a picture.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let link = Link::parse(&arguments.link)?.link;
    let token = DeleteToken::from_base64url(&input::line()?).map_err(|_| Failure::NOT_A_TOKEN)?;
    let http = Http::to(&link.origin)?;
    http.run(
        &mut remove(&link.origin, link.id, &token),
        &[],
        &mut |_, _| {},
    )
}
