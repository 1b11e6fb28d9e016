//! PNG and APNG: the header, the colours that occur, the pixels up to the last row, and the frames of an animation
//! with their times (PNG 3rd edition, 11).

mod colors;
mod frames;
mod palette;
mod turn;

use super::super::container::png;
use super::super::container::png::declared::Declared;
use super::super::container::png::header::Header;
use super::super::refusal::{internal, malformed};
use super::{Colors, Meaning};
use crate::error::Error;
use frames::{Control, Frames};
use palette::Palette;

pub(in crate::picture) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// The name that every profile gets: `iCCP` cannot be without one.
const PROFILE_NAME: &[u8] = b"icc\0\0";

/// Writes the file again.
pub(super) fn write(bytes: &[u8], meaning: &Meaning) -> Result<Vec<u8>, Error> {
    let mut picture = Picture::read(bytes)?;
    let is_still = picture.frames.plays.is_none();
    if is_still && !meaning.orientation.is_upright() {
        picture.turn(meaning)?;
    }
    let mut file = Chunks(SIGNATURE.to_vec());
    file.push(b"IHDR", &[&picture.header.to_bytes()])?;
    picture.frames.write_announcement(&mut file)?;
    // Decoders that know it go by this before all else, and the others by what comes behind.
    if let Some(code_points) = &picture.declared.code_points {
        file.push(b"cICP", &[code_points])?;
    }
    match &meaning.colors {
        Colors::Unsaid => colors::write(&picture.declared, &mut file)?,
        Colors::Srgb => file.push(b"sRGB", &[&[0]])?,
        Colors::Profile(profile) => {
            let packed = miniz_oxide::deflate::compress_to_vec_zlib(profile, 9);
            file.push(b"iCCP", &[PROFILE_NAME, &packed])?;
        }
    }
    picture.palette.write(&mut file)?;
    if let Some(block) = meaning.exif().filter(|_| !is_still) {
        file.push(b"eXIf", &[&block])?;
    }
    picture.frames.write(&mut file)?;
    file.push(b"IEND", &[])?;
    Ok(file.0)
}

/// What is written again.
struct Picture {
    header: Header,
    declared: Declared,
    palette: Palette,
    frames: Frames,
}

impl Picture {
    /// Reads the same chunks as the container's reader, which has found them to be in order.
    fn read(bytes: &[u8]) -> Result<Self, Error> {
        let mut header = None;
        let mut declared = Declared::default();
        let mut palette = Palette::default();
        let mut frames = Frames::default();
        let mut at = SIGNATURE.len();
        loop {
            let chunk = png::chunk(bytes, at)?;
            let before_pixels = frames.is_empty();
            at = chunk.whole.end;
            let take = || match chunk.is_intact(bytes) {
                true => Ok(&bytes[chunk.data.clone()]),
                false => Err(malformed("a checksum in it is wrong")),
            };
            match &chunk.kind {
                b"IHDR" => header = Some(Header::read(take()?)?),
                b"PLTE" => palette.colors = take()?.to_vec(),
                b"tRNS" => palette.transparency = take()?.to_vec(),
                b"cICP" if !palette.colors.is_empty() => {}
                b"sRGB" | b"gAMA" | b"cHRM" | b"cICP" if before_pixels => {
                    // A damaged one is none.
                    if let Ok(data) = take() {
                        declared.read(chunk.kind, data);
                    }
                }
                b"acTL" if before_pixels => frames.announce(take()?),
                b"IDAT" => frames.add_default(take()?),
                b"fcTL" => frames.add(Control::read(take()?)?)?,
                b"fdAT" => frames.extend(take()?)?,
                b"IEND" => break,
                _ => {}
            }
        }
        let header = header.ok_or_else(|| internal("there is no header"))?;
        let used = frames.trim(header)?;
        palette.trim(header, &used);
        Ok(Self {
            header,
            declared,
            palette,
            frames,
        })
    }

    /// Turns the one picture upright: lossless pixels stay what they are, wherever they stand.
    fn turn(&mut self, meaning: &Meaning) -> Result<(), Error> {
        let stream = self.frames.default_stream();
        let (header, stream) = turn::turn(
            self.header,
            &self.palette.colors,
            stream,
            meaning.orientation,
        )?;
        self.header = header;
        self.frames.replace_default(stream);
        Ok(())
    }
}

/// A file that is written chunk by chunk.
pub(in crate::picture) struct Chunks(pub(in crate::picture) Vec<u8>);

impl Chunks {
    pub(in crate::picture) fn push(
        &mut self,
        kind: &[u8; 4],
        parts: &[&[u8]],
    ) -> Result<(), Error> {
        let len = parts.iter().map(|part| part.len()).sum::<usize>();
        // A length is below 2^31 by the standard.
        let len = i32::try_from(len).map_err(internal)?;
        let Self(file) = self;
        file.extend_from_slice(&len.to_be_bytes());
        let checked_from = file.len();
        file.extend_from_slice(kind);
        parts.iter().for_each(|part| file.extend_from_slice(part));
        let checksum = crc32fast::hash(&file[checked_from..]);
        file.extend_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}
