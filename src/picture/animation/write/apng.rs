//! APNG: each frame replaces what has changed since the one before, in RGBA (PNG 3rd edition, 11.3.6).

use super::super::super::container::png::chunk;
use super::super::super::original::png::{Chunks, SIGNATURE};
use super::super::place::{CORNER, Place};
use super::super::read::Delay;
use crate::error::Error;
use pellicle_pixels::Plane;
use pellicle_pixels::Size;

pub(in crate::picture::animation) struct Writer {
    size: Size,
    frames: u32,
    /// The number that the next `fcTL` or `fdAT` has.
    sequence: u32,
    chunks: Chunks,
    seen: Vec<u8>,
}

impl Writer {
    pub(super) fn new(size: Size) -> Self {
        Self {
            size,
            frames: 0,
            sequence: 0,
            chunks: Chunks(Vec::new()),
            seen: Vec::new(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.chunks.0.len()
    }

    pub(super) fn push(&mut self, next: Plane, delay: Delay) -> Result<(), Error> {
        let (after, _) = next.samples.as_chunks::<4>();
        let (before, _) = self.seen.as_chunks::<4>();
        let place = match self.frames {
            // The first frame is the default picture, and has to cover all.
            0 => Place {
                size: self.size,
                ..CORNER
            },
            _ => Place::around(self.size, &|at| before[at] != after[at]).unwrap_or(CORNER),
        };
        let stream = stream(&Plane {
            width: place.size.width,
            height: place.size.height,
            samples: place.cut_out(&next),
        })?;
        let fields = [
            self.next(),
            place.size.width,
            place.size.height,
            place.left,
            place.top,
            u32::from(delay.numerator) << 16 | u32::from(delay.denominator),
        ];
        let fields = fields.map(u32::to_be_bytes);
        // It stays, and nothing shows through.
        let parts = [fields.as_flattened(), &[0, 0]];
        self.chunks.push(b"fcTL", &parts)?;
        if self.frames == 0 {
            self.chunks.push(b"IDAT", &[&stream])?;
        } else {
            let number = self.next().to_be_bytes();
            self.chunks.push(b"fdAT", &[&number, &stream])?;
        }
        self.frames += 1;
        self.seen = next.samples;
        Ok(())
    }

    fn next(&mut self) -> u32 {
        self.sequence += 1;
        self.sequence - 1
    }

    pub(super) fn finish(self, plays: Option<u32>) -> Result<Vec<u8>, Error> {
        let mut file = Chunks(SIGNATURE.to_vec());
        let sides = [self.size.width, self.size.height].map(u32::to_be_bytes);
        // Eight bits a sample, red, green, blue and alpha, not interlaced.
        file.push(b"IHDR", &[sides.as_flattened(), &[8, 6, 0, 0, 0]])?;
        let announced = [self.frames, plays.unwrap_or(0)].map(u32::to_be_bytes);
        file.push(b"acTL", &[announced.as_flattened()])?;
        file.0.extend_from_slice(&self.chunks.0);
        file.push(b"IEND", &[])?;
        Ok(file.0)
    }
}

/// The zlib stream of a frame in RGBA, as it stands in a PNG of its own.
fn stream(frame: &Plane) -> Result<Vec<u8>, Error> {
    let file = pellicle_pixels::encode::frame(frame)?;
    let mut stream = Vec::new();
    let mut at = SIGNATURE.len();
    while at < file.len() {
        let chunk = chunk(&file, at)?;
        if &chunk.kind == b"IDAT" {
            stream.extend_from_slice(&file[chunk.data]);
        }
        at = chunk.whole.end;
    }
    Ok(stream)
}
