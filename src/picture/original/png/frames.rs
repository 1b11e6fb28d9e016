//! The default picture of a PNG, and the frames of an animation (PNG 3rd edition, 11.3.6).

use super::super::super::container::png::frame_count;
use super::super::super::container::png::header::Header;
use super::super::super::container::png::rows::{self, Rows};
use super::super::super::refusal::{internal, malformed};
use super::Chunks;
use crate::error::Error;
use pellicle_pixels::Size;

/// The default picture first, then what is only in the animation.
#[derive(Default)]
pub(super) struct Frames {
    /// What `acTL` announces.
    count: u32,
    /// How often the animation runs, 0 for ever; `None` for a still picture.
    pub(super) plays: Option<u32>,
    /// The number that the next `fcTL` or `fdAT` has.
    sequence: u32,
    /// Of a default picture that has not come yet.
    control: Option<Control>,
    frames: Vec<Frame>,
}

/// One stream of pixels.
struct Frame {
    /// `None` for a default picture that is no frame.
    control: Option<Control>,
    stream: Vec<u8>,
}

/// Where and how long a frame is shown.
pub(super) struct Control {
    sequence: u32,
    size: Size,
    x: u32,
    y: u32,
    /// A fraction of a second, two bytes each.
    delay: [u8; 4],
    disposal: u8,
    blending: u8,
}

impl Control {
    /// Reads `fcTL`.
    pub(super) fn read(data: &[u8]) -> Result<Self, Error> {
        let wrong = || malformed("a frame of it is impossible");
        let (fields, rest) = data.as_chunks::<4>();
        let (&[sequence, width, height, x, y, delay], &[disposal @ 0..=2, blending @ 0..=1]) =
            (fields, rest)
        else {
            return Err(wrong());
        };
        Ok(Self {
            sequence: u32::from_be_bytes(sequence),
            size: Size {
                width: u32::from_be_bytes(width),
                height: u32::from_be_bytes(height),
            },
            x: u32::from_be_bytes(x),
            y: u32::from_be_bytes(y),
            delay,
            disposal,
            blending,
        })
    }

    fn write(&self, sequence: &mut u32, file: &mut Chunks) -> Result<(), Error> {
        let fields = [
            next(sequence),
            self.size.width,
            self.size.height,
            self.x,
            self.y,
        ];
        let fields = fields.map(u32::to_be_bytes);
        let rest = [self.disposal, self.blending];
        file.push(b"fcTL", &[fields.as_flattened(), &self.delay, &rest])
    }

    /// A frame outside of the picture has no place to be shown.
    fn fits(&self, size: Size) -> bool {
        let end = |from: u32, len: u32| from.saturating_add(len);
        self.size.pixels() > 0
            && end(self.x, self.size.width) <= size.width
            && end(self.y, self.size.height) <= size.height
    }
}

fn next(sequence: &mut u32) -> u32 {
    let number = *sequence;
    *sequence += 1;
    number
}

impl Frames {
    pub(super) fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// Takes `acTL`: how many frames there are, and how often they run.
    pub(super) fn announce(&mut self, data: &[u8]) {
        self.count = frame_count(data);
        if let (1.., Some(plays)) = (self.count, data.last_chunk()) {
            self.plays = Some(u32::from_be_bytes(*plays));
        }
    }

    /// Takes a piece of the default picture.
    pub(super) fn add_default(&mut self, data: &[u8]) {
        if self.frames.is_empty() {
            self.frames.push(Frame {
                control: self.control.take(),
                stream: Vec::new(),
            });
        }
        if let Some(default) = self.frames.first_mut() {
            default.stream.extend_from_slice(data);
        }
    }

    /// Takes the beginning of a frame.
    pub(super) fn add(&mut self, control: Control) -> Result<(), Error> {
        if self.plays.is_none() {
            return Ok(());
        }
        self.expect(control.sequence)?;
        if !self.frames.is_empty() {
            self.frames.push(Frame {
                control: Some(control),
                stream: Vec::new(),
            });
        } else if self.control.replace(control).is_some() {
            return Err(out_of_order());
        }
        Ok(())
    }

