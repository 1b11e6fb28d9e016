//! What a file's colour profile says in original mode, as numbers and nothing else.
//!
//! A profile names its maker, its device, its licence and its date, and has room for anything in private tags. None of
//! that shows a picture. So a profile is read as the curves, matrices and tables that convert colours, and written
//! anew from them; one that says what a well-known space says becomes the same few bytes for everyone.

mod known;

use super::super::container::Channels;
use super::super::icc::Numbers;
use super::Colors;

/// The colours that a profile gives to a picture of these channels. Decoders do without a profile that is broken or is
/// meant for other channels, and then nothing is said of colours.
pub(super) fn read(icc: &[u8], channels: Channels) -> Colors {
    let Some(numbers) = Numbers::read(icc).filter(|numbers| numbers.fit(channels)) else {
        return Colors::Unsaid;
    };
    match known::space(&numbers) {
        Some(known::Space::Srgb) => Colors::Srgb,
        Some(known::Space::Other(canonical)) => Colors::Profile(canonical.write()),
        None => Colors::Profile(numbers.write()),
    }
}
