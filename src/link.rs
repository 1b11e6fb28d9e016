//! A link and its URL; the only Rust file that knows the fragment.
//!
//! ```text
//! https://HOST/i/ID#F      F = base58(01 ‖ S ‖ checksum), always 48 letters and digits
//! ```

use crate::error::{Code, Error};
use crate::seal::{Secret, is_base58, link_checksum};
use core::fmt;
use zeroize::Zeroizing;

pub use crate::seal::BlobId;

const FRAGMENT_VERSION: u8 = 1;
const FRAGMENT_CHARS: usize = 48;
/// Version, secret and checksum.
const FRAGMENT_BYTES: usize = 1 + 32 + 3;

/// Where a picture is and what opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// The server's origin, such as `https://pic.example`.
    pub origin: String,
    /// The blob's id.
    pub id: BlobId,
    /// What opens it.
    pub secret: Secret,
}

/// A link as it was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedLink {
    /// The link.
    pub link: Link,
    /// Whether a rewriter had made the fragment a part of the path, so that it went to servers and into their logs.
    /// Such a picture should be shared again.
    pub exposed: bool,
}

impl Link {
    /// Reads a link, before any request is made.
    ///
    /// Takes what people paste: white space around it, a query that a tracker added before the fragment,
    /// and anything but a base58 character behind it. `%23` and `%2523` in place of `#` are repaired.
    ///
    /// # Errors
    /// [`Code::LinkDamaged`].
    pub fn parse(text: &str) -> Result<ParsedLink, Error> {
        let (origin, path) = split_origin(text.trim())?;
        let path = path
            .strip_prefix("/i/")
            .ok_or_else(|| damaged("the path is not a picture's"))?;
        let (id, rest) = path
            .split_at_checked(16)
            .and_then(|(id, rest)| Some((BlobId::new(id)?, rest)))
            .ok_or_else(|| damaged("the path names no picture"))?;
        let (secret, exposed) = find_secret(rest)?;
        Ok(ParsedLink {
            link: Self { origin, id, secret },
            exposed,
        })
    }

    /// The link as a URL.
    pub fn to_url(&self) -> Zeroizing<String> {
        let fragment = fragment(&self.secret);
        Zeroizing::new(format!("{}/i/{}#{}", self.origin, self.id, *fragment))
    }
}

/// A link prints without its secret, so that none ends in a log.
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({}/i/{}#…)", self.origin, self.id)
    }
}

/// A secret as it stands behind the `#` of a link.
pub fn fragment(secret: &Secret) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0; FRAGMENT_BYTES]);
    bytes[0] = FRAGMENT_VERSION;
    bytes[1..33].copy_from_slice(secret.as_bytes());
    bytes[33..].copy_from_slice(&link_checksum(secret));
    Zeroizing::new(bs58::encode(&*bytes).into_string())
}

/// Reads a fragment, with or without its `#`: the first 48 characters, and only if no base58 character follows.
///
/// # Errors
/// [`Code::LinkDamaged`].
pub fn parse_fragment(text: &str) -> Result<Secret, Error> {
    let text = text.strip_prefix('#').unwrap_or(text).as_bytes();
    let Some((fragment, rest)) = text.split_at_checked(FRAGMENT_CHARS) else {
        return Err(damaged("the fragment is missing or cut"));
    };
    if rest.first().is_some_and(|byte| is_base58(*byte)) {
        return Err(damaged("the fragment is too long"));
    }
    let mut bytes = Zeroizing::new([0; FRAGMENT_BYTES]);
    match bs58::decode(fragment).onto(&mut *bytes) {
        Ok(FRAGMENT_BYTES) if bytes[0] == FRAGMENT_VERSION => {}
        _ => return Err(damaged("the fragment has a wrong letter")),
    }
    let mut secret = Zeroizing::new([0; 32]);
    secret.copy_from_slice(&bytes[1..33]);
    let secret = Secret::from_bytes(*secret);
    if link_checksum(&secret) == bytes[33..] {
        Ok(secret)
    } else {
        Err(damaged("the fragment has a wrong letter"))
    }
}

/// Reads what opens a blob that is at hand: a whole link, or its fragment alone.
///
/// # Errors
/// [`Code::LinkDamaged`].
pub fn parse_secret(text: &str) -> Result<Secret, Error> {
    let text = text.trim();
    if text.contains('/') {
        Link::parse(text).map(|parsed| parsed.link.secret.clone())
    } else {
        parse_fragment(text)
    }
}

/// Reads a server's address, such as `https://pic.example` with or without a slash, as an origin.
///
/// # Errors
/// [`Code::BadOption`] for anything with a path, and for other protocols than https and http.
pub fn parse_origin(text: &str) -> Result<String, Error> {
    let text = text.trim();
    let text = text.strip_suffix('/').unwrap_or(text);
    match split_origin(&format!("{text}/")) {
        Ok((origin, "/")) => Ok(origin),
        _ => Err(Error::new(
            Code::BadOption,
            "a server is named like https://pic.example",
        )),
    }
}

/// Finds the secret in what follows the id, decoding at most twice, and says whether it had to.
/// A repair counts only where the checksum holds, so nothing else is ever taken for a fragment.
fn find_secret(rest: &str) -> Result<(Secret, bool), Error> {
    let mut rest = Zeroizing::new(rest.as_bytes().to_vec());
    for exposed in [false, true, true] {
        let hash = rest.iter().position(|byte| *byte == b'#');
        if let Some(hash) = hash.filter(|hash| *hash == 0 || rest[0] == b'?') {
            // What is cut off is judged by bytes; only the 48 characters are ever read as text.
            let fragment = String::from_utf8_lossy(&rest[hash..]);
            return Ok((parse_fragment(&fragment)?, exposed));
        }
        rest = Zeroizing::new(percent_decode(&rest));
    }
    Err(damaged("the fragment is missing"))
}

fn percent_decode(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = digit(bytes.get(at + 1)).zip(digit(bytes.get(at + 2)));
        match pair.filter(|_| *byte == b'%') {
            Some((high, low)) => {
                decoded.push((high << 4 | low) as u8);
                at += 3;
            }
            None => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    decoded
}

/// Splits a URL into its origin, in lower case, and what follows.
fn split_origin(text: &str) -> Result<(String, &str), Error> {
    let (scheme, rest) = text
        .split_once("://")
        .filter(|(scheme, _)| {
            scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
        })
        .ok_or_else(|| damaged("it does not begin with https://"))?;
    let (host, path) = rest
        .find('/')
        .map(|slash| rest.split_at(slash))
        .ok_or_else(|| damaged("it has no path"))?;
    // A user, a space or an escape in the host would lead a reader to think of another server.
    let plain = |char: char| char.is_alphanumeric() || ".-:[]_".contains(char);
    if host.is_empty() || host.starts_with(':') || !host.chars().all(plain) {
        return Err(damaged("it names no server"));
    }
    Ok((format!("{scheme}://{host}").to_lowercase(), path))
}

/// An error that never quotes the link.
fn damaged(what: &str) -> Error {
    Error::new(Code::LinkDamaged, format!("the link is damaged: {what}"))
}