    /// Takes a piece of the frame that has begun.
    pub(super) fn extend(&mut self, data: &[u8]) -> Result<(), Error> {
        if self.plays.is_none() {
            return Ok(());
        }
        let (sequence, stream) = data.split_first_chunk().ok_or_else(out_of_order)?;
        self.expect(u32::from_be_bytes(*sequence))?;
        match self.frames.as_mut_slice() {
            [_, .., last] => last.stream.extend_from_slice(stream),
            _ => return Err(out_of_order()),
        }
        Ok(())
    }

    fn expect(&mut self, sequence: u32) -> Result<(), Error> {
        if sequence == next(&mut self.sequence) {
            Ok(())
        } else {
            Err(out_of_order())
        }
    }

    /// Cuts every stream behind its last row, takes out what nobody sees, and tells which colours of a palette occur.
    pub(super) fn trim(&mut self, header: Header) -> Result<[bool; 256], Error> {
        self.check(header.size)?;
        self.hide_default(header)?;
        let mut used = [false; 256];
        for Frame { control, stream } in &mut self.frames {
            let size = control.as_ref().map_or(header.size, |control| control.size);
            let rows = Rows::walk(header, size, stream)?;
            if rows.surplus {
                *stream = rows::repack(header, size, stream)?;
            } else {
                stream.truncate(rows.stream_bytes);
            }
            used.iter_mut()
                .zip(rows.used)
                .for_each(|(used, here)| *used |= here);
        }
        Ok(used)
    }

    fn check(&self, size: Size) -> Result<(), Error> {
        if self.plays.is_none() {
            return Ok(());
        }
        let mut controls = self
            .frames
            .iter()
            .filter_map(|frame| frame.control.as_ref());
        let count = controls.clone().count();
        if count != self.count as usize || !controls.all(|control| control.fits(size)) {
            return Err(malformed("its animation has other frames than it should"));
        }
        match self.frames.first() {
            // The default picture has the size of the whole.
            Some(Frame {
                control: Some(control),
                ..
            }) if control.size != size => Err(out_of_order()),
            _ => Ok(()),
        }
    }

    /// A default picture that is no frame is seen by nobody whose viewer knows animations. The first frame takes its
    /// place where it covers the whole, and else a blank one.
    fn hide_default(&mut self, header: Header) -> Result<(), Error> {
        match (self.plays, self.frames.as_mut_slice()) {
            (
                Some(_),
                [
                    Frame { control: None, .. },
                    Frame {
                        control: Some(first),
                        ..
                    },
                    ..,
                ],
            ) if first.size == header.size => {
                self.frames.remove(0);
            }
            (Some(_), [default @ Frame { control: None, .. }, ..]) => {
                default.stream = rows::blank(header, header.size)?;
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn default_stream(&self) -> &[u8] {
        self.frames.first().map_or(&[], |default| &default.stream)
    }

    pub(super) fn replace_default(&mut self, stream: Vec<u8>) {
        if let Some(default) = self.frames.first_mut() {
            default.stream = stream;
        }
    }

    /// Writes `acTL`.
    pub(super) fn write_announcement(&self, file: &mut Chunks) -> Result<(), Error> {
        match self.plays {
            Some(plays) => file.push(b"acTL", &[&self.count.to_be_bytes(), &plays.to_be_bytes()]),
            None => Ok(()),
        }
    }

    /// Writes the pictures.
    pub(super) fn write(&self, file: &mut Chunks) -> Result<(), Error> {
        let mut sequence = 0;
        let (default, others) = self
            .frames
            .split_first()
            .ok_or_else(|| internal("there are no pixels"))?;
        if let Some(control) = &default.control {
            control.write(&mut sequence, file)?;
        }
        file.push(b"IDAT", &[&default.stream])?;
        for Frame { control, stream } in others {
            if let Some(control) = control {
                control.write(&mut sequence, file)?;
            }
            file.push(b"fdAT", &[&next(&mut sequence).to_be_bytes(), stream])?;
        }
        Ok(())
    }
}

fn out_of_order() -> Error {
    malformed("its frames are out of order")
}
