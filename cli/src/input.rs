//! What is read: picture files, and one line of standard input.

use crate::sentences::Failure;
use pellicle::picture::Limits;
use pellicle::{Code, Password};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zeroize::Zeroizing;

/// `-` stands for standard input or output, as everywhere.
pub fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads a file, or standard input for `-`, as long as it has at most `limit_bytes`.
pub fn read(path: &Path, limit_bytes: u64) -> Result<Vec<u8>, Failure> {
    let mut file = if is_dash(path) {
        standard_input()?
    } else {
        File::open(path).map_err(|_| Failure::UNREADABLE)?
    };
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too large, without reading all of it.
    file.by_ref()
        .take(limit_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| Failure::UNREADABLE)?;
    if bytes.len() as u64 > limit_bytes {
        return Err(Code::TooLarge.into());
    }
    Ok(bytes)
}

/// A picture's file, as large as the component takes one.
pub fn picture(path: &Path) -> Result<Vec<u8>, Failure> {
    read(path, Limits::default().file_bytes)
}

/// The password of a picture that has one, where `--password-stdin` was given.
pub fn password(wanted: bool) -> Result<Option<Password>, Failure> {
    wanted.then(|| Ok(Password::new(&line()?))).transpose()
}

/// The same for a picture that is to be sealed: an empty one is refused.
pub fn new_password(wanted: bool) -> Result<Option<Password>, Failure> {
    let new = |typed: &str| match typed {
        "" => Err(Failure::EMPTY_PASSWORD),
        _ => Ok(Password::new(typed)),
    };
    wanted.then(|| new(&line()?)).transpose()
}

/// The first line of standard input without its ending: a password, a delete token or a link.
pub fn line() -> Result<Zeroizing<String>, Failure> {
    line_of(&mut standard_input()?)
}

fn line_of(input: &mut impl Read) -> Result<Zeroizing<String>, Failure> {
    /// More than any password that a person types; what is longer is not one line.
    const LIMIT: usize = 4096;
    // Reserved at once: a vector that grows leaves copies behind that are not wiped.
    let mut line = Zeroizing::new(Vec::with_capacity(LIMIT));
    let mut byte = Zeroizing::new([0]);
    // One byte at a time, so that no buffer keeps a copy of a password.
    while line.len() < LIMIT {
        match input.read(byte.as_mut_slice()) {
            Ok(0) => break,
            Ok(_) if byte[0] == b'\n' => break,
            Ok(_) => line.push(byte[0]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return Err(Failure::UNREADABLE),
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    match std::str::from_utf8(&line) {
        Ok(text) if line.len() < LIMIT => Ok(Zeroizing::new(text.to_owned())),
        _ => Err(Failure::NO_LINE),
    }
}

/// Standard input without the buffer that `std::io::stdin` keeps for the life of the program.
fn standard_input() -> Result<File, Failure> {
    #[cfg(unix)]
    let handle = {
        use std::os::fd::AsFd;
        std::io::stdin().as_fd().try_clone_to_owned()
    };
    #[cfg(windows)]
    let handle = {
        use std::os::windows::io::AsHandle;
        std::io::stdin().as_handle().try_clone_to_owned()
    };
    handle.map(File::from).map_err(|_| Failure::UNREADABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_loses_its_ending_and_nothing_else() {
        for (input, line) in [
            ("secret\n", "secret"),
            ("secret\r\n", "secret"),
            ("secret", "secret"),
            (" spaced \nsecond\n", " spaced "),
            ("", ""),
            ("\n", ""),
            ("pässwörd\n", "pässwörd"),
        ] {
            let read = line_of(&mut input.as_bytes());
            assert_eq!(read.as_deref().map(String::as_str), Ok(line), "{input:?}");
        }
    }

    #[test]
    fn what_is_no_line_of_text_is_refused() {
        assert_eq!(line_of(&mut &b"\xff\xfe\n"[..]), Err(Failure::NO_LINE));
        assert_eq!(line_of(&mut &[b'a'; 5000][..]), Err(Failure::NO_LINE));
    }
}
