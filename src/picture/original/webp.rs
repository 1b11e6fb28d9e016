//! WebP: one picture, or the frames of an animation with their times, up to the last bit that a decoder reads (RFC
//! 9649).

use super::super::container::webp::chunks::{
    self, ALPHA, ANIMATION, Canvas, Chunk, Chunks, EXIF, FRAME_HEADER_BYTES, FrameHeader, PROFILE,
};
use super::super::container::webp::{lossless, lossy};
use super::super::refusal::{internal, malformed};
use super::Meaning;
use crate::error::Error;
use pellicle_pixels::Size;

/// Writes the file again.
pub(super) fn write(bytes: &[u8], meaning: &Meaning) -> Result<Vec<u8>, Error> {
    let picture = Picture::read(bytes)?;
    let (exif, profile) = (meaning.exif(), meaning.profile());
    let mut list = b"WEBP".to_vec();
    if let Some(flags) = picture.flags(exif.is_some(), profile.is_some()) {
        let [w0, w1, w2, _] = (picture.size.width - 1).to_le_bytes();
        let [h0, h1, h2, _] = (picture.size.height - 1).to_le_bytes();
        push(
            &mut list,
            b"VP8X",
            &[flags, 0, 0, 0, w0, w1, w2, h0, h1, h2],
        )?;
    }
    if let Some(profile) = profile {
        push(&mut list, b"ICCP", profile)?;
    }
    match &picture.content {
        Content::Still(still) => still.write(&mut list)?,
        Content::Animation { plays, frames } => {
            // Before it is the colour of a background, which no browser shows: four bytes that could be anything.
            push(&mut list, b"ANIM", &[0, 0, 0, 0, plays[0], plays[1]])?;
            for (header, still) in frames {
                let mut frame = header.to_bytes().to_vec();
                still.write(&mut frame)?;
                push(&mut list, b"ANMF", &frame)?;
            }
        }
    }
    if let Some(block) = exif {
        push(&mut list, b"EXIF", &block)?;
    }
    let mut file = Vec::with_capacity(8 + list.len());
    push(&mut file, b"RIFF", &list)?;
    Ok(file)
}

/// A chunk, padded to an even length.
pub(in crate::picture) fn push(
    list: &mut Vec<u8>,
    kind: &[u8; 4],
    data: &[u8],
) -> Result<(), Error> {
    list.extend_from_slice(kind);
    list.extend_from_slice(&u32::try_from(data.len()).map_err(internal)?.to_le_bytes());
    list.extend_from_slice(data);
    list.extend_from_slice(&[0][..data.len() % 2]);
    Ok(())
}

/// What is written again.
struct Picture {
    size: Size,
    /// Whether VP8X said that there is transparency.
    says_alpha: bool,
    content: Content,
}

enum Content {
    Still(Still),
    Animation {
        /// How often it runs, 0 for ever.
        plays: [u8; 2],
        frames: Vec<(FrameHeader, Still)>,
    },
}

/// The chunks of a picture, or of one frame.
#[derive(Default)]
struct Still {
    alpha: Option<Vec<u8>>,
    lossy: Option<Vec<u8>>,
    lossless: Option<Vec<u8>>,
}

impl Picture {
    /// Reads the same chunks as the container's reader, which has found them to be in order.
    fn read(bytes: &[u8]) -> Result<Self, Error> {
        let mut list = Chunks::of_file(bytes)?;
        let mut canvas: Option<Canvas> = None;
        let mut plays = [0; 2];
        let mut frames = Vec::new();
        let mut still = Parts::default();
        while let Some(chunk) = list.next()? {
            match &chunk.kind {
                b"VP8X" => canvas = Some(Canvas::read(chunk.data)?),
                b"ANIM" => {
                    let [_, _, _, _, least, most] = chunk.data.first_chunk().ok_or_else(cut)?;
                    plays = [*least, *most];
                }
                b"ANMF" if canvas.is_some_and(Canvas::is_animated) => {
                    frames.push(read_frame(chunk.data)?);
                }
                _ => still.read(&chunk),
            }
        }
        let says_alpha = canvas.is_some_and(|canvas| canvas.flags & ALPHA != 0);
        if let Some(canvas) = canvas.filter(|canvas| canvas.is_animated()) {
            frames
                .iter()
                .try_for_each(|(header, _)| header.check(canvas.size))?;
            return Ok(Self {
                size: canvas.size,
                says_alpha,
                content: Content::Animation { plays, frames },
            });
        }
        let size = still.size().ok_or_else(cut)?;
        Ok(Self {
            size,
            says_alpha,
            content: Content::Still(still.written(size)?),
        })
    }

    /// The flags of VP8X, where there has to be one: a simple file is one picture that says it all.
    fn flags(&self, has_exif: bool, has_profile: bool) -> Option<u8> {
        let (is_animation, has_alpha) = match &self.content {
            Content::Still(still) => (false, still.alpha.is_some()),
            Content::Animation { .. } => (true, self.says_alpha),
        };
        if !(is_animation || has_alpha || has_exif || has_profile) {
            return None;
        }
        let flags = [
            (ANIMATION, is_animation),
            (ALPHA, has_alpha || self.says_alpha),
            (EXIF, has_exif),
            (PROFILE, has_profile),
        ];
        Some(
            flags
                .into_iter()
                .filter(|(_, set)| *set)
                .map(|(flag, _)| flag)
                .sum(),
        )
    }
}

fn read_frame(data: &[u8]) -> Result<(FrameHeader, Still), Error> {
    let header = FrameHeader::read(data)?;
    let mut still = Parts::default();
    let mut list = Chunks::inside(data, FRAME_HEADER_BYTES);
    while let Some(chunk) = list.next()? {
        still.read(&chunk);
    }
    Ok((header, still.written(header.size)?))
}

/// The same chunks as they stand in the file.
#[derive(Default)]
struct Parts<'a> {
    alpha: Option<&'a [u8]>,
    lossy: Option<&'a [u8]>,
    lossless: Option<&'a [u8]>,
}

impl<'a> Parts<'a> {
    fn read(&mut self, chunk: &Chunk<'a>) {
        match &chunk.kind {
            b"ALPH" => self.alpha = Some(chunk.data),
            b"VP8 " => self.lossy = Some(chunk.data),
            b"VP8L" => self.lossless = Some(chunk.data),
            _ => {}
        }
    }

    fn size(&self) -> Option<Size> {
        let lossless = self.lossless.and_then(chunks::lossless_size);
        lossless.or_else(|| self.lossy.and_then(chunks::lossy_size))
    }

    fn written(&self, size: Size) -> Result<Still, Error> {
        // A lossless picture has its transparency within.
        let alpha = self.alpha.filter(|_| self.lossy.is_some());
        Ok(Still {
            alpha: alpha
                .map(|data| lossless::written_alpha(data, size))
                .transpose()?,
            lossy: self.lossy.map(lossy::written).transpose()?,
            lossless: self.lossless.map(lossless::written).transpose()?,
        })
    }
}

impl Still {
    fn write(&self, list: &mut Vec<u8>) -> Result<(), Error> {
        let chunks = [
            (b"ALPH", &self.alpha),
            (b"VP8 ", &self.lossy),
            (b"VP8L", &self.lossless),
        ];
        for (kind, data) in chunks {
            if let Some(data) = data {
                push(list, kind, data)?;
            }
        }
        Ok(())
    }
}

fn cut() -> Error {
    malformed("it ends before the picture does")
}
