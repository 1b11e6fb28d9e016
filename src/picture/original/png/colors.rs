//! The numbers that say what colours are meant (PNG 3rd edition, 11.3.2), written as they stood.

use super::super::super::container::png::declared::Declared;
use super::Chunks;
use crate::error::Error;

/// Writes what decoders listen to that know no `cICP`: an intent stands for sRGB, and the numbers then only repeat it.
pub(super) fn write(declared: &Declared, file: &mut Chunks) -> Result<(), Error> {
    if let Some(intent) = &declared.intent {
        return file.push(b"sRGB", &[intent]);
    }
    if let Some(gamma) = &declared.gamma {
        file.push(b"gAMA", &[gamma])?;
    }
    if let Some(chromaticities) = &declared.chromaticities {
        file.push(b"cHRM", &[chromaticities])?;
    }
    Ok(())
}
