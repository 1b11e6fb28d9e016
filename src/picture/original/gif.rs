//! GIF: the screen, the colours that occur, and each frame with its time, up to its last pixel.

use super::super::container::gif::blocks::{Block, Blocks, Frame, Kind, Screen};
use super::super::container::gif::codes::Codes;
use crate::error::Error;

/// Writes the file again.
pub(super) fn write(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let (screen, mut blocks) = Blocks::new(bytes)?;
    let mut repeats = None;
    let mut control = None;
    let mut frames = Vec::new();
    loop {
        let Block { kind, .. } = blocks.next()?;
        match kind {
            Kind::Control(fields) => control = Some(fields),
            Kind::Frame(frame) => frames.push(WrittenFrame::read(frame, control.take())?),
            Kind::Loop(count) => repeats = Some(count),
            Kind::Extension(..) => {}
            Kind::Trailer => break,
        }
    }
    let mut file = b"GIF89a".to_vec();
    write_screen(&screen, &frames, &mut file);
    // One frame is no animation.
    if let Some(count) = repeats.filter(|_| frames.len() > 1) {
        file.extend_from_slice(b"\x21\xFF\x0BNETSCAPE2.0\x03\x01");
        file.extend_from_slice(&count.to_le_bytes());
        file.push(0);
    }
    for frame in &frames {
        frame.write(&mut file);
    }
    file.push(0x3B);
    Ok(file)
}

struct WrittenFrame<'a> {
    control: Option<[u8; 4]>,
    frame: Frame<'a>,
    codes: Codes,
}

impl<'a> WrittenFrame<'a> {
    fn read(frame: Frame<'a>, control: Option<[u8; 4]>) -> Result<Self, Error> {
        let [.., width, height] = frame.place.map(usize::from);
        let codes = Codes::walk(frame.index_bits, frame.data, width * height)?;
        Ok(Self {
            control: control.map(only_what_counts),
            frame,
            codes,
        })
    }

    fn write(&self, file: &mut Vec<u8>) {
        if let Some(control) = &self.control {
            file.extend_from_slice(&[0x21, 0xF9, 4]);
            file.extend_from_slice(control);
            file.push(0);
        }
        file.push(0x2C);
        self.frame
            .place
            .iter()
            .for_each(|field| file.extend_from_slice(&field.to_le_bytes()));
        let palette = self
            .frame
            .palette
            .map(|palette| trimmed(palette, &self.codes.used));
        let interlaced = u8::from(self.frame.interlaced) << 6;
        file.push(interlaced | palette.as_deref().map_or(0, palette_flags));
        file.extend_from_slice(palette.as_deref().unwrap_or_default());
        file.push(self.frame.index_bits);
        for block in self.codes.bytes.chunks(255) {
            file.push(block.len() as u8);
            file.extend_from_slice(block);
        }
        file.push(0);
    }
}

/// Disposal and transparency; not whether to wait for a key, which nothing does, nor the bits that mean nothing.
fn only_what_counts([flags, d0, d1, index]: [u8; 4]) -> [u8; 4] {
    let disposal = match flags >> 2 & 7 {
        disposal @ 0..=3 => disposal,
        _ => 0,
    };
    let transparent = flags & 1;
    [disposal << 2 | transparent, d0, d1, index * transparent]
}

fn write_screen(screen: &Screen<'_>, frames: &[WrittenFrame<'_>], file: &mut Vec<u8>) {
    let mut used = [false; 256];
    let mut is_used = false;
    for frame in frames.iter().filter(|frame| frame.frame.palette.is_none()) {
        is_used = true;
        used.iter_mut()
            .zip(frame.codes.used)
            .for_each(|(used, here)| *used |= here);
    }
    let palette = screen
        .palette
        .filter(|_| is_used)
        .map(|palette| trimmed(palette, &used));
    file.extend_from_slice(&(screen.size.width as u16).to_le_bytes());
    file.extend_from_slice(&(screen.size.height as u16).to_le_bytes());
    // Eight bits a channel, as everything has; no colour of the empty screen, which browsers leave transparent; square pixels.
    file.push(0x70 | palette.as_deref().map_or(0, palette_flags));
    file.extend_from_slice(&[0, 0]);
    file.extend_from_slice(palette.as_deref().unwrap_or_default());
}

/// The palette with black in the place of colours that no pixel has.
fn trimmed(palette: &[u8], used: &[bool; 256]) -> Vec<u8> {
    let (colors, _) = palette.as_chunks::<3>();
    let colors = colors.iter().zip(used);
    colors
        .flat_map(|(color, used)| if *used { *color } else { [0; 3] })
        .collect()
}

/// That there is a palette, and how many colours it has: 2 to 256, a power of two.
fn palette_flags(palette: &[u8]) -> u8 {
    0x80 | (palette.len() / 3).ilog2().saturating_sub(1) as u8
}
